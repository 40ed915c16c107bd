import { TARGET_LABELS } from '../labelNames';
import { RPC_FAILING } from '../rpc/codes';
import { proxy, servedBy } from './proxy';

/** What Istio calls an end of which it knows nothing, and where it sends what it does not know. */
const NOBODY = /^(?:unknown|PassthroughCluster|BlackHoleCluster|InboundPassthroughCluster\w*)$/;

/** Istio reports each call at both of its ends; the destination's end served it. */
export const istio = proxy({
  id: 'istio',
  owns: /^istio_/,
  title: 'Istio',
  source: 'https://istio.io/latest/docs/reference/config/metrics/',
  labels: {
    ...TARGET_LABELS,
    service: [
      'destination_canonical_service',
      'destination_app',
      'destination_service_name',
      'destination_workload',
      'destination_service',
    ],
    namespace: ['destination_workload_namespace', 'destination_service_namespace'],
    version: ['destination_canonical_revision', 'destination_version'],
    status: ['response_code'],
  },
  seenFrom: 'proxy',
  alsoFailing: { label: 'grpc_response_status', statuses: RPC_FAILING },
  only: [{ label: 'reporter', values: ['destination'] }],
  isNoService: (name) => NOBODY.test(name),
  places: [{ counter: /^istio_requests_total$/, duration: /^istio_request_duration_(?:milli)?seconds$/ }],
});

/** In ambient mode a waypoint reports for the destination. */
export const istioWaypoint = {
  ...istio,
  id: 'istio-waypoint',
  title: 'Istio (waypoints)',
  only: [{ label: 'reporter', values: ['waypoint'] }],
};

/** Linkerd's proxies report each call at both of its ends; it came in where it was served. */
export const linkerd = proxy({
  id: 'linkerd',
  title: 'Linkerd',
  source: 'https://linkerd.io/2/reference/proxy-metrics/',
  labels: {
    ...TARGET_LABELS,
    service: servedBy('deployment', 'statefulset', 'daemonset', 'replicationcontroller', 'k8s_job', 'cronjob'),
    status: ['status_code'],
  },
  seenFrom: 'proxy',
  alsoFailing: { label: 'grpc_status', statuses: RPC_FAILING },
  only: [{ label: 'direction', values: ['inbound'] }],
  // Others have counters of these names, too.
  needsOneOf: ['direction'],
  // Its control plane.
  isNoService: (name) => /^linkerd-(?!proxy$)/.test(name),
  unit: 'ms',
  places: [{ counter: /^response_total$/, duration: /^response_latency_ms$/ }],
});

/** Hubble, Cilium's, reports a request at the end at which its proxy stood, sometimes at both. */
export const hubble = proxy({
  id: 'hubble',
  owns: /^hubble_/,
  title: 'Hubble (Cilium)',
  source: 'https://docs.cilium.io/en/stable/observability/metrics/#http-v2',
  labels: {
    ...TARGET_LABELS,
    service: servedBy('destination_workload', 'destination_app', 'destination_service', 'destination'),
    method: ['method'],
    status: ['status'],
  },
  seenFrom: 'proxy',
  only: [{ label: 'reporter', values: ['server'] }],
  isNoService: (name) => NOBODY.test(name),
  places: [{ counter: /^hubble_http_requests_total$/, duration: /^hubble_http_request_duration_seconds$/ }],
});
