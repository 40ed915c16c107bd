import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import { gridQuantile } from './durationHeatmap/grid';
import { formatCount, formatDuration, formatRate, formatShare } from '../../ui/format';
import { type Sampling } from '../../analysis/sampling';
import { durationOf } from './filters';
import { type Durations } from './useTraces';

/** Rate, errors and durations of what the picture shows, in few numbers. */
export function Summary({ base, grid, span, note, onlyFound, sampling }: Durations & { sampling?: Sampling }) {
  const styles = useStyles2(getStyles);
  const seconds = (span.to - span.from) / 1000;
  const sample = `of ${formatCount(grid.total)} requests ${onlyFound ? 'that were found' : 'in the time range'}`;
  // Rows are wider than what one may look at: a percentile lies within both.
  const { from = 0, to = Infinity } = durationOf(base.where) ?? {};
  const percentiles = [0.5, 0.95, 0.99].map((q) => {
    const read = gridQuantile(grid, q);
    return read && Math.min(to, Math.max(from, read));
  });
  return (
    <dl className={styles.list}>
      <div>
        <dt>Requests</dt>
        {onlyFound ? (
          <dd title="The data source for traces does not count them, so how many there were is not known">
            {formatCount(grid.total)} found
          </dd>
        ) : (
          <dd title={`${formatCount(grid.total)} requests in the time range`}>{formatRate(grid.total / seconds)}</dd>
        )}
      </div>
      <div>
        <dt>Errors</dt>
        <dd className={cx(grid.totalFailed > 0 && styles.failed)} title={sample}>
          {formatShare(grid.total > 0 ? grid.totalFailed / grid.total : undefined)}
        </dd>
      </div>
      <div>
        <dt>p50 · p95 · p99</dt>
        <dd title={`Read from the picture’s rows, ${sample}`}>{percentiles.map(formatDuration).join(' · ')}</dd>
      </div>
      {sampling?.by === 'count' && (
        <Badge
          color="blue"
          text={`sampled: about ${formatShare(sampling.share)} of requests are traced`}
          tooltip={`Metrics counted ${formatCount(sampling.counted)} requests in the time range, ${formatCount(sampling.traced)} were traced: numbers here are of those`}
        />
      )}
      {onlyFound && <Badge color="blue" text="of those that were found" tooltip={onlyFound} />}
      {note && (
        <Badge
          color="blue"
          text={note}
          tooltip="Not every request is traced or counted: numbers are of those that are"
        />
      )}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 3),
    margin: 0,
    div: { display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) },
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: {
      margin: 0,
      fontSize: theme.typography.h4.fontSize,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
  }),
  failed: css({ color: theme.colors.error.text }),
});
