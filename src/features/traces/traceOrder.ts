import { type SpanCondition, type FoundTrace } from '../../telemetry/questions/traces';
import { type Sort, type SortBy } from '../../ui/entityTable/sort';
import { errorsOf } from './filters';

/** What found traces can be sorted by, each with what comes first. */
export const TRACE_SORTS = { duration: 'slowest', started: 'latest', spans: 'largest' } as const;
export type TraceSort = keyof typeof TRACE_SORTS;

/** An order of traces. In reverse the quickest, earliest or smallest come first. */
export interface TraceOrder extends Sort {
  by: TraceSort;
}

const REVERSE = { duration: 'quickest', started: 'earliest', spans: 'smallest' } as const;

/** The order unless one is chosen: of failed requests the latest tell whether it still goes on, of all others the slowest are looked for. */
export function usualOrder(where: readonly SpanCondition[]): TraceOrder {
  return { by: errorsOf(where) === true ? 'started' : 'duration', isReverse: false };
}

/** Reads `duration`, `-started`; undefined for what is none. */
export function readOrder(written: string | null): TraceOrder | undefined {
  const by = written?.replace(/^-/, '') ?? '';
  return isTraceSort(by) ? { by, isReverse: written?.startsWith('-') === true } : undefined;
}

/** Whether traces can be sorted by this. */
export function isTraceSort(by: string): by is TraceSort {
  return Object.hasOwn(TRACE_SORTS, by);
}

/** What {@link readOrder} reads. */
export function writeOrder({ by, isReverse }: TraceOrder): string {
  return `${isReverse ? '-' : ''}${by}`;
}

/** `slowest first`. */
export function orderInWords({ by, isReverse }: TraceOrder): string {
  return `${(isReverse ? REVERSE : TRACE_SORTS)[by]} first`;
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
