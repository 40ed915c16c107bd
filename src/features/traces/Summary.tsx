import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, IconButton, useStyles2 } from '@grafana/ui';
import { type Sampling } from '../../analysis/sampling';
import { t } from '../../i18n/t';
import { formatCount, formatDuration, formatRate, formatShare } from '../../ui/format';
import { TARGET_SIZE } from '../../ui/targetSize';
import { gridQuantile } from './durationHeatmap/grid';
import { failedWords, requestsWords } from './durationHeatmap/words';
import { durationOf } from './filters';
import { type Durations } from './askTraces';

/** Rate, error rate and latency of what the heatmap shows, in few numbers. */
export function Summary({ base, grid, span, note, onlyFound, sampling }: Durations & { sampling?: Sampling }) {
  const styles = useStyles2(getStyles);
  const seconds = (span.to - span.from) / 1000;
  // Rows are wider than what one may look at: a percentile lies within both.
  const { from = 0, to = Infinity } = durationOf(base.where) ?? {};
  const percentiles = [0.5, 0.95, 0.99].map((q) => {
    const read = gridQuantile(grid, q);
    return read && Math.min(to, Math.max(from, read));
  });
  const requests = requestsWords(grid.total);
  return (
    <dl className={styles.list}>
      <Figure
        name={t('traces.summary.requests', 'Requests')}
        basis={onlyFound ? t('traces.summary.total-unknown', 'in the sample, total unknown') : requests}
      >
        {onlyFound ? formatCount(grid.total) : formatRate(grid.total / seconds)}
      </Figure>
      <Figure
        name={t('traces.summary.errors', 'Error rate')}
        basis={grid.totalFailed > 0 ? failedWords(grid.totalFailed) : undefined}
        isBad={grid.totalFailed > 0}
      >
        {formatShare(grid.total > 0 ? grid.totalFailed / grid.total : undefined)}
      </Figure>
      <Figure
        name={t('traces.summary.latency', 'Latency p50 · p95 · p99')}
        help={
          onlyFound
            ? t('traces.summary.estimated-sample', 'Estimated from heatmap buckets, of {{requests}} in the sample', {
                requests,
              })
            : t('traces.summary.estimated', 'Estimated from heatmap buckets, of {{requests}} in the time range', {
                requests,
              })
        }
      >
        {percentiles.map(formatDuration).join(' · ')}
      </Figure>
      {sampling?.by === 'count' && (
        <Badge
          color="blue"
          text={t('traces.summary.sampled', 'Sampled: ~{{share}} of requests are traced', {
            share: formatShare(sampling.share),
          })}
          tooltip={t(
            'traces.summary.sampled-hint',
            'Metrics counted {{counted}} requests in the time range, {{traced}} were traced. The numbers here are those of traced requests',
            { counted: formatCount(sampling.counted), traced: formatCount(sampling.traced) }
          )}
        />
      )}
      {onlyFound && (
        <Badge color="blue" text={t('traces.summary.only-found', 'found traces only')} tooltip={onlyFound} />
      )}
      {note && (
        <Badge
          color="blue"
          text={note}
          tooltip={t(
            'traces.summary.note-hint',
            'Not every request is traced. The numbers are those of traced requests'
          )}
        />
      )}
    </dl>
  );
}

interface FigureProps {
  name: string;
  children: string;
  /** What the number rests on. */
  basis?: string;
  /** How the number came about. */
  help?: string;
  isBad?: boolean;
}

function Figure({ name, children, basis, help, isBad }: FigureProps) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <dt>
        {name}
        {help && <IconButton name="info-circle" className={styles.help} tooltip={help} />}
      </dt>
      <dd className={cx(isBad && styles.failed)}>{children}</dd>
      {basis && <dd className={styles.basis}>{basis}</dd>}
    </div>
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
  help: css({ ...TARGET_SIZE, verticalAlign: 'middle' }),
  basis: css({ '&&': { fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary } }),
});
