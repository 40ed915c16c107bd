import { type CallCount, type CaseEdge, type CaseSeries, type ChangeCase } from '../../analysis/causes/case';
import { groupBy } from '../../analysis/groupBy';
import { edgesOfSpans } from '../../analysis/serviceMap/edgesOfSpans';
import { isFailed } from '../../telemetry/conventions/spans';
import { type ServiceEdge, type Span } from '../../telemetry/questions/traces';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** What traces tell of a case. */
export type TracesOfCase = Required<Pick<ChangeCase, 'traces' | 'edges'>>;

/** The traces that were looked at of each time: the latest of the earlier one, and of when something was worse. */
export interface LookedTraces {
  before: readonly Span[];
  during: readonly Span[];
}

/**
 * Reads who calls whom, and how often that fails, out of some traces of each time.
 * @param requests how many requests metrics counted when the traces of the later time were; undefined where they do not
 * tell: then each trace stands for itself
 */
export function readCaseTraces({ before, during }: LookedTraces, requests?: number): TracesOfCase {
  const served = during.filter(({ kind }) => kind === 'server' || kind === 'consumer').length;
  const weight = requests !== undefined && served > 0 ? Math.max(1, requests / served) : 1;
  const spans = [...before, ...during];
  return {
    traces: { any: spans, failed: failedTraces(spans) },
    edges: edgesOf(
      callsOf(before, (edge) => countOf(edge, 1)),
      callsOf(during, (edge) => countOf(edge, weight))
    ),
  };
}

/** Spans of the traces in which any failed. */
function failedTraces(spans: readonly Span[]): Span[] {
  return [...groupBy(spans, ({ traceId }) => traceId).values()].filter((own) => own.some(isFailed)).flat();
}

type Counted = ServiceEdge & { count: CallCount };

function callsOf(spans: readonly Span[], count: (edge: ServiceEdge) => CallCount): Map<string, Counted> {
  // In one second, so that rates are numbers.
  const edges = edgesOfSpans(spans, 1, 'caller').map((edge) => ({ ...edge, count: count(edge) }));
  return new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to, edge.kind]), edge]));
}

function countOf({ rate, errorRate, p95 }: ServiceEdge, weight: number): CallCount {
  return { calls: rate, failed: errorRate, p95, ...(weight !== 1 && { weight }) };
}

function edgesOf(before: ReadonlyMap<string, Counted>, during: ReadonlyMap<string, Counted>): CaseEdge[] {
  return [...new Map([...before, ...during])].map(([key, { from, to, kind }]) => ({
    from,
    to,
    kind,
    before: before.get(key)?.count,
    during: during.get(key)?.count,
  }));
}

/** How many requests services counted in a span of time, in the steps that lie within it; undefined where none did. */
export function requestsIn(
  { times, series }: Pick<ChangeCase, 'times' | 'series'>,
  span: TimeSpan
): number | undefined {
  const within = times.flatMap((time, place) => (time >= span.from && time < span.to ? [place] : []));
  const counted = series.filter(isRequestsOfService);
  return counted.length === 0
    ? undefined
    : counted.reduce((sum, { values }) => sum + within.reduce((own, place) => own + (values[place] ?? 0), 0), 0);
}

function isRequestsOfService({ entity, measure }: CaseSeries): boolean {
  return entity.kind === 'service' && measure === 'requests';
}
