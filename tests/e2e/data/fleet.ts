import { type Span } from '../../../src/telemetry/questions/traces';
import { plainSpan } from '../../../src/telemetry/testing/plain';
import { type PushedLine } from '../testbed/loki';
import { idOf } from './explorer';
import { proxied } from './fleetProxies';
import { type FleetRequest, spanIdOf } from './fleetRequest';
import { counters, durations, type FleetSeries, PHP_BOUNDS } from './fleetSeries';

/** How the shop's services are really run: over RPC, in PHP, behind proxies, and under three names. */
export const FLEET = ['rpc', 'php', 'ingress-nginx', 'istio', 'traefik', 'three names'] as const;
export type FleetKind = (typeof FLEET)[number];

/** A service of the fleet with all that it wrote, and what a proxy before it wrote of the same requests. */
export interface FleetService {
  kind: FleetKind;
  /** What metrics call it, and so Health. */
  name: string;
  requests: FleetRequest[];
  series: FleetSeries[];
  spans: Span[];
  lines: PushedLine[];
  /** The proxy before it, as the page of the service calls it, and the requests that it counted. */
  edge?: { title: string; requests: number };
}

const HOUR = 3600_000;
/** Of services whose every trace and line a test looks at. */
const FEW = 12;

/** The hour in which the fleet served. Nothing else did then, and what looks at the last hours does not see it. */
export function fleetWindow(at: number): { from: number; to: number } {
  const to = Math.floor(at / HOUR) * HOUR - 7 * HOUR;
  return { from: to - HOUR, to };
}

/** The services of the fleet, which are the same in each run. */
export function fleet(at: number): FleetService[] {
  const window = fleetWindow(at);
  const few = (name: string, routes: ReadonlyArray<[method: string, route: string, status: string]>) =>
    evenly(FEW, window).map((time, i): FleetRequest => {
      const [method, route, status] = routes[i % routes.length] ?? ['GET', '/', '200'];
      const order = 7000 + i;
      const message = `${name} answered for order ${order}`;
      return { traceId: idOf(`${name} ${i}`), time, duration: 40 + 7 * i, method, route, status, message };
    });
  const bought = few(CALLER, [
    ['GET', 'basket/{id}', '200'],
    ['POST', 'basket', '201'],
  ]);
  const booked = few('ledger', [
    ['unary', 'shop.v1.Ledger/Book', 'OK'],
    ['unary', 'shop.v1.Ledger/Read', 'NotFound'],
  ]).map((request, i): FleetRequest => {
    const { traceId = request.traceId, time = request.time, duration = request.duration } = bought[i] ?? {};
    return { ...request, traceId, time: time + 5, duration: duration - 10 };
  });
  return [
    rpcService(booked, bought),
    phpService(bought),
    ...(['ingress-nginx', 'istio', 'traefik'] as const).map((kind) => {
      const { name } = BEHIND[kind];
      return proxied(
        kind,
        httpService(
          kind,
          name,
          few(name, [
            ['GET', `/${name}/:id`, '200'],
            ['POST', `/${name}`, '201'],
          ])
        )
      );
    }),
    frameworkService(manyRequests(window)),
  ];
}

const BEHIND = {
  'ingress-nginx': { name: 'wardrobe' },
  istio: { name: 'catalogue' },
  traefik: { name: 'vouchers' },
} as const;

function evenly(count: number, { from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(from + ((i + 0.5) * (to - from)) / count));
}

/** Who calls the service over RPC, once in each request of its own. */
const CALLER = 'boutique';

/** Go with go-grpc-middleware, OpenTelemetry and zap; the job is that of OpenTelemetry's Collector. */
function rpcService(requests: FleetRequest[], calledBy: readonly FleetRequest[]): FleetService {
  const callers = new Map(calledBy.map((request) => [request.traceId, spanIdOf(request)]));
  const name = 'webshop/ledger';
  const labels = ({ route, status }: FleetRequest) => {
    const [grpc_service = '', grpc_method = ''] = route.split('/');
    return { job: name, instance: 'ledger-0:9090', grpc_service, grpc_method, grpc_type: 'unary', grpc_code: status };
  };
  return {
    kind: 'rpc',
    name,
    requests,
    series: [
      ...counters('grpc_server_handled_total', requests, labels),
      ...durations('grpc_server_handling_seconds', requests, (one) => ({ ...labels(one), grpc_code: undefined })),
    ],
    spans: requests.flatMap((request) => {
      const [rpcService = '', rpcMethod = ''] = request.route.split('/');
      const span = served(request, 'ledger', request.route, {
        'rpc.system': 'grpc',
        'rpc.service': rpcService,
        'rpc.method': rpcMethod,
        'rpc.grpc.status_code': request.status === 'OK' ? 0 : 5,
      });
      const call = plainSpan({
        ...span,
        spanId: idOf(`${span.spanId} call`, 16),
        parentSpanId: callers.get(request.traceId),
        service: CALLER,
        resource: { 'service.name': CALLER },
        kind: 'client',
        start: span.start - 1,
        duration: span.duration + 2,
      });
      return [call, { ...span, parentSpanId: call.spanId }];
    }),
    lines: linesOf(requests, (request) => ({
      labels: { namespace: 'webshop', container: 'ledger' },
      text: JSON.stringify({
        level: 'info',
        ts: request.time / 1000,
        caller: 'ledger/book.go:41',
        msg: request.message,
        trace_id: request.traceId,
        span_id: spanIdOf(request),
      }),
    })),
  };
}

/** Symfony with promphp, OpenTelemetry PHP and Monolog: its routes have no slash in front. */
function phpService(requests: FleetRequest[]): FleetService {
  const name = CALLER;
  const labels = ({ method, route, status }: FleetRequest) => ({
    job: name,
    instance: 'boutique:9000',
    method,
    route,
    code: status,
  });
  return {
    kind: 'php',
    name,
    requests,
    series: [
      ...counters('shop_http_requests_total', requests, labels),
      ...durations('shop_http_request_duration_seconds', requests, labels, PHP_BOUNDS),
      { name: 'php_info', labels: { job: name, instance: 'boutique:9000', version: '8.3.14' }, at: () => 1 },
    ],
    spans: requests.map((request) => {
      const span = served(request, name, `${request.method} ${request.route}`, httpAttributes(request));
      return { ...span, resource: { ...span.resource, 'telemetry.sdk.language': 'php' } };
    }),
    lines: linesOf(requests, (request) => ({
      labels: { container_name: name },
      text:
        `[${new Date(request.time).toISOString().replace('Z', '000+00:00')}] shop.INFO: ${request.message} ` +
        `{"payment":"card"} {"trace_id":"${request.traceId}","span_id":"${spanIdOf(request)}"}`,
    })),
  };
}

/** Node with prom-client, OpenTelemetry and pino, in a container of its name. */
function httpService(kind: FleetKind, name: string, requests: FleetRequest[]): FleetService {
  const labels = ({ method, route, status }: FleetRequest) => ({
    job: name,
    instance: `${name}:3000`,
    namespace: 'webshop',
    method,
    route,
    status_code: status,
  });
  return {
    kind,
    name,
    requests,
    series: durations('http_request_duration_seconds', requests, labels),
    spans: requests.map((request) =>
      served(request, name, `${request.method} ${request.route}`, httpAttributes(request))
    ),
    lines: linesOf(requests, (request) => ({
      labels: { namespace: 'webshop', container: name, app: name },
      text: JSON.stringify({
        level: 30,
        time: Math.round(request.time),
        msg: request.message,
        trace_id: request.traceId,
        span_id: spanIdOf(request),
      }),
    })),
  };
}

/** Spring Boot with its defaults: the job is named after the framework, lines stand under the log file's name. */
function frameworkService(requests: FleetRequest[]): FleetService {
  const labels = ({ method, route, status }: FleetRequest) => ({
    job: 'spring-boot',
    instance: '10.0.0.7:8080',
    method,
    uri: route,
    status,
    outcome: 'SUCCESS',
    exception: 'None',
  });
  return {
    kind: 'three names',
    name: 'spring-boot',
    requests,
    series: durations('http_server_requests_seconds', requests, labels, []),
    spans: requests.map((request) =>
      served(request, 'order-desk', `${request.method} ${request.route}`, httpAttributes(request))
    ),
    lines: linesOf(
      requests.filter(({ message }) => message !== undefined),
      (request) => ({
        labels: { job: 'desk.log', filename: '/var/log/shop/desk.log' },
        text:
          `${new Date(request.time).toISOString()}  INFO 1 --- [desk] [nio-8080-exec-1] ` +
          `[${request.traceId}-${spanIdOf(request)}] c.s.desk.Orders : ${request.message}`,
      })
    ),
  };
}

/** Enough requests of three routes that their number in each step tells whose they are; every eightieth is logged. */
function manyRequests({ from, to }: { from: number; to: number }): FleetRequest[] {
  const routes: Array<[method: string, route: string]> = [
    ['GET', '/orders/{id}'],
    ['POST', '/orders'],
    ['GET', '/orders/{id}/items'],
  ];
  const chance = chances(20);
  const requests: FleetRequest[] = [];
  // As they come when nobody plans it: the time to the next is exponentially distributed.
  for (let time = from + 1000; time < to - 1000; time += -Math.log(1 - chance()) * 3500) {
    const i = requests.length;
    const [method, route] = routes[Math.floor(chance() * routes.length)] ?? ['GET', '/orders'];
    const message = i % 80 === 40 ? `desk took order ${9000 + i}` : undefined;
    requests.push({
      traceId: idOf(`desk ${i}`),
      time: Math.floor(time),
      duration: 25,
      method,
      route,
      status: '200',
      message,
    });
  }
  return requests;
}

/** Numbers between 0 and 1 that look like chance and are the same in each run (a linear congruential generator). */
function chances(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
}

function linesOf(
  requests: readonly FleetRequest[],
  write: (request: FleetRequest) => Omit<PushedLine, 'time'>
): PushedLine[] {
  return requests.map((request) => ({ time: request.time + request.duration / 2, ...write(request) }));
}

function served(request: FleetRequest, service: string, name: string, attributes: Span['attributes']): Span {
  return plainSpan({
    traceId: request.traceId,
    spanId: spanIdOf(request),
    service,
    name,
    kind: 'server',
    start: request.time,
    duration: request.duration,
    attributes,
  });
}

function httpAttributes({ method, route, status }: FleetRequest): Span['attributes'] {
  return { 'http.request.method': method, 'http.route': route, 'http.response.status_code': Number(status) };
}
