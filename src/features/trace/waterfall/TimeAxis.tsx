import React, { useRef } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { AxisMarks } from '../../../ui/AxisMarks';
import { ColumnBorder } from './ColumnBorder';
import { ROW_HEIGHT, shareOf, ticksOf } from './geometry';
import { formatMs } from './marks';
import { NAME_SHARE } from './nameShare';
import { getRowStyles } from './styles';
import { type WaterfallModel } from './useWaterfall';

/** About so many round moments are marked. */
export const TICKS = 5;

interface TimeAxisProps {
  model: WaterfallModel;
  /** Share of the width that names have; undefined for what the screen gives them. */
  nameShare: number | undefined;
  onNameShare: (share: number | undefined) => void;
}

/** What the columns are, and the scale of the time that is shown. The border between names and time can be moved. */
export function TimeAxis({ model: { window, story }, nameShare, onNameShare }: TimeAxisProps) {
  const styles = useStyles2(getStyles);
  const rows = useStyles2(getRowStyles);
  const head = useRef<HTMLDivElement>(null);
  const durations = useRef<HTMLDivElement>(null);
  const shareAt = (x: number) => {
    const { left = 0, width = 0 } = head.current?.getBoundingClientRect() ?? {};
    const room = width - (durations.current?.getBoundingClientRect().width ?? 0);
    return room > 0 ? (x - left) / room : NAME_SHARE.usual;
  };
  return (
    <div ref={head} className={cx(rows.row, story.comparison && rows.compared, styles.head)}>
      <div className={styles.name}>
        <span aria-hidden>{t('trace.axis.name', 'Service and span')}</span>
        <ColumnBorder share={nameShare ?? NAME_SHARE.usual} onChoose={onNameShare} shareAt={shareAt} />
      </div>
      <div ref={durations} className={rows.duration} aria-hidden>
        {t('trace.axis.duration', 'Duration')}
      </div>
      <div className={styles.ticks} aria-hidden>
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
  // Unlike in the rows, what lies over its end is not cut.
  name: css({ position: 'relative', minWidth: 0, height: '100%', lineHeight: `${ROW_HEIGHT}px` }),
  ticks: css({ position: 'relative', height: '100%', overflow: 'hidden', lineHeight: `${ROW_HEIGHT}px` }),
});
