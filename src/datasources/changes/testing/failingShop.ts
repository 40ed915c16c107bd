import { type Span } from '../../../telemetry/questions/traces';
import { type PushedStream } from '../../../telemetry/testing/loki';
import { type WrittenSeries } from '../../../telemetry/testing/simulatedShop';

const MINUTE = 60_000;
const SCRAPE = 15_000;
const ROUTES = { '/orders': 'POST', '/products': 'GET' } as const;

/** One request of the shop, as it was: `shop` asks `stock`, which asks nobody. */
export interface ShopRequest {
  start: number;
  route: keyof typeof ROUTES;
  /** Whether `stock` failed, and `shop` with it. */
  hasFailed: boolean;
  index: number;
}

/** A request every second and a half; of orders every other one fails from some time on, and one in 50 before. */
export function shopRequests(from: number, to: number, begins: number): ShopRequest[] {
  const count = Math.floor((to - from) / 1500);
  return Array.from({ length: count }, (_, index): ShopRequest => {
    const start = from + index * 1500 + (index % 7) * 30;
    const route = index % 3 === 0 ? '/orders' : '/products';
    const every = start >= begins ? 2 : 50;
    return { start, route, hasFailed: route === '/orders' && (index / 3) % every === 0, index };
  });
}

/** Histograms and counters as OpenTelemetry names them, scraped every 15 seconds; each service runs in one process. */
export function metricsOf(requests: readonly ShopRequest[], from: number, to: number): WrittenSeries[] {
  return ['shop', 'stock'].flatMap((job) =>
    (Object.keys(ROUTES) as Array<keyof typeof ROUTES>).flatMap((route) =>
      [false, true].flatMap((hasFailed) => {
        const own = requests.filter((one) => one.route === route && one.hasFailed === hasFailed);
        const labels = {
          job,
          instance: `${job}:80`,
          http_route: route,
          http_request_method: ROUTES[route],
          http_response_status_code: hasFailed ? '500' : '200',
        };
        const series = (suffix: string, more: Record<string, string>, each: number): WrittenSeries => ({
          labels: { __name__: `http_server_request_duration_seconds_${suffix}`, ...labels, ...more },
          fields: {},
          samples: countedAt(own, from, to).map(([time, count]) => [time / 1000, count * each]),
        });
        return [
          series('bucket', { le: '0.1' }, 1),
          series('bucket', { le: '+Inf' }, 1),
          series('count', {}, 1),
          series('sum', {}, secondsOf(job)),
        ];
      })
    )
  );
}

function secondsOf(service: string): number {
  return service === 'shop' ? 0.08 : 0.05;
}

/** How many requests had been answered by each scrape. */
function countedAt(requests: readonly ShopRequest[], from: number, to: number): Array<[number, number]> {
  const times: Array<[number, number]> = [];
  let count = 0;
  for (let time = from; time <= to; time += SCRAPE) {
    while ((requests[count]?.start ?? Infinity) < time) {
      count++;
    }
    times.push([time, count]);
  }
  return times;
}

/** A request of the shop as its three spans. */
export function spansOf({ start, route, hasFailed, index }: ShopRequest): Span[] {
  const base = {
    traceId: (index + 1).toString(16).padStart(32, 'a'),
    events: [],
    links: [],
    name: `${ROUTES[route]} ${route}`,
    status: hasFailed ? ('error' as const) : ('unset' as const),
    attributes: {
      'http.route': route,
      'http.request.method': ROUTES[route],
      'http.response.status_code': hasFailed ? 500 : 200,
    },
  };
  const id = (place: number) => (index * 4 + place + 1).toString(16).padStart(16, '0');
  const resource = (service: string) => ({ 'service.name': service });
  const shop = { ...base, service: 'shop', resource: resource('shop') };
  return [
    { ...shop, spanId: id(0), kind: 'server', start, duration: 80 },
    { ...shop, spanId: id(1), parentSpanId: id(0), kind: 'client', start: start + 10, duration: 60 },
    {
      ...base,
      service: 'stock',
      resource: resource('stock'),
      spanId: id(2),
      parentSpanId: id(1),
      kind: 'server',
      start: start + 15,
      duration: 50,
    },
  ];
}

/** What `stock` writes: a line for each request, an error where it failed, and a warning every other minute. */
export function linesOf(requests: readonly ShopRequest[], from: number, to: number): PushedStream[] {
  const at = (time: number) => `${time}000000`;
  const served = requests.map(({ start, hasFailed, index }): [string, string] => [
    at(start + 60),
    hasFailed
      ? JSON.stringify({ level: 'error', message: `shelf ${index} does not answer` })
      : JSON.stringify({ level: 'info', message: `reserved ${index}` }),
  ]);
  const warnings: Array<[string, string]> = [];
  for (let time = from; time < to; time += 2 * MINUTE) {
    warnings.push([at(time), JSON.stringify({ level: 'warn', message: 'the cache is cold' })]);
  }
  return [{ stream: { service_name: 'stock' }, values: [...served, ...warnings].sort(([a], [b]) => (a < b ? -1 : 1)) }];
}
