import { plainSpan } from '../../../src/telemetry/testing/plain';
import { type PushedLine } from '../testbed/loki';
import { idOf } from './explorer';
import { type FleetKind, type FleetService } from './fleet';
import { type FleetRequest, spanIdOf } from './fleetRequest';
import { durations, counters, type FleetSeries } from './fleetSeries';

/** What a proxy makes of the requests to the service behind it. */
interface Proxy {
  title: string;
  /** What traces and logs call it. */
  name: string;
  series(service: string, requests: readonly FleetRequest[]): FleetSeries[];
  /** The line of its access log. */
  access(service: string, request: FleetRequest): string;
}

type ProxyKind = Extract<FleetKind, 'ingress-nginx' | 'istio' | 'traefik'>;

const ISTIO_BOUNDS = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

const PROXIES: Record<ProxyKind, Proxy> = {
  'ingress-nginx': {
    title: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    series: (service, requests) => {
      const labels = ({ method, status }: FleetRequest) => ({
        job: 'ingress-nginx',
        instance: '10.0.0.2:10254',
        controller_class: 'k8s.io/ingress-nginx',
        exported_namespace: 'webshop',
        exported_service: service,
        ingress: 'shop',
        host: 'shop.example',
        path: `/${service}`,
        method,
        status,
      });
      return [
        ...counters('nginx_ingress_controller_requests', requests, labels),
        ...durations('nginx_ingress_controller_request_duration_seconds', requests, labels),
      ];
    },
    access: (service, { time, method, status, duration, traceId }) =>
      `10.0.0.9 - - [${apacheTime(time)}] "${method} /${service} HTTP/1.1" ${status} 512 "-" "curl/8.5.0" 310 ` +
      `${(duration / 1000).toFixed(3)} [webshop-${service}-80] [] 10.0.0.8:3000 512 ${(duration / 1000).toFixed(3)} ` +
      `${status} ${traceId}`,
  },
  istio: {
    title: 'Istio',
    name: 'istio-proxy',
    series: (service, requests) => {
      const labels = ({ status }: FleetRequest) => ({
        job: 'envoy-stats',
        instance: '10.0.0.8:15020',
        destination_canonical_service: service,
        destination_app: service,
        destination_service: `${service}.webshop.svc.cluster.local`,
        destination_service_name: service,
        destination_service_namespace: 'webshop',
        destination_workload: `${service}-v1`,
        source_workload: 'istio-ingressgateway',
        request_protocol: 'http',
        response_code: status,
        response_flags: '-',
      });
      // The gateway and the service's own proxy both count a call.
      return ['source', 'destination'].flatMap((reporter) => [
        ...counters('istio_requests_total', requests, (one) => ({ ...labels(one), reporter })),
        ...durations(
          'istio_request_duration_milliseconds',
          requests,
          (one) => ({ ...labels(one), reporter }),
          ISTIO_BOUNDS,
          1
        ),
      ]);
    },
    access: (service, { time, method, status, duration, traceId }) =>
      `[${new Date(time).toISOString()}] "${method} /${service} HTTP/1.1" ${status} - via_upstream - "-" 0 512 ` +
      `${Math.round(duration)} ${Math.round(duration) - 1} "-" "curl/8.5.0" "${traceId}" "shop.example" "10.0.0.8:3000"`,
  },
  traefik: {
    title: 'Traefik',
    name: 'traefik',
    series: (service, requests) => {
      const labels = ({ method, status }: FleetRequest) => ({
        job: 'traefik',
        instance: 'traefik:8080',
        code: status,
        method,
        protocol: 'http',
      });
      const all = (place: string, more: Record<string, string>) => [
        ...counters(`traefik_${place}_requests_total`, requests, (one) => ({ ...labels(one), ...more })),
        ...durations(
          `traefik_${place}_request_duration_seconds`,
          requests,
          (one) => ({ ...labels(one), ...more }),
          [0.1, 0.3, 1.2, 5]
        ),
      ];
      return [
        ...all('entrypoint', { entrypoint: 'websecure' }),
        ...all('service', { exported_service: `${service}@docker` }),
      ];
    },
    access: (service, { time, method, status, duration, traceId }) =>
      JSON.stringify({
        level: 'info',
        msg: '',
        time: new Date(time).toISOString(),
        RequestMethod: method,
        RequestPath: `/${service}`,
        DownstreamStatus: Number(status),
        Duration: Math.round(duration * 1e6),
        ServiceName: `${service}@docker`,
        TraceId: traceId,
      }),
  },
};

/**
 * Puts a proxy before a service. It counts the same requests, writes a span around each and a line of it with the same
 * trace id, and has one request more, which never arrived at the service.
 */
export function proxied(kind: ProxyKind, service: FleetService): FleetService {
  const { title, name, series, access } = PROXIES[kind];
  const [first] = service.requests;
  const seen = service.requests.map((request) => ({
    ...request,
    time: request.time - 2,
    duration: request.duration + 4,
  }));
  const lost = first ? [{ ...first, traceId: idOf(`${name} lost`), time: first.time + 30_000, status: '502' }] : [];
  const requests = [...seen, ...lost];
  return {
    ...service,
    edge: { title, requests: requests.length },
    series: [...service.series, ...series(service.name, requests)],
    spans: [
      ...service.spans.map((span) => ({ ...span, parentSpanId: idOf(`${span.spanId} before`, 16) })),
      ...seen.map(({ traceId, time, duration, method, route, status }) =>
        plainSpan({
          traceId,
          spanId: idOf(`${spanIdOf({ traceId, route })} before`, 16),
          service: name,
          name: `${method} shop.example`,
          kind: 'server',
          start: time,
          duration,
          attributes: { 'http.request.method': method, 'http.response.status_code': Number(status) },
        })
      ),
    ],
    lines: [
      ...service.lines,
      ...requests.map((request): PushedLine => ({
        time: request.time + request.duration,
        labels: { namespace: 'ingress', container: name, app: name },
        text: access(service.name, request),
      })),
    ],
  };
}

function apacheTime(time: number): string {
  const [, day = '', month = '', year = '', clock = ''] =
    /(\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(time).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
