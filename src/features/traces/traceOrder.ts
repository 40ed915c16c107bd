import { type SpanCondition, type FoundTrace } from '../../telemetry/questions/traces';
import { errorsOf } from './filters';

/** What found traces can be sorted by, each with what comes first. */
export const TRACE_SORTS = { duration: 'slowest', started: 'latest', spans: 'largest' } as const;
export type TraceSort = keyof typeof TRACE_SORTS;

export interface TraceOrder {
  by: TraceSort;
  /** The quickest, earliest or smallest first. */
  isReverse: boolean;
}

const REVERSE = { duration: 'quickest', started: 'earliest', spans: 'smallest' } as const;

/** The order unless one is chosen: of failed requests the latest tell whether it still goes on, of all others the slowest are looked for. */
export function usualOrder(where: readonly SpanCondition[]): TraceOrder {
  return { by: errorsOf(where) === true ? 'started' : 'duration', isReverse: false };
}

/** Reads `duration`, `-started`; undefined for what is none. */
export function readOrder(written: string | null): TraceOrder | undefined {
  const by = Object.keys(TRACE_SORTS).find((one) => one === written?.replace(/^-/, '')) as TraceSort | undefined;
  return by && { by, isReverse: written?.startsWith('-') === true };
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

/** In that order; of equals the latest first, and where it is not known how many spans there are, last. */
export function sortTraces(traces: readonly FoundTrace[], { by, isReverse }: TraceOrder): FoundTrace[] {
  const valueOf = (trace: FoundTrace) =>
    by === 'duration' ? timeOf(trace) : by === 'started' ? trace.start : (trace.spanCount ?? NaN);
  const difference = (a: number, b: number) =>
    Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : isReverse ? a - b : b - a;
  return [...traces].sort(
    (a, b) => difference(valueOf(a), valueOf(b)) || b.start - a.start || (a.traceId < b.traceId ? -1 : 1)
  );
}
