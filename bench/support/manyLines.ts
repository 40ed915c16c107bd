import { type PushedLine } from '../../tests/e2e/testbed/loki';

const SERVICES = ['storefront', 'shop-api', 'catalog', 'cart', 'inventory', 'payments', 'accounts', 'notifications'];
const EVENTS = [
  ['info', 'request served'],
  ['info', 'order placed'],
  ['debug', 'cache refreshed'],
  ['warn', 'slow query'],
  ['error', 'payment declined by the provider'],
] as const;

/** Lines of a shop, in JSON with some ten fields, evenly over a span of time; always the same. */
export function manyLines(count: number, { from, to }: { from: number; to: number }): PushedLine[] {
  return Array.from({ length: count }, (_, i) => {
    const service = SERVICES[(i * 7) % SERVICES.length] ?? '';
    const [level, event] = EVENTS[i % 23 === 0 ? 4 : i % 4] ?? EVENTS[0];
    return {
      time: from + ((to - from) * (i + 0.5)) / count,
      labels: { service_name: service, env: 'production' },
      text: JSON.stringify({
        level,
        msg: event,
        trace_id: (i * 2654435761).toString(16).padStart(32, '0'),
        request_id: `req-${i}`,
        method: 'GET',
        path: `/products/${i % 5000}`,
        status: level === 'error' ? 502 : 200,
        duration_ms: (i * 37) % 900,
        user: `shopper-${i % 700}`,
      }),
    };
  });
}
