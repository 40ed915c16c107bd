import { type FoundTrace } from '../../telemetry/questions/traces';

/** How long what was looked for took, in milliseconds: in a trace that is not always the whole of it. */
export function timeOf({ matched, duration }: FoundTrace): number {
  return matched?.duration ?? duration;
}

/** Whether what was looked for is another span than the request that the trace is named after. */
export function isOtherThanRequest({ matched, rootService, rootName }: FoundTrace): boolean {
  return matched !== undefined && (matched.name !== rootName || matched.service !== rootService);
}

/** The slowest of some traces, each once, the slowest first; of equal ones the latest. */
export function slowestOf(traces: readonly FoundTrace[], count: number): FoundTrace[] {
  return [...new Map(traces.map((trace) => [trace.traceId, trace])).values()]
    .sort((a, b) => timeOf(b) - timeOf(a) || b.start - a.start)
    .slice(0, count);
}
