import { getDataSourceSrv } from '@grafana/runtime';
import { edgesOfSpans } from '../analysis/serviceMap/edgesOfSpans';
import { queueEdges, withoutQueued } from '../analysis/serviceMap/queueEdges';
import { queueOf } from '../telemetry/conventions/spans';
import { readServiceGraph, renderServiceGraph } from '../telemetry/dialects/promql/serviceGraph';
import { SEARCH_BODY } from '../telemetry/dialects/traceql/bodies';
import { readSearch, readSpans } from '../telemetry/dialects/traceql/read';
import { renderCalls, renderMessages, renderSearch } from '../telemetry/dialects/traceql/render';
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
  if (!counted || counted.edges.length === 0) {
    return sampledEdges(api, where, span, signal);
  }
  const messages = await sampledMessages(api, where, span, signal);
  const { edges, sampledTraces = 0, sent = [] } = messages ?? { edges: [] };
  return {
    edges: [...withoutQueued(counted.edges, edges), ...edges],
    basis: 'metrics',
    ...(edges.length > 0 && { sampledMessages: sampledTraces }),
    sent: [...counted.sent, ...(edges.length > 0 ? sent : [])],
  };
}

/**
 * Ways over queues, which the generator does not count: who processes a message has a trace of its own as a rule, and
 * then nothing but the name of the queue joins them. Undefined where they cannot be had; the calls are known all the
 * same.
 */
async function sampledMessages(
  api: TempoApi,
  where: SpanCondition[],
  span: TimeSpan,
  signal?: AbortSignal
): Promise<{ edges: ServiceEdge[]; sampledTraces: number; sent: SentQuery[] } | undefined> {
  const text = renderMessages(where);
  const params = { limit: SAMPLED_TRACES, spss: SPANS_PER_TRACE, ...secondsAround(span) };
  try {
    const spans = readSpans(await api.get('api/search', { q: text, ...params }, SEARCH_BODY, signal));
    const { sampledTraces, seconds } = sampledTime(spans, SAMPLED_TRACES, span);
    return { edges: queueEdges(spans, seconds), sampledTraces, sent: api.sent(text) };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
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

function answerOf(spans: readonly Span[], limit: number, span: TimeSpan, sent: SentQuery[]): ServiceEdgesAnswer {
  const { sampledTraces, seconds } = sampledTime(spans, limit, span);
  const calls = edgesOfSpans(
    spans.filter((one) => queueOf(one) === undefined),
    seconds
  );
  return { edges: [...calls, ...queueEdges(spans, seconds)], basis: { sampledTraces }, sent };
}

/**
 * In which time spans were that were found.
 * @param limit how many traces were asked for: fewer are all that there are
 */
function sampledTime(spans: readonly Span[], limit: number, span: TimeSpan) {
  const sampledTraces = new Set(spans.map(({ traceId }) => traceId)).size;
  // The latest traces are all there are since the first of them began.
  const earliest = spans.reduce((least, { start }) => Math.min(least, start), span.to);
  const from = sampledTraces < limit ? span.from : Math.max(span.from, earliest);
  return { sampledTraces, seconds: Math.max(1, (span.to - from) / 1000) };
}
