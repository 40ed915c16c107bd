import React from 'react';
import { Text } from '@grafana/ui';
import { type ServerRow } from '../../analysis/stack/serverRows';
import { urgencyOf } from '../../analysis/state';
import { logsUrl } from '../../correlation/pageUrls/logs';
import { t } from '../../i18n/t';
import { type Column } from '../../ui/entityTable/column';
import { ROOM, TABLE_WIDTHS } from '../../ui/entityTable/widths';
import { formatDuration, formatShare, NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { SignalLink } from '../../ui/links/SignalLink';
import { StateBadge } from '../../ui/status/StateBadge';
import { formatBytes, formatSeconds } from '../../ui/amounts';
import { formatArriving, formatFailures } from './formats';
import { serverName } from './words';

export interface ColumnContext {
  /** What all pages share, for links. */
  shared: URLSearchParams;
  /** The moment that the numbers are of, milliseconds since the epoch. */
  at: number;
  /** The servers of the sample shop write no logs. */
  isSample: boolean;
}

/** The columns of the table of servers. */
export function serverColumns(context: ColumnContext): Array<Column<ServerRow>> {
  return [
    stateColumn(),
    nameColumn(),
    versionColumn(),
    uptimeColumn(context),
    arrivingColumn(),
    lostColumn(),
    errorsColumn(),
    storageColumn(context),
    latencyColumn(),
    scrapeColumn(),
    ...(context.isSample ? [] : [logsColumn(context)]),
  ];
}

function stateColumn(): Column<ServerRow> {
  return {
    id: 'state',
    header: t('stack.table.state', 'State'),
    sort: { values: ({ state }) => [urgencyOf(state)], first: 'largest' },
    cell: ({ state }) => <StateBadge state={state} />,
    csv: { state: ({ state }) => state },
  };
}

function nameColumn(): Column<ServerRow> {
  return {
    id: 'server',
    header: t('stack.table.server', 'Server'),
    sort: { values: (row) => [serverName(row)], first: 'smallest' },
    isRowHeader: true,
    cell: (row) => (
      <>
        {serverName(row)}
        <Text element="p" variant="bodySmall" color="secondary">
          {placeOf(row)}
        </Text>
      </>
    ),
    csv: {
      server: (row) => serverName(row),
      cluster: ({ cluster }) => cluster,
      namespace: ({ namespace }) => namespace,
      job: ({ job }) => job,
      processes: ({ all }) => all,
      up: ({ up }) => up,
    },
  };
}

/** Where it runs: its one process, or how many are up. */
function placeOf({ servers, all, up, cluster, namespace, job }: ServerRow): string {
  const [only] = servers;
  const where = [cluster, namespace].filter(Boolean).join(' / ');
  const what =
    all === 1
      ? only?.instance || job
      : t('stack.table.processes', '{{up}} of {{all}} processes of {{job}} up', { up, all, job });
  return where === '' ? what : t('stack.table.place', '{{what}} in {{where}}', { what, where });
}

function versionColumn(): Column<ServerRow> {
  return {
    id: 'version',
    header: t('stack.table.version', 'Version'),
    hint: t('stack.table.version-hint', 'All versions that its processes run'),
    cell: ({ versions }) => (versions.length > 0 ? versions.join(', ') : NO_VALUE),
    csv: { versions: ({ versions }) => versions.join(' ') },
    hideBelow: ROOM.phablet,
  };
}

function uptimeColumn({ at }: ColumnContext): Column<ServerRow> {
  return {
    id: 'uptime',
    header: t('stack.table.uptime', 'Uptime'),
    hint: t('stack.table.uptime-hint', 'Since the last start of one of its processes'),
    sort: { values: ({ startedAt }) => [startedAt], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: ({ startedAt }) => (startedAt === undefined ? NO_VALUE : formatSeconds(Math.max(0, (at - startedAt) / 1000))),
    csv: { started: ({ startedAt }) => (startedAt === undefined ? undefined : new Date(startedAt).toISOString()) },
    hideBelow: ROOM.tablet,
  };
}

function arrivingColumn(): Column<ServerRow> {
  return {
    id: 'arriving',
    header: t('stack.table.arriving', 'Ingestion'),
    hint: t('stack.table.arriving-hint', 'What arrives, per second over the last 5 minutes'),
    isNumber: true,
    align: 'end',
    cell: ({ arriving }) =>
      arriving.length > 0
        ? arriving.map(({ of, perSecond }) => <div key={of}>{formatArriving(of, perSecond)}</div>)
        : NO_VALUE,
    csv: { arriving: ({ arriving }) => arriving.map(({ of, perSecond }) => `${perSecond} ${of}/s`).join(', ') },
    hideBelow: ROOM.phone,
  };
}

function lostColumn(): Column<ServerRow> {
  return {
    id: 'lost',
    header: t('stack.table.lost', 'Lost'),
    hint: t('stack.table.lost-hint', 'Share of what was sent that was refused or dropped in the last 5 minutes'),
    sort: { values: ({ losses }) => [losses[0]?.share ?? 0], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: ({ losses, arriving }) =>
      losses.length > 0 ? formatShare(losses[0]?.share) : arriving.length > 0 ? formatShare(0) : NO_VALUE,
    csv: { lost: ({ losses }) => losses[0]?.share },
  };
}

function errorsColumn(): Column<ServerRow> {
  return {
    id: 'errors',
    header: t('stack.table.errors', 'Errors'),
    hint: t(
      'stack.table.errors-hint',
      'What the server could not do, per minute: requests, writes, rules, notifications'
    ),
    sort: { values: (row) => [failuresOf(row)], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: (row) => formatFailures(failuresOf(row)),
    csv: { errors_per_second: failuresOf },
    hideBelow: ROOM.phablet,
  };
}

function failuresOf({ failing }: ServerRow): number {
  return failing.reduce((all, { perSecond }) => all + perSecond, 0);
}

function storageColumn({ at }: ColumnContext): Column<ServerRow> {
  return {
    id: 'storage',
    header: t('stack.table.storage', 'Storage'),
    hint: t('stack.table.storage-hint', 'What it stores, and how much or how long it keeps; not every server says so'),
    sort: { values: ({ storedBytes }) => [storedBytes], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: (row) => (
      <>
        {formatBytes(row.storedBytes)}
        {keptWords(row, at).map((words) => (
          <Text key={words} element="p" variant="bodySmall" color="secondary">
            {words}
          </Text>
        ))}
      </>
    ),
    csv: {
      stored_bytes: ({ storedBytes }) => storedBytes,
      kept_seconds: ({ keptSeconds }) => keptSeconds,
      kept_bytes: ({ keptBytes }) => keptBytes,
    },
    hideBelow: TABLE_WIDTHS.time,
  };
}

/** Against what it keeps; where it does not say that, how far back it goes. */
function keptWords({ keptSeconds, keptBytes, oldestAt }: ServerRow, at: number): string[] {
  const kept = [
    ...(keptBytes === undefined ? [] : [formatBytes(keptBytes)]),
    ...(keptSeconds === undefined ? [] : [formatSeconds(keptSeconds)]),
  ];
  return [
    ...(kept.length > 0 ? [t('stack.table.kept', 'keeps {{limits}}', { limits: kept.join(', ') })] : []),
    ...(oldestAt === undefined
      ? []
      : [t('stack.table.oldest', 'oldest {{age}}', { age: formatSeconds(Math.max(0, (at - oldestAt) / 1000)) })]),
  ];
}

function latencyColumn(): Column<ServerRow> {
  return {
    id: 'latency',
    header: t('stack.table.latency', 'Query p95'),
    hint: t('stack.table.latency-hint', 'Within this time 95% of its queries were answered in the last 5 minutes'),
    sort: { values: ({ querySeconds }) => [querySeconds], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: ({ querySeconds }) => formatDuration(querySeconds),
    csv: { query_p95_seconds: ({ querySeconds }) => querySeconds },
    hideBelow: ROOM.tablet,
  };
}

function scrapeColumn(): Column<ServerRow> {
  return {
    id: 'scrape',
    header: t('stack.table.scrape', 'Scrape'),
    hint: t('stack.table.scrape-hint', 'How long Prometheus needs to scrape it; the slowest of its processes'),
    sort: { values: ({ scrapeSeconds }) => [scrapeSeconds], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: ({ scrapeSeconds }) => formatDuration(scrapeSeconds),
    csv: { scrape_seconds: ({ scrapeSeconds }) => scrapeSeconds },
    hideBelow: TABLE_WIDTHS.version,
  };
}

function logsColumn({ shared }: ColumnContext): Column<ServerRow> {
  return {
    id: 'logs',
    header: t('stack.table.logs', 'Logs'),
    isHeaderHidden: true,
    align: 'end',
    cell: (row) => <SignalLink isIcon to="logs" of={serverName(row)} href={appHref(logsOf(row), shared)} />,
  };
}

/** The server's own lines, under the names that a server of its job has in logs. */
function logsOf({ product, job, component }: ServerRow) {
  const short = job.split('/').at(-1) ?? job;
  const part = component === undefined ? [] : [`${product}-${component}`];
  const values = [...new Set([job, short, ...part, product])].filter((name) => name !== '');
  return logsUrl.write({ where: [{ field: 'service', op: 'in', values }] });
}
