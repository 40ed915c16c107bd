import { TARGET_LABELS } from '../labelNames';
import { proxy, servedBy } from './proxy';

const SERVICE = servedBy('exported_service', 'service');

/** Kong; until version 2 its latencies were one metric, by the part of the way that took them. */
export const kong = proxy({
  id: 'kong',
  owns: /^kong_/,
  title: 'Kong',
  source: 'https://developer.konghq.com/plugins/prometheus/',
  labels: { ...TARGET_LABELS, service: SERVICE, route: ['route'], status: ['code'] },
  seenFrom: 'proxy',
  unit: 'ms',
  places: [
    {
      counter: /^kong_http_(?:requests_total|status)$/,
      duration: /^kong_(?:request_latency_ms|latency)$/,
      without: [{ label: 'type', values: ['upstream', 'kong'] }],
    },
  ],
});

/** Apache APISIX, whose latencies are one metric, by the part of the way that took them. */
export const apisix = proxy({
  id: 'apisix',
  owns: /^apisix_/,
  title: 'Apache APISIX',
  source: 'https://apisix.apache.org/docs/apisix/plugins/prometheus/',
  labels: { ...TARGET_LABELS, service: SERVICE, route: ['matched_uri', 'route'], status: ['code'] },
  seenFrom: 'proxy',
  unit: 'ms',
  places: [
    {
      counter: /^apisix_http_status$/,
      duration: /^apisix_http_latency$/,
      without: [{ label: 'type', values: ['upstream', 'apisix'] }],
    },
  ],
});

/** Handlers that hand a request on to the next one of their route, each of which counts it. */
const PASSED_ON = ['vars', 'encode', 'headers', 'rewrite', 'request_body', 'authentication', 'map', 'log_append'];

/** Caddy. Its handlers are modules, not routes. */
export const caddy = proxy({
  id: 'caddy',
  owns: /^caddy_/,
  title: 'Caddy',
  source: 'https://caddyserver.com/docs/metrics',
  labels: { ...TARGET_LABELS, method: ['method'], status: ['code'] },
  places: [
    {
      counter: /^caddy_http_requests_total$/,
      duration: /^caddy_http_request_duration_seconds$/,
      inFlight: ['caddy_http_requests_in_flight'],
      without: [{ label: 'handler', values: PASSED_ON }],
    },
  ],
});

/** Knative Serving: the proxy beside a service counts what comes to it, and what it hands on; its activator, too. */
export const knative = proxy({
  id: 'knative',
  owns: /^(?:revision|activator)_(?:app_)?request/,
  title: 'Knative',
  source: 'https://knative.dev/docs/serving/services/service-metrics',
  labels: {
    ...TARGET_LABELS,
    service: ['service_name', 'configuration_name'],
    namespace: ['namespace_name'],
    instance: ['pod_name', ...TARGET_LABELS.instance],
    version: ['revision_name'],
    status: ['response_code'],
  },
  seenFrom: 'proxy',
  unit: 'ms',
  places: [
    { counter: /^revision_request_count(?:_total)?$/, duration: /^revision_request_latencies$/ },
    { counter: /^revision_app_request_count(?:_total)?$/, duration: /^revision_app_request_latencies$/ },
  ],
});
