import { getDataSourceSrv } from '@grafana/runtime';
import { edgesOfSpans } from '../analysis/serviceMap/edgesOfSpans';
import { readServiceGraph, renderServiceGraph } from '../telemetry/dialects/promql/serviceGraph';
import { SEARCH_BODY } from '../telemetry/dialects/traceql/bodies';
import { readSearch, readSpans } from '../telemetry/dialects/traceql/read';
import { renderCalls, renderSearch } from '../telemetry/dialects/traceql/render';
import { type SentQuery } from '../telemetry/questions/logs';
import {
  type ServiceEdge,
  type ServiceEdgesAnswer,
  type Span,
  type SpanCondition,
} from '../telemetry/questions/traces';
import { dataRequest } from './dataRequest';
import { type PromQuery } from './prometheus';
import { queryFrames } from './runQueries';
import { secondsAround, type TempoApi } from './tempoApi';
import { fetchTraces } from './tempoTrace';
import { type TimeSpan } from '../telemetry/timeSpan';

/** Traces that stand for all where calls are not counted, and spans of each at most. */
const SAMPLED_TRACES = 100;
const SPANS_PER_TRACE = 100;
/** Whole traces cost more. */
const FETCHED_TRACES = 20;

/**
 * Who calls whom: from what Tempo's metrics generator counts, where it does and its Prometheus answers, else from the
 * latest traces.
 * @param metricsUid the Prometheus with the generator's metrics
 */
export async function serviceEdges(
  api: TempoApi,
  metricsUid: string | undefined,
  where: SpanCondition[],
  span: TimeSpan,
  signal?: AbortSignal
): Promise<ServiceEdgesAnswer> {
  const counted = metricsUid === undefined ? undefined : await countedEdges(metricsUid, span, signal);
  return counted && counted.edges.length > 0
    ? { ...counted, basis: 'metrics' }
    : sampledEdges(api, where, span, signal);
}

/** Edges from metrics; undefined where they cannot be had, for the spans can still be asked. */
async function countedEdges(
  uid: string,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<{ edges: ServiceEdge[]; sent: SentQuery[] } | undefined> {
  const expressions = Object.entries(renderServiceGraph((span.to - span.from) / 1000));
  try {
    const source = await getDataSourceSrv().get(uid);
    signal?.throwIfAborted();
    const targets = expressions.map(([refId, expr]): PromQuery => ({
      refId,
      expr,
      instant: true,
      range: false,
      format: 'time_series',
    }));
    const request = dataRequest(`tillwatch-edges-${uid}-${span.from}-${span.to}`, targets, span);
    const frames = await queryFrames(source, request, signal);
    const dataSource = { uid: source.uid, name: source.name, type: source.type };
    return {
      edges: readServiceGraph(frames),
      sent: expressions.map(([, text]) => ({ text, dataSource })),
    };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

async function sampledEdges(
  api: TempoApi,
  where: SpanCondition[],
  span: TimeSpan,
  signal?: AbortSignal
): Promise<ServiceEdgesAnswer> {
  const text = renderCalls(where);
  const params = { limit: SAMPLED_TRACES, spss: SPANS_PER_TRACE, ...secondsAround(span) };
  const body = await api.find('api/search', { q: text, ...params }, SEARCH_BODY, (status) => status === 400, signal);
  return body
    ? answerOf(readSpans(body), SAMPLED_TRACES, span, api.sent(text))
    : fetchedEdges(api, where, span, signal);
}

/** Edges of whole traces, where a search does not tell the parents of spans. */
async function fetchedEdges(
  api: TempoApi,
  where: SpanCondition[],
  span: TimeSpan,
  signal?: AbortSignal
): Promise<ServiceEdgesAnswer> {
  const text = renderSearch({ about: 'traces', spans: 'all', where, limit: FETCHED_TRACES });
  const params = { limit: FETCHED_TRACES, spss: 1, ...secondsAround(span) };
  const found = readSearch(await api.get('api/search', { q: text, ...params }, SEARCH_BODY, signal));
  const spans = await fetchTraces(
    api,
    found.map(({ traceId }) => traceId),
    signal
  );
  return answerOf(spans, FETCHED_TRACES, span, api.sent(text));
}

/** @param limit how many traces were asked for: fewer are all that there are */
function answerOf(spans: readonly Span[], limit: number, span: TimeSpan, sent: SentQuery[]): ServiceEdgesAnswer {
  const sampledTraces = new Set(spans.map(({ traceId }) => traceId)).size;
  // The latest traces are all there are since the first of them began.
  const earliest = spans.reduce((least, { start }) => Math.min(least, start), span.to);
  const from = sampledTraces < limit ? span.from : Math.max(span.from, earliest);
  return { edges: edgesOfSpans(spans, Math.max(1, (span.to - from) / 1000)), basis: { sampledTraces }, sent };
}
