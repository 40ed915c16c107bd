import React from 'react';
import { type Baseline } from '../../../analysis/comparison';
import { type HealthRow } from '../../../analysis/healthRows';
import { formatShare } from '../../../ui/format';
import { Bar, Figures } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { TABLE_WIDTHS } from '../../../ui/entityTable/widths';
import { SignalLink } from '../../../ui/links/SignalLink';
import { judgementText } from '../../../ui/status/reasonText';
import { StateBadge } from '../../../ui/status/StateBadge';
import { DurationsCell, ErrorsCell, NameCell, RateCell } from './cells';
import { type RowLinks } from './rowLinks';
import { HEALTH_SORTS } from './sorts';

interface HealthColumnsOptions {
  /** What a row is: `Service`, `Route`. */
  noun: string;
  hrefOf: (row: HealthRow) => string;
  linksOf: (row: HealthRow) => RowLinks;
  /** What change is measured against. */
  baseline: Baseline;
  showVersion?: boolean;
}

/** The columns of a table of services or routes: how each is doing, and where its numbers lead. */
export function healthColumns(options: HealthColumnsOptions): Array<Column<HealthRow>> {
  const { noun, hrefOf, linksOf, baseline, showVersion = false } = options;
  return [
    {
      id: 'state',
      header: 'State',
      hint: 'Worst first',
      sort: HEALTH_SORTS.state,
      cell: ({ judgement }) => <StateBadge state={judgement.state} reason={judgementText(judgement, baseline)} />,
      csv: {
        state: ({ judgement }) => judgement.state,
        reason: ({ judgement }) => judgementText(judgement, baseline),
      },
    },
    {
      id: 'name',
      header: noun,
      hint: 'By name',
      sort: HEALTH_SORTS.name,
      cell: (row) => <NameCell name={row.name} href={hrefOf(row)} />,
      csv: { [noun.toLowerCase()]: ({ name }) => name },
    },
    {
      id: 'rate',
      header: 'Requests',
      hint: 'Requests per second, and their change',
      sort: HEALTH_SORTS.rate,
      cell: (row) => <RateCell row={row} baseline={baseline} />,
      csv: {
        requests: ({ requests }) => requests,
        requests_per_second: ({ rate }) => rate,
        requests_change: ({ change }) => change.rate,
      },
    },
    {
      id: 'errors',
      header: 'Errors',
      hint: 'Share of requests that failed (5xx), and its change',
      sort: HEALTH_SORTS.errors,
      cell: (row) => <ErrorsCell row={row} href={linksOf(row).errors} baseline={baseline} />,
      csv: { error_ratio: ({ errorRatio }) => errorRatio, error_ratio_change: ({ change }) => change.errorRatio },
    },
    {
      id: 'duration',
      header: 'p50 · p95 · p99',
      hint: 'Half, 95 % and 99 % of requests take up to this long',
      sort: HEALTH_SORTS.duration,
      scale: (rows) => Math.max(0, ...rows.map(({ p95, p99 }) => p99 ?? p95 ?? 0)),
      cell: (row, longest) => (
        <DurationsCell row={row} href={linksOf(row).slow} longest={longest} baseline={baseline} />
      ),
      csv: {
        p50_seconds: ({ p50 }) => p50,
        p95_seconds: ({ p95 }) => p95,
        p99_seconds: ({ p99 }) => p99,
        p95_change: ({ change }) => change.p95,
      },
    },
    {
      id: 'time',
      header: 'Share of time',
      hint: 'Share of all the time spent serving requests: the impact',
      sort: HEALTH_SORTS.time,
      hideBelow: TABLE_WIDTHS.time,
      cell: ({ timeShare }) =>
        timeShare === undefined ? null : <Bar text={formatShare(timeShare)} share={timeShare} />,
      csv: { time_share: ({ timeShare }) => timeShare },
    },
    ...(showVersion ? [VERSION] : []),
    {
      id: 'links',
      header: 'Ways on',
      cell: (row) => (
        <Figures>
          <SignalLink href={linksOf(row).logs} to="logs" of={row.name} />
          <SignalLink href={linksOf(row).traces} to="traces" of={row.name} />
        </Figures>
      ),
    },
  ];
}

const VERSION: Column<HealthRow> = {
  id: 'version',
  header: 'Version',
  hideBelow: TABLE_WIDTHS.version,
  cell: ({ version }) => version,
  csv: { version: ({ version }) => version },
};
