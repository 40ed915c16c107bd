import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { formatCount } from '../../../ui/format';
import { failedByColumn } from './failures';
import { type DurationGrid } from './grid';

/** Units of the lane, which is stretched to where it stands. */
const SIZE = 100;

/** How many requests failed over time: bars on a scale of their own, so that few are seen beside thousands. */
export function FailedLane({ grid }: { grid: DurationGrid }) {
  const styles = useStyles2(getStyles);
  const { counts, most } = failedByColumn(grid);
  const width = SIZE / counts.length;
  const bars = counts
    .map((count, column) => ({ x: column * width, height: (count / most) * SIZE }))
    .filter(({ height }) => height > 0)
    .map(({ x, height }) => `M${x} ${SIZE}v${-height}h${width * FILLED}v${height}z`);
  return (
    <>
      <span className={styles.scale} aria-hidden>
        {t('traces.heatmap.failed-scale', 'failed ≤ {{count}}', { count: formatCount(most) })}
      </span>
      <svg
        className={styles.lane}
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('traces.heatmap.failed-lane', 'Failed requests over time (peak {{count}})', {
          count: formatCount(most),
        })}
        data-testid="failed-lane"
      >
        <path d={bars.join('')} className={styles.bar} />
      </svg>
    </>
  );
}

/** Share of a step that its bar takes. */
const FILLED = 0.85;

const getStyles = (theme: GrafanaTheme2) => ({
  scale: css({ textAlign: 'right', whiteSpace: 'nowrap' }),
  lane: css({
    width: '100%',
    height: theme.spacing(3),
    borderLeft: `1px solid ${theme.colors.border.weak}`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  bar: css({ fill: theme.colors.error.main }),
});
