import { CoreApp, type DataFrame, dateTime, LoadingState } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { lastValueFrom, takeUntil, fromEvent, NEVER } from 'rxjs';
import { isFailed, peerOf } from '../telemetry/conventions/spans';
import { readServiceGraph, renderServiceGraph } from '../telemetry/dialects/promql/serviceGraph';
import { readSearch, readSpans, type SearchBody } from '../telemetry/dialects/traceql/read';
import { renderCalls, renderSearch } from '../telemetry/dialects/traceql/render';
import { type SentQuery, type TimeSpan } from '../telemetry/questions/logs';
import {
  type ServiceEdge,
  type ServiceEdgesAnswer,
  type Span,
  type SpanCondition,
} from '../telemetry/questions/traces';
import { errorsOf, type PromQuery, runQueries } from './prometheus';
import { secondsAround, type TempoApi, throwIfAborted } from './tempoApi';
import { fetchTraces } from './tempoTrace';

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
    throwIfAborted(signal);
    const targets = expressions.map(([refId, expr]): PromQuery => ({
      refId,
      expr,
      instant: true,
      range: false,
      format: 'time_series',
    }));
    const range = { from: dateTime(span.from), to: dateTime(span.to) };
    const aborted = signal ? fromEvent(signal, 'abort') : NEVER;
    const response = await lastValueFrom(
      runQueries(source, {
        app: CoreApp.Unknown,
        requestId: `tillwatch-edges-${uid}-${span.from}-${span.to}`,
        timezone: 'utc',
        range: { ...range, raw: range },
        interval: '15s',
        intervalMs: 15000,
        maxDataPoints: 1,
        scopedVars: {},
        startTime: Date.now(),
        targets,
      }).pipe(takeUntil(aborted))
    );
    if (errorsOf(response).length > 0 || response.state === LoadingState.Error) {
      return undefined;
    }
    const dataSource = { uid: source.uid, name: source.name, type: source.type };
    return {
      edges: readServiceGraph(response.data as DataFrame[]),
      sent: expressions.map(([, text]) => ({ text, dataSource })),
    };
  } catch {
    throwIfAborted(signal);
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
  const body = await api.find<SearchBody>('api/search', { q: text, ...params }, (status) => status === 400, signal);
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
  const found = readSearch(await api.get<SearchBody>('api/search', { q: text, ...params }, signal));
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
  return { edges: edgesOf(spans, Math.max(1, (span.to - from) / 1000)), basis: { sampledTraces }, sent };
}

interface Call {
  from: string;
  to: string;
  kind: ServiceEdge['kind'];
  seconds: number;
  failed: boolean;
}

/**
 * Calls among spans: a server's span under another service's client span, and client spans with nobody traced under them,
 * by what they say of their peer.
 * @param seconds in which they were
 */
export function edgesOf(spans: readonly Span[], seconds: number): ServiceEdge[] {
  const byId = new Map(spans.map((span) => [`${span.traceId}${span.spanId}`, span]));
  const answered = new Set<Span>();
  const calls: Call[] = [];
  for (const span of spans) {
    const caller = span.parentSpanId === undefined ? undefined : byId.get(`${span.traceId}${span.parentSpanId}`);
    const isServed = span.kind === 'server' || span.kind === 'consumer';
    if (caller && isServed && (caller.kind === 'client' || caller.kind === 'producer')) {
      answered.add(caller);
      calls.push({ ...whatOf(span), from: caller.service, to: span.service, kind: 'service' });
    }
  }
  const services = new Set(spans.map(({ service }) => service));
  for (const span of spans) {
    const peer = answered.has(span) ? undefined : peerOf(span);
    if (peer && !(peer.kind === 'external' && peer.name === span.service)) {
      const isPlace = peer.kind === 'database' || peer.kind === 'messaging';
      // Called like a service is the service, whose part of the trace is missing; who has no spans at all is outside.
      const kind = isPlace ? peer.kind : services.has(peer.name) ? 'service' : 'external';
      calls.push({ ...whatOf(span), from: span.service, to: peer.name, kind });
    }
  }
  return summed(calls, seconds);
}

function whatOf(span: Span): Pick<Call, 'seconds' | 'failed'> {
  return { seconds: span.duration / 1000, failed: isFailed(span) };
}

function summed(calls: readonly Call[], seconds: number): ServiceEdge[] {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    const key = JSON.stringify([call.from, call.to, call.kind]);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const durations = group.map((call) => call.seconds).sort((a, b) => a - b);
    return first
      ? [
          {
            from: first.from,
            to: first.to,
            kind: first.kind,
            rate: group.length / seconds,
            errorRate: group.filter(({ failed }) => failed).length / seconds,
            p95: durations[Math.ceil(durations.length * 0.95) - 1],
          },
        ]
      : [];
  });
}
