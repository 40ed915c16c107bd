import { type MetricConvention } from './convention';
import { durationNamed, requestsNamed } from './families';
import { HTTP_LABELS } from './labelNames';

/** `http_requests_total` with `http_request_duration_seconds`, as most libraries of Prometheus clients call them. */
export const prometheusHttp: MetricConvention = {
  id: 'prometheus-http',
  title: 'Prometheus HTTP metrics',
  source: 'https://prometheus.io/docs/practices/naming/',
  labels: HTTP_LABELS,
  find(catalog) {
    const duration = durationNamed(catalog, /^http_requests?_duration(?:_(?:seconds|milliseconds|ms))?$/);
    const counter = requestsNamed(catalog, /^http_requests?_total$/);
    // With the latency name of the Flask tutorials beside it the counter belongs to that family, unless there are both.
    if (counter && !duration && durationNamed(catalog, /^http_request_latency_seconds$/)) {
      return [];
    }
    const requests = counter ?? duration?.requests;
    return requests
      ? [{ convention: 'prometheus-http', requests, duration: duration?.duration, inFlight: inFlight(catalog) }]
      : [];
  },
};

function inFlight(catalog: Parameters<MetricConvention['find']>[0]) {
  const metric = [
    'http_requests_in_flight',
    'http_requests_inprogress',
    'http_requests_in_progress',
    'http_server_requests_in_flight',
  ].find((name) => catalog.has(name));
  return metric ? { metric } : undefined;
}
