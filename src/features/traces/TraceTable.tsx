import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Icon, useStyles2 } from '@grafana/ui';
import { isOtherThanRequest, timeOf } from '../../analysis/trace/found';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { isTraceSort, type TraceOrder, type TraceSort } from '../../correlation/pageUrls/traces';
import { t, tCount } from '../../i18n/t';
import { type FoundTrace } from '../../telemetry/questions/traces';
import { Bar, EntityLink, ServiceName } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { ROOM } from '../../ui/entityTable/widths';
import { formatCount, formatDuration, NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { ServiceColors } from '../../ui/ServiceColors';
import { latestFirst, orderInWords, TRACE_SORT_VALUES } from './traceOrder';

interface TraceTableProps {
  traces: readonly FoundTrace[];
  /** What these are, for those who do not see the page. */
  caption: string;
  order: TraceOrder;
  onSort: (order: TraceOrder) => void;
  shared: URLSearchParams;
  timeZone: TimeZone;
}

/** Found traces, one row each, every row a link to its story. */
export function TraceTable({ traces, caption, order, onSort, shared, timeZone }: TraceTableProps) {
  return (
    <ServiceColors services={traces.flatMap(servicesOf)}>
      <EntityTable
        rows={latestFirst(traces)}
        columns={[
          durationColumn(),
          requestColumn(shared),
          ...(traces.some(isOtherThanRequest) ? [matchColumn()] : []),
          statusColumn(),
          servicesColumn(),
          spansColumn(),
          startedColumn(timeZone),
        ]}
        keyOf={({ traceId }) => traceId}
        testIdOf={({ traceId }) => `trace-${traceId}`}
        noun="trace"
        label={caption}
        sort={order}
        onSort={({ by, isReverse }) => isTraceSort(by) && onSort({ by, isReverse })}
      />
    </ServiceColors>
  );
}

/** The request's service first, then all others that the table may show. */
function servicesOf({ rootService, matched, services = [] }: FoundTrace): string[] {
  return [rootService, ...(matched ? [matched.service] : []), ...services.map(({ service }) => service)];
}

/** What a click on a column leads to. */
function orderHint(by: TraceSort): (isReverse: boolean) => string {
  return (isReverse) => orderInWords({ by, isReverse });
}

function durationColumn(): Column<FoundTrace> {
  return {
    id: 'duration',
    header: t('traces.table.duration', 'Duration'),
    hint: orderHint('duration'),
    sort: TRACE_SORT_VALUES.duration,
    isNumber: true,
    scale: (traces) => Math.max(0, ...traces.map(timeOf)),
    cell: (trace, longest) => (
      <Bar
        tone="primary"
        text={formatDuration(timeOf(trace) / 1000)}
        share={longest > 0 ? timeOf(trace) / longest : 0}
      />
    ),
    csv: { duration_seconds: (trace) => timeOf(trace) / 1000 },
  };
}

function requestColumn(shared: URLSearchParams): Column<FoundTrace> {
  return {
    id: 'request',
    header: t('traces.table.request', 'Request'),
    cell: (trace) => (
      <Named service={trace.rootService}>
        <EntityLink href={appHref(traceUrl.write({ traceId: trace.traceId, near: trace.start }), shared)}>
          {`${trace.rootService || t('traces.table.no-service', 'unknown')} ${trace.rootName || trace.traceId}`}
        </EntityLink>
      </Named>
    ),
    csv: {
      trace_id: ({ traceId }) => traceId,
      service: ({ rootService }) => rootService,
      name: ({ rootName }) => rootName,
    },
  };
}

/** The span that was looked for, where that is not the request itself. */
function matchColumn(): Column<FoundTrace> {
  return {
    id: 'found',
    header: t('traces.table.match', 'Matching span'),
    cell: (trace) =>
      trace.matched && isOtherThanRequest(trace) ? (
        <Named service={trace.matched.service}>{`${trace.matched.service} ${trace.matched.name}`}</Named>
      ) : null,
    csv: {
      span_id: ({ matched }) => matched?.spanId,
      span_service: ({ matched }) => matched?.service,
      span_name: ({ matched }) => matched?.name,
    },
  };
}

function statusColumn(): Column<FoundTrace> {
  return {
    id: 'state',
    header: t('traces.table.status', 'Status'),
    cell: (trace) => <Status failed={failedOf(trace)} />,
    csv: { failed_spans: failedOf },
  };
}

function servicesColumn(): Column<FoundTrace> {
  return {
    id: 'services',
    header: t('traces.table.services', 'Services'),
    // Narrow screens keep what rows are told apart by.
    hideBelow: ROOM.tablet,
    cell: ({ services }) => (services ? <Services services={services} /> : NO_VALUE),
    csv: { services: ({ services }) => services?.map(({ service }) => service).join(' ') },
  };
}

function spansColumn(): Column<FoundTrace> {
  return {
    id: 'spans',
    header: t('traces.table.spans', 'Spans'),
    hint: orderHint('spans'),
    sort: TRACE_SORT_VALUES.spans,
    isNumber: true,
    cell: ({ spanCount }) => (spanCount === undefined ? NO_VALUE : formatCount(spanCount)),
    csv: { spans: ({ spanCount }) => spanCount },
  };
}

function startedColumn(timeZone: TimeZone): Column<FoundTrace> {
  return {
    id: 'started',
    header: t('traces.table.started', 'Started'),
    hint: orderHint('started'),
    sort: TRACE_SORT_VALUES.started,
    isNumber: true,
    cell: ({ start }) => dateTimeFormat(start, { format: 'MM-DD HH:mm:ss.SSS', timeZone }),
    csv: { started: ({ start }) => new Date(start).toISOString() },
  };
}

function failedOf({ matched, errorCount }: FoundTrace): number | undefined {
  const known = matched?.status === 'error' ? Math.max(1, errorCount ?? 0) : errorCount;
  return known ?? (matched ? 0 : undefined);
}

function Named({ service, children }: { service: string; children: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.name}>
      <ServiceName service={service}>{children}</ServiceName>
    </div>
  );
}

function Status({ failed }: { failed: number | undefined }) {
  const styles = useStyles2(getStyles);
  if (failed === undefined) {
    return <>{NO_VALUE}</>;
  }
  return failed === 0 ? (
    <>{t('traces.table.ok', 'OK')}</>
  ) : (
    <span className={styles.failed}>
      <Icon name="exclamation-circle" aria-hidden />{' '}
      {tCount('traces.table.failed-spans', failed, { one: 'failed', other: '{{count}} failed spans' })}
    </span>
  );
}

function Services({ services }: { services: NonNullable<FoundTrace['services']> }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.services}>
      {services.map(({ service, errorCount: failed = 0 }) => (
        <span key={service} className={styles.service}>
          <ServiceName service={service} />
          {failed > 0 && (
            <span className={styles.failed}>
              {' '}
              {t('traces.table.service-failed', '{{count}} failed', { count: failed })}
            </span>
          )}
        </span>
      ))}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ overflowWrap: 'anywhere', minWidth: theme.spacing(18), a: { display: 'inline' } }),
  services: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) }),
  service: css({ whiteSpace: 'nowrap', fontSize: theme.typography.bodySmall.fontSize }),
  failed: css({ color: theme.colors.error.text, whiteSpace: 'nowrap' }),
});
