import React, { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import { storyAddress } from '../../correlation/addresses';
import { type FoundTrace } from '../../telemetry/questions/traces';
import { formatCount, formatDuration, NO_VALUE } from '../../ui/format';
import { hopLink } from '../../ui/links/links';
import { ServiceSwatch } from '../../ui/ServiceSwatch';
import { SortHeader } from '../../ui/table/SortHeader';
import { tableStyles } from '../../ui/table/tableStyles';
import { useRowKeys } from '../../ui/table/useRowKeys';
import { visuallyHidden } from '../../ui/visuallyHidden';
import { orderInWords, sortTraces, timeOf, type TraceOrder, type TraceSort } from './traceOrder';

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
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = useRowKeys(body);
  const sorted = useMemo(() => sortTraces(traces, order), [traces, order]);
  const longest = Math.max(...traces.map(timeOf));
  const isMatchShown = traces.some(({ matched, rootName }) => matched && matched.name !== rootName);
  // The same column once more is the other way round.
  const header = (by: TraceSort) => {
    const next = { by, isReverse: order.by === by && !order.isReverse };
    return {
      direction: order.by !== by ? undefined : order.isReverse ? ('ascending' as const) : ('descending' as const),
      hint: orderInWords(next),
      onSort: () => onSort(next),
    };
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={visuallyHidden}>{caption}</caption>
        <thead>
          <tr>
            <SortHeader {...header('duration')}>Duration</SortHeader>
            <th scope="col">Request</th>
            {isMatchShown && <th scope="col">Found span</th>}
            <th scope="col">State</th>
            <th scope="col" className={styles.wide}>
              Services
            </th>
            <SortHeader {...header('spans')}>Spans</SortHeader>
            <SortHeader {...header('started')}>Started</SortHeader>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {sorted.map((trace) => (
            <TraceRow
              key={trace.traceId}
              trace={trace}
              longest={longest}
              href={hopLink(storyAddress({ traceId: trace.traceId, near: trace.start }), shared)}
              isMatchShown={isMatchShown}
              timeZone={timeZone}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TraceRowProps {
  trace: FoundTrace;
  longest: number;
  href: string;
  isMatchShown: boolean;
  timeZone: TimeZone;
}

function TraceRow({ trace, longest, href, isMatchShown, timeZone }: TraceRowProps) {
  const styles = useStyles2(getStyles);
  const { matched, rootName, rootService, services, errorCount, spanCount, start } = trace;
  const time = timeOf(trace);
  return (
    <tr className={styles.row} data-testid={`trace-${trace.traceId}`}>
      <td className={styles.number}>
        {formatDuration(time / 1000)}
        <span className={styles.track} aria-hidden>
          <i style={{ width: `${longest > 0 ? (time / longest) * 100 : 0}%` }} />
        </span>
      </td>
      <td className={styles.name}>
        <ServiceSwatch service={rootService} />
        <TextLink href={href} inline={false} color="primary">
          {`${rootService || 'unknown'} ${rootName || trace.traceId}`}
        </TextLink>
      </td>
      {isMatchShown && (
        <td className={styles.name}>
          {matched ? (
            <>
              <ServiceSwatch service={matched.service} />
              {matched.service} {matched.name}
            </>
          ) : (
            NO_VALUE
          )}
        </td>
      )}
      <td>{stateOf(trace, styles.failed)}</td>
      <td className={styles.wide}>
        <span className={styles.services}>
          {services?.map(({ service, errorCount: failed = 0 }) => (
            <span
              key={service}
              className={styles.service}
              title={failed > 0 ? `${service}: ${failed} failed` : service}
            >
              <ServiceSwatch service={service} />
              {service}
            </span>
          )) ?? NO_VALUE}
        </span>
      </td>
      <td className={styles.number}>{spanCount === undefined ? NO_VALUE : formatCount(spanCount)}</td>
      <td className={styles.number}>{dateTimeFormat(start, { format: 'MM-DD HH:mm:ss.SSS', timeZone })}</td>
    </tr>
  );

  function stateOf({ errorCount: failed = errorCount ?? 0 }: FoundTrace, className: string) {
    if (matched?.status === 'error' || failed > 0) {
      return (
        <span className={className}>
          <Icon name="exclamation-circle" aria-hidden /> {failed > 1 ? `${failed} spans failed` : 'failed'}
        </span>
      );
    }
    return errorCount === undefined && matched === undefined ? NO_VALUE : 'ok';
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...tableStyles(theme),
  track: css({
    display: 'block',
    width: theme.spacing(12),
    height: theme.spacing(0.5),
    background: theme.colors.background.secondary,
    i: { display: 'block', height: '100%', background: theme.colors.primary.main },
  }),
  name: css({ overflowWrap: 'anywhere', minWidth: theme.spacing(20), a: { display: 'inline' } }),
  // Narrow screens keep what rows are told apart by.
  wide: css({ [theme.breakpoints.down('lg')]: { display: 'none' } }),
  services: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) }),
  service: css({ whiteSpace: 'nowrap', fontSize: theme.typography.bodySmall.fontSize }),
  failed: css({ color: theme.colors.error.text, whiteSpace: 'nowrap' }),
});
