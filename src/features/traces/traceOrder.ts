import { type TraceOrder, type TraceSort } from '../../correlation/pageUrls/traces';
import { type SpanCondition, type FoundTrace } from '../../telemetry/questions/traces';
import { type SortBy } from '../../ui/entityTable/sort';
import { errorsOf } from './filters';

/** What comes first in each order, and in its reverse. */
const FIRST: Record<TraceSort, string> = { duration: 'slowest', started: 'latest', spans: 'largest' };
const REVERSE: Record<TraceSort, string> = { duration: 'quickest', started: 'earliest', spans: 'smallest' };

/**
 * The order unless one is chosen: of failed requests the latest tell whether it still goes on, of all others the
 * slowest are looked for.
 */
export function usualOrder(where: readonly SpanCondition[]): TraceOrder {
  return { by: errorsOf(where) === true ? 'started' : 'duration', isReverse: false };
}

/** `slowest first`. */
export function orderInWords({ by, isReverse }: TraceOrder): string {
  return `${(isReverse ? REVERSE : FIRST)[by]} first`;
}

/** How long what was looked for took, in milliseconds: in a trace that is not always the whole of it. */
export function timeOf({ matched, duration }: FoundTrace): number {
  return matched?.duration ?? duration;
}

/** Traces as they come into a table: what a column holds for equal stays so, the latest first. */
export function latestFirst(traces: readonly FoundTrace[]): FoundTrace[] {
  return [...traces].sort((a, b) => b.start - a.start || (a.traceId < b.traceId ? -1 : 1));
}

/** What the columns sort by. */
export const TRACE_SORT_VALUES: Readonly<Record<TraceSort, SortBy<FoundTrace>>> = {
  duration: { values: (trace) => [timeOf(trace)], first: 'largest' },
  started: { values: ({ start }) => [start], first: 'largest' },
  spans: { values: ({ spanCount }) => [spanCount], first: 'largest' },
};
