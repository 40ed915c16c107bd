import React from 'react';
import { Text } from '@grafana/ui';
import { type Baseline } from '../../../analysis/comparison';
import { type HealthRow } from '../../../analysis/healthRows';
import { t } from '../../../i18n/t';
import { formatCount, formatShare } from '../../../ui/format';
import { Bar, Figures } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { TABLE_WIDTHS } from '../../../ui/entityTable/widths';
import { SignalLink } from '../../../ui/links/SignalLink';
import { judgementText } from '../../../ui/status/reasonText';
import { StateBadge } from '../../../ui/status/StateBadge';
import { ErrorsCell, LatencyCell, NameCell, RateCell } from './cells';
import { type RowLinks } from './rowLinks';
import { HEALTH_SORTS } from './sorts';
import { type RowKind, tableWords } from './words';

interface HealthColumnsOptions {
  by: RowKind;
  hrefOf: (row: HealthRow) => string;
  linksOf: (row: HealthRow) => RowLinks;
  /** The rows that there are: where they are of one environment each, that is a column. */
  rows: readonly HealthRow[];
  /** What change is measured against. */
  baseline: Baseline;
  showVersion?: boolean;
  /** Only requests and error rate are known: the other columns say that they are loading, and nothing is exported. */
  isPartial?: boolean;
  /** Reasons of states are not printed below the rows. */
  areNotesHeld?: boolean;
}

/**
 * Whether the reason of a state is printed below the row: where it is not well. That the question failed is told once,
 * above the table.
 */
export function isReasonPrinted({ judgement: { state, reason } }: HealthRow): boolean {
  return state !== 'ok' && reason.rule !== 'failed';
}

/** The columns of a table of services or routes: how each is doing, and where its numbers lead. */
export function healthColumns(options: HealthColumnsOptions): Array<Column<HealthRow>> {
  const { by, hrefOf, linksOf, rows, baseline, showVersion = false, isPartial = false, areNotesHeld } = options;
  const tellsLag = rows.some(({ lag }) => lag !== undefined);
  const columns: Array<Column<HealthRow>> = [
    {
      id: 'state',
      header: t('health.table.state', 'State'),
      hint: t('health.table.state-hint', 'Worst first'),
      sort: HEALTH_SORTS.state,
      cell: (row) =>
        isPartial ? (
          <Text color="secondary">{t('health.table.state-loading', 'Loading')}</Text>
        ) : (
          <StateBadge
            state={row.judgement.state}
            reason={isReasonPrinted(row) && !areNotesHeld ? undefined : judgementText(row.judgement, baseline)}
          />
        ),
      csv: {
        state: ({ judgement }) => judgement.state,
        reason: ({ judgement }) => judgementText(judgement, baseline),
      },
    },
    {
      id: 'name',
      header: tableWords(by).column,
      hint: t('health.table.name-hint', 'By name'),
      sort: HEALTH_SORTS.name,
      cell: (row) => <NameCell name={row.name} href={hrefOf(row)} />,
      csv: { [by]: ({ name }) => name },
    },
    ...(rows.some(({ environment }) => environment !== undefined) ? [environmentColumn()] : []),
    {
      id: 'rate',
      header: t('health.table.requests', 'Requests'),
      hint: t('health.table.requests-hint', 'Requests per second, with change vs the compared period'),
      sort: HEALTH_SORTS.rate,
      cell: (row) => <RateCell row={row} />,
      csv: {
        requests: ({ requests }) => requests,
        requests_per_second: ({ rate }) => rate,
        requests_change: ({ change }) => change.rate,
        data_since: ({ coverage }) => coverage && new Date(coverage.since).toISOString(),
      },
    },
    {
      id: 'errors',
      header: t('health.table.errors', 'Error rate'),
      hint: t('health.table.errors-hint', 'Share of requests that failed (5xx), with change vs the compared period'),
      sort: HEALTH_SORTS.errors,
      cell: (row) => <ErrorsCell row={row} href={linksOf(row).errors} />,
      csv: { error_ratio: ({ errorRatio }) => errorRatio, error_ratio_change: ({ change }) => change.errorRatio },
    },
    {
      id: 'duration',
      header: t('health.table.latency', 'Latency p50 · p95 · p99'),
      hint: t(
        'health.table.latency-hint',
        'Median, 95th and 99th percentile, with change of p95 vs the compared period; mean and max where metrics have no percentiles'
      ),
      sort: HEALTH_SORTS.duration,
      scale: (rows) => Math.max(0, ...rows.map(({ p95, p99 }) => p99 ?? p95 ?? 0)),
      cell: (row, longest) => (
        <LatencyCell row={row} href={linksOf(row).slow} longest={longest} isLoading={isPartial} />
      ),
      csv: {
        p50_seconds: ({ p50 }) => p50,
        p95_seconds: ({ p95 }) => p95,
        p99_seconds: ({ p99 }) => p99,
        mean_seconds: ({ mean }) => mean,
        max_seconds: ({ max }) => max,
        p95_change: ({ change }) => change.p95,
      },
    },
    {
      id: 'time',
      header: t('health.table.time', 'Time spent'),
      hint: t('health.table.time-hint', 'Share of total request time across all rows'),
      sort: HEALTH_SORTS.time,
      hideBelow: TABLE_WIDTHS.time,
      cell: ({ timeShare }) =>
        timeShare === undefined ? null : <Bar text={formatShare(timeShare)} share={timeShare} />,
      csv: { time_share: ({ timeShare }) => timeShare },
    },
    ...(showVersion ? [versionColumn(tellsLag)] : []),
    ...(tellsLag ? [lagColumn()] : []),
    {
      id: 'links',
      header: t('health.table.links', 'Links'),
      cell: (row) => (
        <Figures>
          <SignalLink href={linksOf(row).logs} to="logs" of={row.name} isIcon />
          <SignalLink href={linksOf(row).traces} to="traces" of={row.name} isIcon />
          <MapLink href={linksOf(row).map} of={row.name} />
        </Figures>
      ),
    },
  ];
  return isPartial ? columns.map((column) => ({ ...column, csv: undefined })) : columns;
}

function MapLink({ href, of }: { href: string | undefined; of: string }) {
  return href === undefined ? null : <SignalLink href={href} to="map" of={of} isIcon />;
}

function environmentColumn(): Column<HealthRow> {
  return {
    id: 'environment',
    header: t('health.table.environment', 'Environment'),
    cell: ({ environment }) => environment || t('health.table.no-environment', 'unknown'),
    csv: { environment: ({ environment }) => environment },
  };
}

/** Where any service processes messages: how many wait for each. */
function lagColumn(): Column<HealthRow> {
  return {
    id: 'lag',
    header: t('health.table.lag', 'Messages waiting'),
    hint: t('health.table.lag-hint', 'Messages or jobs that wait to be processed, at the end of the time range'),
    sort: HEALTH_SORTS.lag,
    hideBelow: TABLE_WIDTHS.time,
    cell: ({ lag }) => (lag === undefined ? null : formatCount(lag)),
    csv: { messages_waiting: ({ lag }) => lag },
  };
}

/** @param isBesideLag whether the table also says how many messages wait, which takes as much room */
function versionColumn(isBesideLag: boolean): Column<HealthRow> {
  return {
    id: 'version',
    header: t('health.table.version', 'Version'),
    hideBelow: isBesideLag ? TABLE_WIDTHS.versionBesideLag : TABLE_WIDTHS.version,
    cell: ({ version }) => version,
    csv: { version: ({ version }) => version },
  };
}
