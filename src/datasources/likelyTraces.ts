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

/** Asks for what a line without a trace id may belong to, and ranks it: two requests. */
export async function findLikelyTraces(
  line: LogLine,
  logs: LogSource,
  traces: TraceSource,
  signal?: AbortSignal
): Promise<LikelyTrace[]> {
  const [sameRequest, spans] = await Promise.all([
    linesOfRequest(line, logs, signal),
    spansOfService(line, traces, signal),
  ]);
  return likelyTraces(line, sameRequest, spans);
}

async function linesOfRequest({ time, reading }: LogLine, logs: LogSource, signal?: AbortSignal): Promise<LogLine[]> {
  if (reading.requestId === undefined) {
    return [];
  }
  const where = [{ field: 'requestId' as const, op: 'in' as const, values: [reading.requestId] }];
  const span = { from: time - SAME_REQUEST_MS, to: time + SAME_REQUEST_MS };
  const question = { about: 'logLines' as const, where, lines: [], limit: MAX_LINES, order: 'newest' as const };
  // Without them the spans may still tell.
  const { lines } = await logs.lines(question, span, signal).catch(() => ({ lines: [] as LogLine[] }));
  return lines.filter((other) => other.reading.traceId !== undefined);
}

async function spansOfService({ time, reading }: LogLine, traces: TraceSource, signal?: AbortSignal) {
  if (reading.service === undefined) {
    return [];
  }
  const where: SpanCondition[] = [
    { field: 'service', op: 'in', values: [reading.service] },
    ...(reading.status === undefined
      ? []
      : [{ field: 'status' as const, op: 'in' as const, values: [String(reading.status)] }]),
  ];
  const span = { from: time - BEFORE_MS, to: time + AFTER_MS };
  const { spans } = await traces.sample({ about: 'spans', spans: 'requests', where, limit: MAX_SPANS }, span, signal);
  return spans.map(asCandidate);
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
