import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { type HealthRow } from '../../../analysis/healthRows';
import { Change } from '../../../ui/Change';
import { DurationBar } from '../../../ui/DurationBar';
import { formatCount, formatRate, formatShare } from '../../../ui/format';
import { Hop } from '../../../ui/links/Hop';
import { StateBadge } from '../../../ui/status/StateBadge';
import { TrendLine } from '../../../ui/TrendLine';
import { belowWidth, TABLE_WIDTHS } from '../../../ui/table/widths';

/** A share of failures below this is drawn as the small thing it is. */
const NOTABLE_ERROR_RATIO = 0.02;

/** Where the numbers of a row lead, beside the row itself. */
export interface RowHops {
  logs: string;
  traces: string;
  /** The requests that failed, and those that took longest. */
  errors: string;
  slow: string;
}

interface HealthTableRowProps {
  row: HealthRow;
  href: string;
  hops: RowHops;
  longest: number;
  baseline: string;
  showVersion?: boolean;
}

export function HealthTableRow({ row, href, hops, longest, baseline, showVersion }: HealthTableRowProps) {
  const styles = useStyles2(getStyles);
  const sample = row.requests === undefined ? undefined : `of ${formatCount(row.requests)} requests`;
  const isFailing = row.judgement.state === 'bad' && (row.errorRatio ?? 0) >= NOTABLE_ERROR_RATIO;
  const isWell = row.judgement.state === 'ok';
  return (
    <tr className={styles.row} data-testid={`health-row-${row.name}`}>
      <td>
        <StateBadge judgement={row.judgement} />
      </td>
      <td className={styles.name}>
        <TextLink href={href} inline={false} color="primary">
          {row.name}
        </TextLink>
      </td>
      <td>
        <div className={styles.numbers}>
          <span className={styles.number}>{formatRate(row.rate)}</span>
          <TrendLine values={row.trend.requests} label={`Requests to ${row.name} over time`} />
          <Change change={row.change.rate} baseline={baseline} />
        </div>
      </td>
      <td>
        <div className={styles.numbers}>
          {row.errorRatio === undefined ? (
            <span className={styles.unknown} title="No status is measured, so errors are unknown">
              unknown
            </span>
          ) : (
            <>
              <a
                className={styles.wayOn}
                href={hops.errors}
                title={sample}
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
              <Change change={row.change.errorRatio} baseline={baseline} moreIs={isWell ? 'neither' : 'bad'} />
            </>
          )}
        </div>
      </td>
      <td>
        <div className={styles.numbers} title={sample}>
          <a className={styles.bars} href={hops.slow} aria-label={`Slow requests of ${row.name}`}>
            <DurationBar p50={row.p50} p95={row.p95} p99={row.p99} longest={longest} />
          </a>
          <TrendLine values={row.trend.p95} label={`95th percentile of ${row.name} over time`} />
          <Change change={row.change.p95} baseline={baseline} moreIs="bad" />
        </div>
      </td>
      <td className={styles.time}>
        {row.timeShare !== undefined && (
          <div className={styles.share}>
            <span className={styles.number}>{formatShare(row.timeShare)}</span>
            <div className={styles.track} aria-hidden>
              <div className={styles.bar} style={{ width: `${row.timeShare * 100}%` }} />
            </div>
          </div>
        )}
      </td>
      {showVersion && <td className={styles.version}>{row.version}</td>}
      <td>
        <div className={styles.numbers}>
          <Hop href={hops.logs} to="logs" of={row.name} />
          <Hop href={hops.traces} to="traces" of={row.name} />
        </div>
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    '&:hover, &:focus-within': { background: theme.colors.action.hover },
    // Numbers stay, the small lines go first.
    [belowWidth(TABLE_WIDTHS.trends)]: { 'svg[role="img"]': { display: 'none' } },
  }),
  name: css({
    overflowWrap: 'anywhere',
    minWidth: theme.spacing(15),
    [belowWidth(TABLE_WIDTHS.wrap)]: { minWidth: theme.spacing(12) },
  }),
  numbers: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    [belowWidth(TABLE_WIDTHS.wrap)]: { flexWrap: 'wrap' },
  }),
  number: css({ minWidth: theme.spacing(7), whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  wayOn: css({
    minWidth: theme.spacing(7),
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '&:hover': { textDecoration: 'underline' },
  }),
  bars: css({ flexGrow: 1 }),
  version: css({ [belowWidth(TABLE_WIDTHS.version)]: { display: 'none' } }),
  time: css({ [belowWidth(TABLE_WIDTHS.time)]: { display: 'none' } }),
  unknown: css({ color: theme.colors.text.secondary }),
  share: css({ minWidth: theme.spacing(7) }),
  track: css({ height: theme.spacing(0.5), background: theme.colors.background.secondary }),
  bar: css({ height: '100%', background: theme.colors.text.secondary, borderRadius: theme.shape.radius.default }),
});
