import { type LogLine } from '../../src/telemetry/questions/logs';
import { type Span } from '../../src/telemetry/questions/traces';

const START = Date.UTC(2026, 10, 18, 14, 32);
const SERVICES = ['storefront', 'shop-api', 'catalog', 'cart', 'inventory', 'payments', 'accounts', 'notifications'];
/** Spans below each other before it goes on beside them. */
const DEPTH = 40;

/** A trace as a long job leaves it: many calls one after another, each forty levels deep, some failed; always the same. */
export function largeTrace(count: number, lineCount: number): { spans: Span[]; lines: LogLine[] } {
  const length = count / DEPTH;
  const traceId = '1'.padStart(32, '0');
  const spans = Array.from({ length: count }, (_, i): Span => {
    const level = i === 0 ? 0 : 1 + ((i - 1) % DEPTH);
    const call = Math.floor((i - 1) / DEPTH);
    const service = SERVICES[(level >> 2) % SERVICES.length] ?? '';
    return {
      traceId,
      spanId: idOf(i + 1),
      ...(i > 0 && { parentSpanId: idOf(level === 1 ? 1 : i) }),
      service,
      name: `${['GET', 'POST', 'SELECT', 'UPDATE'][level % 4]} /step-${level}`,
      kind: level % 2 === 0 ? 'server' : 'client',
      start: START + (i === 0 ? 0 : call + level * 0.01),
      duration: i === 0 ? length : 0.95 - level * 0.02,
      status: i % 997 === 0 && i > 0 ? 'error' : 'unset',
      attributes: {
        'http.request.method': 'GET',
        'http.route': `/step-${level}`,
        'http.response.status_code': 200,
        'shop.sku': `SKU-${i % 5000}`,
        'server.address': service,
      },
      resource: { 'service.name': service, 'service.instance.id': `${service}-0` },
      events: [],
      links: [],
    };
  });
  const lines = Array.from({ length: Math.floor(lineCount) }, (_, i): LogLine => {
    const of = spans[(i * 7) % count];
    const time = (of?.start ?? START) + 0.1;
    return {
      id: String(i),
      time,
      nanoseconds: `${Math.floor(time)}000000`,
      body: `step ${i} done`,
      labels: {},
      metadata: {},
      reading: {
        format: 'text',
        level: 'info',
        message: `step ${i} done`,
        service: of?.service,
        // One in two names its span.
        ...(of && i % 2 === 0 && { spanId: of.spanId }),
        fields: {},
      },
    };
  });
  return { spans, lines };
}

function idOf(id: number): string {
  return id.toString(16).padStart(16, '0');
}
