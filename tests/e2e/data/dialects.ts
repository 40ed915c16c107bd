import { type Span } from '../../../src/telemetry/questions/traces';
import { plainSpan } from '../../../src/telemetry/testing/plain';
import { type PushedLine } from '../testbed/loki';

/** The ways in which the shop's services tell of themselves in logs, each as one of its services does. */
export const DIALECTS = ['json', 'plain', 'text', 'alloy', 'metadata'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** A request in one dialect, with everything that belongs to it. */
export interface DialectRequest {
  dialect: Dialect;
  /** Normalised: 32 digits. */
  traceId: string;
  service: string;
  route: string;
  spans: Span[];
  lines: PushedLine[];
  /** What its lines say, in their order; each is said by no other line. */
  messages: string[];
  /** Whether its lines name their trace. */
  hasIds: boolean;
}

interface Line {
  traceId: string;
  spanId: string;
  message: string;
  isError: boolean;
}

/** How each dialect labels its streams and writes a line. */
const WRITERS: Record<Dialect, (service: string, line: Line) => Omit<PushedLine, 'time'>> = {
  // Promtail that reads JSON files.
  json: (service, { traceId, spanId, message, isError }) => ({
    labels: { job: service, service, level: isError ? 'error' : 'info', logger: 'shop' },
    text: JSON.stringify({ level: isError ? 'error' : 'info', event: message, trace_id: traceId, span_id: spanId }),
  }),
  // Promtail that reads a file of timestamp, level and message: no line names its request.
  plain: (service, { message, isError }) => ({
    labels: { job: service },
    text: `2025-08-27 10:30:15,123 ${isError ? 'ERROR' : 'INFO'} ${message}`,
  }),
  // Promtail with Docker discovery; `format(id, 'x')` has no leading zeros.
  text: (service, { traceId, spanId, message, isError }) => ({
    labels: { container_name: service },
    text:
      `2025-08-27 10:30:15,123 - main - ${isError ? 'ERROR' : 'INFO'} - ${message}` +
      ` - trace_id=${bare(traceId)} - span_id=${bare(spanId)}`,
  }),
  // Alloy with Docker discovery.
  alloy: (service, { traceId, spanId, message, isError }) => ({
    labels: { container_name: service, job: 'docker', compose_project: 'tillwatch', compose_service: service },
    text: JSON.stringify({
      severity: isError ? 'ERROR' : 'INFO',
      msg: message,
      traceId: traceId.toUpperCase(),
      spanId,
    }),
  }),
  // OpenTelemetry: ids beside the line.
  metadata: (service, { traceId, spanId, message, isError }) => ({
    labels: { service_name: service },
    metadata: { trace_id: traceId, span_id: spanId, severity_text: isError ? 'ERROR' : 'INFO' },
    text: message,
  }),
};

/** Leading zeros are lost, one digit is left, and nothing is unusual. */
const IDS: Record<Dialect, [traceId: string, decoyId: string]> = {
  json: ['00000000000000000000000000abc123', '000000000000000000000000fabc1234'],
  plain: ['5b8aa5a2d2c872e8321cf37308d69df2', '5b8aa5a2d2c872e8321cf37308d69df3'],
  text: ['0000000000000000000000000000001f', '0000000000000000000000000000001e'],
  alloy: ['0af7651916cd43dd8448eb211c80319c', '0af7651916cd43dd8448eb211c80319d'],
  metadata: ['00f067aa0ba902b700f067aa0ba902b7', '10f067aa0ba902b700f067aa0ba902b7'],
};

/** One failed request in each dialect, and beside it one of the same service with nearly the same id. */
export function dialectRequests(now: number): DialectRequest[] {
  return DIALECTS.flatMap((dialect, i) =>
    IDS[dialect].map((traceId, j) => request(dialect, traceId, 1000 + 10 * i + j, now - 120_000 + i * 9000 + j * 3000))
  );
}

function request(dialect: Dialect, traceId: string, order: number, start: number): DialectRequest {
  const service = `${dialect}-shop`;
  const route = `/checkout/${dialect}`;
  const spanId = (n: number) => (parseInt(traceId.slice(-8), 16) * 8 + n).toString(16).padStart(16, '0');
  const span = (n: number, name: string, from: number, duration: number, more: Partial<Span> = {}) =>
    plainSpan({
      traceId,
      spanId: spanId(n),
      parentSpanId: n === 1 ? undefined : spanId(1),
      service,
      name,
      kind: n === 1 ? 'server' : 'client',
      start: start + from,
      duration,
      status: 'error',
      ...more,
    });
  const spans = [
    span(1, `POST ${route}`, 0, 240, {
      attributes: { 'http.request.method': 'POST', 'http.route': route, 'http.response.status_code': 500 },
    }),
    span(2, 'charge the card', 40, 180, { statusMessage: 'card declined' }),
  ];
  // Not the id itself, which the app is to find where it stands.
  const messages = [`cart of order ${order} is ready`, `card of order ${order} declined by the bank`];
  const lines = messages.map((message, i): PushedLine => ({
    time: start + 60 + i * 100,
    ...WRITERS[dialect](service, { traceId, spanId: spanId(i + 1), message, isError: i === 1 }),
  }));
  return { dialect, traceId, service, route, spans, lines, messages, hasIds: dialect !== 'plain' };
}

function bare(id: string): string {
  return id.replace(/^0+/, '');
}
