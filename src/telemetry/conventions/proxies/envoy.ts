import { TARGET_LABELS } from '../labelNames';
import { proxy, servedBy } from './proxy';

/** Clusters that are no services: what a sidecar's own service calls, control planes and collectors. */
const NO_SERVICE = /^(?:outbound|inbound)\||xds|^(?:sds|ads)[-_]|^(?:prometheus_stats|agent|zipkin|jaeger|admin)$/;

const ABOUT = {
  seenFrom: 'proxy',
  startsAtZero: true,
  isNoService: (name: string) => NO_SERVICE.test(name),
  unit: 'ms',
} as const;

/** Envoy's requests by status code, to each of its clusters. */
export const envoy = proxy({
  ...ABOUT,
  id: 'envoy',
  owns: /^envoy_/,
  title: 'Envoy',
  source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats',
  labels: { ...TARGET_LABELS, service: servedBy('envoy_cluster_name'), status: ['envoy_response_code'] },
  places: [{ counter: /^envoy_cluster_upstream_rq$/, duration: /^envoy_cluster_upstream_rq_time$/ }],
});

/** The same by the class of the status code, written as one digit; of its listeners there is no more. */
export const envoyClasses = proxy({
  ...ABOUT,
  id: 'envoy-classes',
  title: 'Envoy (classes of status codes)',
  source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/stats',
  labels: { ...TARGET_LABELS, status: ['envoy_response_code_class'] },
  failing: { errors: '5', clientErrors: '4' },
  places: [
    {
      counter: /^envoy_cluster_upstream_rq_xx$/,
      duration: /^envoy_cluster_upstream_rq_time$/,
      labels: { service: servedBy('envoy_cluster_name') },
    },
    {
      counter: /^envoy_http_downstream_rq_xx$/,
      duration: /^envoy_http_downstream_rq_time$/,
      inFlight: ['envoy_http_downstream_rq_active'],
      without: [{ label: 'envoy_http_conn_manager_prefix', values: ['admin', 'prometheus', 'stats'] }],
    },
  ],
});
