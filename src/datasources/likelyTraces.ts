import { type CandidateSpan, type LikelyTrace, likelyTraces } from '../correlation/likelyTraces';
import { attributeOf, methodOf, statusOf, valueOf } from '../telemetry/conventions/spans/fields';
import { type LogLine, type LogSource } from '../telemetry/questions/logs';
import { type Span, type SpanCondition, type TraceSource } from '../telemetry/questions/traces';

/** How long before a line its request may have begun, and how late the line may be written. */
const BEFORE_MS = 30_000;
const AFTER_MS = 1000;
/** How far away other lines of the same request may be. */
const SAME_REQUEST_MS = 60_000;
const MAX_LINES = 50;
const MAX_SPANS = 200;

/** How long before a line its request may have begun where there are too many requests to look at all. */
const SHORTLY_BEFORE_MS = 2000;

/**
 * Asks for what a line without a trace id may belong to, and ranks it: two requests, another one or two where there are
 * very many spans, or none with the line's status.
 * @param service what traces call the line's service
 * @throws where traces cannot be asked and no other line tells
 */
export async function findLikelyTraces(
  line: LogLine,
  logs: LogSource,
  traces: TraceSource,
  signal?: AbortSignal,
  service = line.reading.service
): Promise<LikelyTrace[]> {
  const named = { ...line, reading: { ...line.reading, service } };
  const [sameRequest, spans] = await Promise.allSettled([
    linesOfRequest(line, logs, signal),
    spansOfService(named, traces, signal),
  ]);
  // Without other lines the spans may still tell, and the other way round.
  const others = sameRequest.status === 'fulfilled' ? sameRequest.value : [];
  if (spans.status === 'rejected' && (others.length === 0 || signal?.aborted)) {
    throw spans.reason;
  }
  const { candidates, isCut } = spans.status === 'fulfilled' ? spans.value : { candidates: [], isCut: false };
  return likelyTraces(named, others, candidates, isCut);
}

async function linesOfRequest({ time, reading }: LogLine, logs: LogSource, signal?: AbortSignal): Promise<LogLine[]> {
  if (reading.requestId === undefined) {
    return [];
  }
  const where = [{ field: 'requestId' as const, op: 'in' as const, values: [reading.requestId] }];
  const span = { from: time - SAME_REQUEST_MS, to: time + SAME_REQUEST_MS };
  const question = { about: 'logLines' as const, where, lines: [], limit: MAX_LINES, order: 'newest' as const };
  const { lines } = await logs.lines(question, span, signal);
  return lines.filter((other) => other.reading.traceId !== undefined);
}

/** Requests of the line's service around it. `isCut`: there were more, so the right one may not be among them. */
async function spansOfService(
  { time, reading: { service, status, duration = 0 } }: LogLine,
  traces: TraceSource,
  signal?: AbortSignal
): Promise<{ candidates: CandidateSpan[]; isCut: boolean }> {
  if (service === undefined) {
    return { candidates: [], isCut: false };
  }
  const ofService: SpanCondition = { field: 'service', op: 'in', values: [service] };
  const withStatus: SpanCondition[] =
    status === undefined ? [] : [{ field: 'status', op: 'in', values: [String(status)] }];
  const ask = (where: SpanCondition[], beforeMs: number) =>
    traces.sample(
      { about: 'spans', spans: 'requests', where, limit: MAX_SPANS },
      { from: time - beforeMs, to: time + AFTER_MS },
      signal
    );
  let where = [ofService, ...withStatus];
  let answer = await ask(where, BEFORE_MS);
  if (answer.spans.length === 0 && withStatus.length > 0) {
    // Not every instrumentation records the status.
    where = [ofService];
    answer = await ask(where, BEFORE_MS);
  }
  if (answer.isCut) {
    answer = await ask(where, Math.min(BEFORE_MS, SHORTLY_BEFORE_MS + duration * 1000));
  }
  return { candidates: answer.spans.map(asCandidate), isCut: answer.isCut };
}

function asCandidate(span: Span): CandidateSpan {
  return {
    traceId: span.traceId,
    service: span.service,
    start: span.start,
    duration: span.duration,
    method: methodOf(span),
    route: valueOf(span, 'route'),
    path: attributeOf(span, 'url.path', 'http.target'),
    status: statusOf(span),
    requestId: attributeOf(span, 'request_id', 'request.id', 'http.request.id', 'shop.request_id'),
  };
}
