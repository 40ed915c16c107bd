import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type Baseline, baselineName } from '../../../analysis/comparison';
import { type HealthRow } from '../../../analysis/healthRows';
import { Change } from '../../../ui/Change';
import { DurationBar } from '../../../ui/DurationBar';
import { EntityLink, Figures } from '../../../ui/entityTable/cells';
import { belowWidth, TABLE_WIDTHS } from '../../../ui/entityTable/widths';
import { formatCount, formatRate, formatShare } from '../../../ui/format';
import { TrendLine } from '../../../ui/TrendLine';

/** A share of failures below this is drawn as the small thing it is. */
const NOTABLE_ERROR_RATIO = 0.02;

interface CellProps {
  row: HealthRow;
  /** What change is measured against. */
  baseline: Baseline;
}

/** The service or route itself: a link to its page. */
export function NameCell({ name, href }: { name: string; href: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.name}>
      <EntityLink href={href}>{name}</EntityLink>
    </div>
  );
}

/** Requests per second, how they went and how they changed. */
export function RateCell({ row, baseline }: CellProps) {
  const styles = useStyles2(getStyles);
  return (
    <Figures>
      <span className={styles.number}>{formatRate(row.rate)}</span>
      <TrendLine values={row.trend.requests} label={`Requests to ${row.name} over time`} />
      <Change change={row.change.rate} baseline={baselineName(baseline)} />
    </Figures>
  );
}

/** The share that failed, a link to the requests that did. */
export function ErrorsCell({ row, href, baseline }: CellProps & { href: string }) {
  const styles = useStyles2(getStyles);
  if (row.errorRatio === undefined) {
    return (
      <Figures>
        <span className={styles.unknown} title="No status is measured, so errors are unknown">
          unknown
        </span>
      </Figures>
    );
  }
  const isFailing = row.judgement.state === 'critical' && row.errorRatio >= NOTABLE_ERROR_RATIO;
  const isWell = row.judgement.state === 'ok';
  return (
    <Figures>
      <a
        className={cx(styles.number, styles.wayOn)}
        href={href}
        title={sampleOf(row)}
        aria-label={`Failed requests of ${row.name}`}
      >
        {formatShare(row.errorRatio)}
      </a>
      <TrendLine
        values={row.trend.errorRatio}
        label={`Errors of ${row.name} over time`}
        tone={isFailing ? 'bad' : 'neutral'}
        atLeast={NOTABLE_ERROR_RATIO}
      />
      {/* A change of next to nothing is no news: only where the state says so is it coloured. */}
      <Change change={row.change.errorRatio} baseline={baselineName(baseline)} moreIs={isWell ? 'neither' : 'bad'} />
    </Figures>
  );
}

/** Three percentiles as numbers and as a bar, a link to the requests that took longest. */
export function DurationsCell({ row, href, longest, baseline }: CellProps & { href: string; longest: number }) {
  const styles = useStyles2(getStyles);
  return (
    <Figures title={sampleOf(row)}>
      <a className={styles.bars} href={href} aria-label={`Slow requests of ${row.name}`}>
        <DurationBar p50={row.p50} p95={row.p95} p99={row.p99} longest={longest} />
      </a>
      <TrendLine values={row.trend.p95} label={`95th percentile of ${row.name} over time`} />
      <Change change={row.change.p95} baseline={baselineName(baseline)} moreIs="bad" />
    </Figures>
  );
}

/** What a share or a percentile rests on. */
function sampleOf({ requests }: HealthRow): string | undefined {
  return requests === undefined ? undefined : `of ${formatCount(requests)} requests`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({
    overflowWrap: 'anywhere',
    minWidth: theme.spacing(13),
    [belowWidth(TABLE_WIDTHS.wrap)]: { minWidth: theme.spacing(10) },
  }),
  number: css({ minWidth: theme.spacing(7), whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  wayOn: css({ '&:hover': { textDecoration: 'underline' } }),
  bars: css({ flexGrow: 1 }),
  unknown: css({ color: theme.colors.text.secondary }),
});
