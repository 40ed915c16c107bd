import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { shareOf, ticksOf } from './geometry';
import { formatMs } from './marks';
import { getRowStyles } from './styles';
import { type WaterfallModel } from './useWaterfall';

/** About so many round moments are marked. */
export const TICKS = 5;

/** Share of the width after which there is no room for the words of a moment. */
const LAST = 0.87;

/** What the columns are, and the scale of the time that is shown. */
export function TimeAxis({ model: { window, story } }: { model: WaterfallModel }) {
  const styles = useStyles2(getStyles);
  const rows = useStyles2(getRowStyles);
  return (
    <div className={cx(rows.row, story.comparison && rows.compared, styles.head)} aria-hidden>
      <div className={rows.name}>Service and span</div>
      <div className={rows.duration}>Duration</div>
      <div className={styles.ticks}>
        {ticksOf(window, TICKS)
          .map((tick) => ({ tick, share: shareOf(tick, window) }))
          .filter(({ share }) => share <= LAST)
          .map(({ tick, share }) => (
            <span key={tick} className={styles.tick} style={{ left: `${share * 100}%` }}>
              {tick === 0 ? '0' : formatMs(tick)}
            </span>
          ))}
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
  ticks: css({ position: 'relative', height: '100%', overflow: 'hidden' }),
  tick: css({
    position: 'absolute',
    top: '50%',
    transform: 'translateY(-50%)',
    paddingLeft: theme.spacing(0.5),
    borderLeft: `1px solid ${theme.colors.border.medium}`,
  }),
});
