import { slowestOf, timeOf } from '../../../analysis/trace/found';
import { type FoundTrace, type SpanCondition, type TraceSource } from '../../../telemetry/questions/traces';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** As many as are shown. */
const SHOWN = 5;

/**
 * Traces that each search looks at. A search finds the latest, not the slowest; each further one asks only for those
 * that took as long as the slowest found so far, which leaves a fortieth, and then a hundredth of that.
 */
const LIMITS = [200, 500, 500];

/** The slowest requests of a service. */
export interface SlowestTraces {
  traces: FoundTrace[];
  /** There are more as slow as these, so that a slower one may be among them. */
  isPartial: boolean;
}

/** Looks for the slowest requests that a service served, in at most three searches. */
export async function askSlowest(
  source: Pick<TraceSource, 'search'>,
  service: string,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<SlowestTraces> {
  const own: SpanCondition = { field: 'service', op: 'in', values: [service] };
  let found: FoundTrace[] = [];
  let isPartial = true;
  for (const limit of LIMITS) {
    const last = found.at(-1);
    // What is at hand is kept, so that it does no harm where a backend rounds the bound up.
    const slower: SpanCondition[] = last ? [{ field: 'duration', op: 'between', from: timeOf(last) / 1000 }] : [];
    const where = [own, ...slower];
    const answer = await source.search({ about: 'traces', spans: 'requests', where, limit }, span, signal);
    found = slowestOf([...found, ...answer.traces], SHOWN);
    isPartial = answer.isCut;
    if (!isPartial) {
      break;
    }
  }
  return { traces: found, isPartial };
}
