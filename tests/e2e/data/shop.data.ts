import { type Shares, type Stream } from './model';

/** The time range that the tests look at: fixed, so that every number on the screen is known beforehand. */
export const RANGE = { from: Date.UTC(2026, 2, 10, 11), to: Date.UTC(2026, 2, 10, 12) } as const;

/** When the data begins: early enough for the hour before the range, and for windows that reach back from there. */
export const DATA_START = RANGE.from - 2 * 3600_000;

export const SECONDS_BETWEEN_SAMPLES = 30;

const FAST: Shares = { 0.005: 0.4, 0.01: 0.3, 0.025: 0.2, 0.05: 0.08, 0.1: 0.02 };
const USUAL: Shares = { 0.025: 0.3, 0.05: 0.4, 0.1: 0.2, 0.25: 0.08, 0.5: 0.02 };
const SLOW: Shares = { 0.1: 0.2, 0.25: 0.4, 0.5: 0.25, 1: 0.12, 2.5: 0.03 };

/** A route whose characters mean something in PromQL, in URLs, to Grafana's variables or in HTML. */
export const ODD_ROUTE = '/a b/{id}?x=$y&[[z]]"\'\\<i>${w:raw}';

/** How each service's metrics are named, as its instrumentation would. */
export type Dialect = 'prom-client' | 'flask' | 'fastapi' | 'opentelemetry';

export interface Service {
  name: string;
  dialect: Dialect;
  /** The service's other labels. */
  target: Record<string, string>;
  version?: string;
}

const target = (job: string, port: number, environment?: string) => ({
  job,
  instance: `127.0.0.1:${port}`,
  ...(environment === undefined ? {} : { environment }),
});

/** Four conventions side by side, two environments, and one service that the shop is not. */
export const SERVICES: readonly Service[] = [
  { name: 'shop-api', dialect: 'prom-client', target: target('shop', 8001, 'production'), version: '1.8.2' },
  { name: 'inventory', dialect: 'prom-client', target: target('shop', 8002, 'production'), version: '1.8.2' },
  { name: 'payments', dialect: 'prom-client', target: target('shop', 8003, 'production'), version: '1.9.0' },
  { name: 'preview-shop', dialect: 'prom-client', target: target('shop', 8101, 'staging'), version: '2.0.0' },
  { name: 'flask-app', dialect: 'flask', target: target('flask-app', 5000) },
  { name: 'fastapi-app', dialect: 'fastapi', target: target('fastapi-app', 8000) },
  { name: 'otel-shop', dialect: 'opentelemetry', target: target('otel-collector-export', 8889) },
];

/** Serves requests under a name that the shop's services have too, and is the monitoring stack's own. */
export const STACK_SERVICE: Service = {
  name: 'prometheus',
  dialect: 'prom-client',
  target: target('prometheus', 9090),
};

export const STREAMS: readonly Stream[] = [
  { service: 'shop-api', method: 'GET', route: '/products', status: '200', perSecond: 8, durations: USUAL },
  { service: 'shop-api', method: 'GET', route: '/products/:id', status: '200', perSecond: 4, durations: FAST },
  { service: 'shop-api', method: 'GET', route: '/products/:id', status: '404', perSecond: 0.2, durations: FAST },
  { service: 'shop-api', method: 'POST', route: '/checkout', status: '201', perSecond: 1.5, durations: SLOW },
  { service: 'shop-api', method: 'POST', route: '/checkout', status: '500', perSecond: 0.03, durations: SLOW },
  { service: 'shop-api', method: 'GET', route: ODD_ROUTE, status: '200', perSecond: 0.5, durations: USUAL },
  { service: 'shop-api', method: 'GET', route: ODD_ROUTE, status: '503', perSecond: 0.05, durations: FAST },
  {
    service: 'inventory',
    method: 'GET',
    route: '/stock/:id',
    status: '200',
    perSecond: 6,
    durations: SLOW,
    durationsBefore: USUAL,
  },
  { service: 'inventory', method: 'POST', route: '/reservations', status: '201', perSecond: 1.4, durations: USUAL },
  {
    service: 'payments',
    method: 'POST',
    route: '/charge',
    status: '200',
    perSecond: 1.29,
    perSecondBefore: 1.4985,
    durations: USUAL,
  },
  {
    service: 'payments',
    method: 'POST',
    route: '/charge',
    status: '502',
    perSecond: 0.21,
    perSecondBefore: 0.0015,
    durations: USUAL,
  },
  { service: 'payments', method: 'POST', route: '/refund', status: '200', perSecond: 0.1, durations: SLOW },
  { service: 'preview-shop', method: 'GET', route: '/products', status: '200', perSecond: 0.4, durations: USUAL },
  { service: 'preview-shop', method: 'GET', route: '/products', status: '500', perSecond: 0.001, durations: USUAL },
  { service: 'flask-app', method: 'GET', route: '/', perSecond: 2, durations: FAST },
  { service: 'flask-app', method: 'GET', route: '/orders', perSecond: 1, perSecondBefore: 0.8, durations: USUAL },
  { service: 'fastapi-app', method: 'GET', route: '/users/me/', status: '200', perSecond: 3, durations: FAST },
  { service: 'fastapi-app', method: 'GET', route: '/users/me/', status: '401', perSecond: 0.3, durations: FAST },
  { service: 'fastapi-app', method: 'GET', route: '/error', status: '500', perSecond: 0.02, durations: FAST },
  { service: 'otel-shop', method: 'GET', route: '/catalog/{sku}', status: '200', perSecond: 2.5, durations: USUAL },
  { service: 'otel-shop', method: 'POST', route: '/basket', status: '201', perSecond: 0.5, durations: SLOW },
  { service: 'otel-shop', method: 'POST', route: '/basket', status: '503', perSecond: 0.004, durations: SLOW },
];

export const STACK_STREAMS: readonly Stream[] = [
  { service: 'prometheus', method: 'GET', route: '/api/v1/query', status: '500', perSecond: 50, durations: SLOW },
];

/** The shop's own numbers, all of shop-api: counters per second, gauges as they are. */
export const BUSINESS = {
  ordersPerSecond: 0.5,
  failedOrdersPerSecond: 0.1,
  revenuePerSecond: { EUR: 25, USD: 10 },
  lowStock: 3,
  cpuPercent: 42,
  memoryPercent: 63,
  inFlight: 5,
} as const;
