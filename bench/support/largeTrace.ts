import { type LogLine } from '../../src/telemetry/questions/logs';
import { type Span } from '../../src/telemetry/questions/traces';
import { plainLine } from '../../src/telemetry/testing/plain';
import { randomNumbers } from '../../src/telemetry/testing/randomNumbers';

const SERVICES = [
  ['storefront', 'shop-api', 'catalog', 'cart', 'inventory', 'payments'],
  ['accounts', 'notifications', 'pricing', 'shipping', 'search', 'warehouse'],
].flat();
const OPERATIONS = [
  'GET /products/{id}',
  'POST /orders',
  'SELECT stock',
  'UPDATE cart',
  'charge',
  'publish order.placed',
];
const KINDS: Array<Span['kind']> = ['server', 'client', 'internal', 'producer', 'consumer'];
const MOST_DEPTH = 60;
/**
 * How often a call leads further down rather than back up; how often all the way up. With both, calls are 24 deep on
 * average.
 */
const DEEPER = 0.62;
const TO_THE_TOP = 0.05;
/** Shares of spans that failed, and of log lines that name their span. */
const FAILED = 0.002;
const NAMES_SPAN = 0.5;

/** A trace with the log lines of its spans, the earliest first. */
export interface LargeTrace {
  traceId: string;
  spans: Span[];
  lines: LogLine[];
}

/**
 * A trace as a long job leaves it: calls within calls, some of them far down, of a dozen services, a few failed with an
 * exception; always the same for the same count.
 * @param start milliseconds since the epoch
 */
export function largeTrace(count: number, lineCount: number, start = Date.UTC(2026, 10, 18, 14, 32)): LargeTrace {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const random = randomNumbers(1);
  const spans: Span[] = [];
  const open: Span[] = [];
  let clock = start;
  const close = (left: number) => {
    while (open.length > left) {
      clock += 0.002 + random() * 0.01;
      const span = open.pop();
      if (span) {
        span.duration = microseconds(clock - span.start);
      }
    }
  };
  for (let i = 0; i < count; i++) {
    if (random() > DEEPER || open.length === MOST_DEPTH) {
      close(Math.max(1, random() < TO_THE_TOP ? 1 : open.length - 1 - Math.floor(random() * 2)));
    }
    clock += 0.002 + random() * 0.05;
    const span = newSpan(traceId, i, open.at(-1), microseconds(clock), random);
    spans.push(span);
    open.push(span);
  }
  close(0);
  const lines = Array.from({ length: Math.floor(lineCount) }, (_, i) => {
    const of = spans[Math.floor(random() * count)] ?? spans[0];
    return newLine(i, of, random() < NAMES_SPAN);
  });
  return { traceId, spans, lines: lines.sort((a, b) => a.time - b.time) };
}

function newSpan(traceId: string, i: number, parent: Span | undefined, start: number, random: () => number): Span {
  // Most calls stay within their service.
  const service = (parent && random() < 0.6 ? parent.service : pick(SERVICES, random)) ?? '';
  const name = pick(OPERATIONS, random) ?? '';
  const isFailed = random() < FAILED && i > 0;
  return {
    traceId,
    spanId: (i + 1).toString(16).padStart(16, '0'),
    ...(parent && { parentSpanId: parent.spanId }),
    service,
    name,
    kind: pick(KINDS, random) ?? 'internal',
    start,
    duration: 0,
    status: isFailed ? 'error' : 'unset',
    ...(isFailed && { statusMessage: 'stock service did not answer' }),
    attributes: {
      'http.request.method': name.startsWith('POST') ? 'POST' : 'GET',
      'http.route': name,
      'http.response.status_code': isFailed ? 503 : 200,
      'shop.sku': `SKU-${i % 5000}`,
      'server.address': service,
    },
    resource: { 'service.name': service, 'service.instance.id': `${service}-0`, 'service.version': '1.9.0' },
    events: isFailed
      ? [
          {
            name: 'exception',
            time: start,
            attributes: { 'exception.type': 'TimeoutError', 'exception.message': 'stock service did not answer' },
          },
        ]
      : [],
    links: [],
  };
}

function newLine(i: number, of: Span | undefined, namesSpan: boolean): LogLine {
  return plainLine({
    id: String(i),
    time: of?.start ?? 0,
    body: `step ${i} of ${of?.name} done`,
    reading: { service: of?.service, ...(of && namesSpan && { spanId: of.spanId }) },
  });
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}

function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
