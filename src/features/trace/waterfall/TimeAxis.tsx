import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { AxisMarks } from '../../../ui/AxisMarks';
import { ROW_HEIGHT, shareOf, ticksOf } from './geometry';
import { formatMs } from './marks';
import { getRowStyles } from './styles';
import { type WaterfallModel } from './useWaterfall';

/** About so many round moments are marked. */
export const TICKS = 5;

/** What the columns are, and the scale of the time that is shown. */
export function TimeAxis({ model: { window, story } }: { model: WaterfallModel }) {
  const styles = useStyles2(getStyles);
  const rows = useStyles2(getRowStyles);
  return (
    <div className={cx(rows.row, story.comparison && rows.compared, styles.head)} aria-hidden>
      <div className={rows.name}>{t('trace.axis.name', 'Service and span')}</div>
      <div className={rows.duration}>{t('trace.axis.duration', 'Duration')}</div>
      <div className={styles.ticks}>
        <AxisMarks
          marks={ticksOf(window, TICKS).map((tick) => ({
            share: shareOf(tick, window),
            text: tick === 0 ? '0' : formatMs(tick),
          }))}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    position: 'relative',
    color: theme.colors.text.secondary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    cursor: 'default',
    '&:hover': { background: 'none' },
    padding: theme.spacing(0, 1),
  }),
  ticks: css({ position: 'relative', height: '100%', overflow: 'hidden', lineHeight: `${ROW_HEIGHT}px` }),
});
