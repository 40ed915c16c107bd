import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Icon, useStyles2 } from '@grafana/ui';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { isTraceSort, type TraceOrder, type TraceSort } from '../../correlation/pageUrls/traces';
import { type FoundTrace } from '../../telemetry/questions/traces';
import { Bar, EntityLink, ServiceName } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { ROOM } from '../../ui/entityTable/widths';
import { formatCount, formatDuration, NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { latestFirst, orderInWords, timeOf, TRACE_SORT_VALUES } from './traceOrder';

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
  const isMatchShown = traces.some(({ matched, rootName }) => matched && matched.name !== rootName);
  return (
    <EntityTable
      rows={latestFirst(traces)}
      columns={[
        DURATION,
        requestColumn(shared),
        ...(isMatchShown ? [FOUND_SPAN] : []),
        STATE,
        SERVICES,
        SPANS,
        startedColumn(timeZone),
      ]}
      keyOf={({ traceId }) => traceId}
      testIdOf={({ traceId }) => `trace-${traceId}`}
      noun="trace"
      label={caption}
      sort={order}
      onSort={({ by, isReverse }) => isTraceSort(by) && onSort({ by, isReverse })}
    />
  );
}

/** What a click on a column leads to. */
function orderHint(by: TraceSort): (isReverse: boolean) => string {
  return (isReverse) => orderInWords({ by, isReverse });
}

const DURATION: Column<FoundTrace> = {
  id: 'duration',
  header: 'Duration',
  hint: orderHint('duration'),
  sort: TRACE_SORT_VALUES.duration,
  isNumber: true,
  scale: (traces) => Math.max(0, ...traces.map(timeOf)),
  cell: (trace, longest) => (
    <Bar tone="primary" text={formatDuration(timeOf(trace) / 1000)} share={longest > 0 ? timeOf(trace) / longest : 0} />
  ),
  csv: { duration_seconds: (trace) => timeOf(trace) / 1000 },
};

function requestColumn(shared: URLSearchParams): Column<FoundTrace> {
  return {
    id: 'request',
    header: 'Request',
    cell: (trace) => (
      <Named service={trace.rootService}>
        <EntityLink href={appHref(traceUrl.write({ traceId: trace.traceId, near: trace.start }), shared)}>
          {`${trace.rootService || 'unknown'} ${trace.rootName || trace.traceId}`}
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

const FOUND_SPAN: Column<FoundTrace> = {
  id: 'found',
  header: 'Found span',
  cell: ({ matched }) =>
    matched ? <Named service={matched.service}>{`${matched.service} ${matched.name}`}</Named> : NO_VALUE,
  csv: {
    span_id: ({ matched }) => matched?.spanId,
    span_service: ({ matched }) => matched?.service,
    span_name: ({ matched }) => matched?.name,
  },
};

const STATE: Column<FoundTrace> = {
  id: 'state',
  header: 'State',
  cell: (trace) => <State trace={trace} />,
  csv: { failed_spans: failedOf },
};

const SERVICES: Column<FoundTrace> = {
  id: 'services',
  header: 'Services',
  // Narrow screens keep what rows are told apart by.
  hideBelow: ROOM.tablet,
  cell: ({ services }) => (services ? <Services services={services} /> : NO_VALUE),
  csv: { services: ({ services }) => services?.map(({ service }) => service).join(' ') },
};

const SPANS: Column<FoundTrace> = {
  id: 'spans',
  header: 'Spans',
  hint: orderHint('spans'),
  sort: TRACE_SORT_VALUES.spans,
  isNumber: true,
  cell: ({ spanCount }) => (spanCount === undefined ? NO_VALUE : formatCount(spanCount)),
  csv: { spans: ({ spanCount }) => spanCount },
};

function startedColumn(timeZone: TimeZone): Column<FoundTrace> {
  return {
    id: 'started',
    header: 'Started',
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

function State({ trace }: { trace: FoundTrace }) {
  const styles = useStyles2(getStyles);
  const failed = failedOf(trace);
  if (failed === undefined) {
    return <>{NO_VALUE}</>;
  }
  return failed === 0 ? (
    <>ok</>
  ) : (
    <span className={styles.failed}>
      <Icon name="exclamation-circle" aria-hidden /> {failed > 1 ? `${failed} spans failed` : 'failed'}
    </span>
  );
}

function Services({ services }: { services: NonNullable<FoundTrace['services']> }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.services}>
      {services.map(({ service, errorCount: failed = 0 }) => (
        <span key={service} className={styles.service} title={failed > 0 ? `${service}: ${failed} failed` : service}>
          <ServiceName service={service} />
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
