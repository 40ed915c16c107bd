import { timeOf } from '../../analysis/trace/found';
import { t } from '../../i18n/t';
import { type TraceOrder, type TraceSort } from '../../correlation/pageUrls/traces';
import { type SpanCondition, type FoundTrace } from '../../telemetry/questions/traces';
import { type SortBy } from '../../ui/entityTable/sort';
import { errorsOf } from './filters';

/**
 * The order unless one is chosen: of failed requests the newest tell whether it still goes on, of all others the
 * slowest are looked for.
 */
export function usualOrder(where: readonly SpanCondition[]): TraceOrder {
  return { by: errorsOf(where) === true ? 'started' : 'duration', isReverse: false };
}

/** `slowest first`. */
export function orderInWords({ by, isReverse }: TraceOrder): string {
  const [first, reverse] = ordersOf(by);
  return isReverse ? reverse : first;
}

/** Both orders of a column, the usual one first. */
function ordersOf(by: TraceSort): [string, string] {
  switch (by) {
    case 'duration':
      return [t('traces.order.slowest', 'slowest first'), t('traces.order.fastest', 'fastest first')];
    case 'started':
      return [t('traces.order.newest', 'newest first'), t('traces.order.oldest', 'oldest first')];
    case 'spans':
      return [t('traces.order.most-spans', 'most spans first'), t('traces.order.fewest-spans', 'fewest spans first')];
  }
}

/** Traces as they come into a table: what a column holds for equal stays so, the newest first. */
export function latestFirst(traces: readonly FoundTrace[]): FoundTrace[] {
  return [...traces].sort((a, b) => b.start - a.start || (a.traceId < b.traceId ? -1 : 1));
}

/** What the columns sort by. */
export const TRACE_SORT_VALUES: Readonly<Record<TraceSort, SortBy<FoundTrace>>> = {
  duration: { values: (trace) => [timeOf(trace)], first: 'largest' },
  started: { values: ({ start }) => [start], first: 'largest' },
  spans: { values: ({ spanCount }) => [spanCount], first: 'largest' },
};
