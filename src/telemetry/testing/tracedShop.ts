import { type Attributes, type Span } from '../questions/traces';
import { randomNumbers } from './randomNumbers';

/** What one request did, as plain facts; {@link spansOf} tells them in the conventions of its services. */
export interface TracedRequest {
  traceId: string;
  /** Milliseconds since the epoch. */
  start: number;
  /** Milliseconds. */
  duration: number;
  service: 'shop' | 'legacy' | 'handlers';
  environment: 'prod' | 'test';
  route: '/products' | '/cart' | '/check out/:id';
  method: 'GET' | 'POST';
  status: 200 | 404 | 500;
  /** Odd text, and a number, a flag, or nothing under the same name. */
  tenant?: string | number | boolean;
}

const SECOND = 1000;

const TENANTS = ['a', 'say "hi"', '$x ${y} [[z]]', 'C:\\dir\n', '7', 7, 7.5, true, undefined];

/** Requests between two times, evenly spaced; of a third of them the ids begin with zeros. */
export function requestsBetween(from: number, to: number, count: number): TracedRequest[] {
  const random = randomNumbers(42);
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const digits = (length: number) => Array.from({ length }, () => one([...'123456789abcdef'])).join('');
  return Array.from({ length: count }, (_, index) => ({
    traceId: digits(index % 3 === 0 ? 4 + (index % 28) : 32).padStart(32, '0'),
    start: Math.floor(from + ((to - from) * index) / count),
    duration: Math.round(8 * 2 ** (random() * 8) * 1000) / 1000,
    service: one(['shop', 'shop', 'legacy', 'handlers'] as const),
    environment: one(['prod', 'prod', 'test'] as const),
    route: one(['/products', '/cart', '/check out/:id'] as const),
    method: one(['GET', 'POST'] as const),
    status: one([200, 200, 200, 404, 500] as const),
    tenant: one(TENANTS),
  }));
}

/** Each service in its own convention: the stable one, the old one, and names after the request or after handlers. */
export function spansOf(request: TracedRequest, index: number): Span[] {
  const id = (offset: number) => (index * 16 + offset + 1).toString(16).padStart(16, '0');
  const { traceId, start, duration, service, route, method, status } = request;
  const base = { traceId, events: [], links: [], scope: 'test', status: 'unset' as const };
  const inner = duration / 2;
  const root: Span = {
    ...base,
    spanId: id(0),
    service,
    resource: resourceOf(service, request.environment),
    name: service === 'handlers' ? `${method} ${route}` : method,
    kind: 'server',
    start,
    duration,
    // A service of the old convention leaves the status of its spans alone.
    ...(status === 500 && service !== 'legacy' ? { status: 'error' as const, statusMessage: 'went wrong' } : {}),
    attributes: {
      ...(service === 'shop' && {
        'http.route': route,
        'http.request.method': method,
        'http.response.status_code': status,
      }),
      ...(service === 'legacy' && { 'http.route': route, 'http.method': method, 'http.status_code': status }),
      ...(service === 'handlers' && { 'http.status_code': String(status) }),
      ...(request.tenant === undefined ? {} : { 'the tenant "x\\': request.tenant }),
      'customer.groups': ['b2b', 'eu'],
    },
    events:
      status === 500
        ? [{ name: 'exception', time: start + 1, attributes: { 'exception.type': 'Oops', 'exception.message': 'no' } }]
        : [],
    links: [{ traceId: 'f'.repeat(32), spanId: 'f'.repeat(16), attributes: { why: 'retry' } }],
  };
  const call: Span = {
    ...base,
    spanId: id(1),
    parentSpanId: id(0),
    service,
    resource: root.resource,
    name: 'GET',
    kind: 'client',
    start: start + 1,
    duration: inner,
    attributes: { 'server.address': 'stock.internal', 'http.request.method': 'GET' },
  };
  const served: Span = {
    ...base,
    spanId: id(2),
    parentSpanId: id(1),
    service: 'stock',
    resource: resourceOf('stock', request.environment),
    name: 'GET /stock',
    kind: 'server',
    start: start + 2,
    duration: inner / 2,
    attributes: { 'http.route': '/stock', 'http.request.method': 'GET', 'http.response.status_code': 200 },
  };
  const query: Span = {
    ...base,
    spanId: id(3),
    parentSpanId: id(2),
    service: 'stock',
    resource: served.resource,
    name: 'SELECT stock',
    kind: 'client',
    start: start + 3,
    duration: inner / 4,
    // Called like the service that asks it.
    attributes: { 'db.system.name': 'postgresql', 'db.namespace': 'stock' },
  };
  return [root, call, served, query];
}

function resourceOf(service: string, environment: string): Attributes {
  const isOld = service === 'legacy';
  return {
    'service.name': service,
    [isOld ? 'deployment.environment' : 'deployment.environment.name']: environment,
    'service.version': '1.2.3',
  };
}

/** A time span in whole minutes that ended a while ago, of so many minutes. */
export function pastMinutes(minutes: number, now = Date.now()): { from: number; to: number } {
  const to = Math.floor(now / (60 * SECOND) - 2) * 60 * SECOND;
  return { from: to - minutes * 60 * SECOND, to };
}
