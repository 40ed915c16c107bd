import { type MetricConvention } from './convention';
import { durationNamed, requestsNamed } from './families';
import { HTTP_LABELS } from './labelNames';

/** `http_requests_total{method,endpoint}` with `http_request_latency_seconds`: many Flask tutorials; there is no status. */
export const flaskLatency: MetricConvention = {
  id: 'flask-latency',
  title: 'Flask with prometheus_client',
  source: 'https://prometheus.github.io/client_python/',
  labels: HTTP_LABELS,
  find(catalog) {
    const duration = durationNamed(catalog, /^http_request_latency_seconds$/);
    if (!duration) {
      return [];
    }
    const counter = requestsNamed(catalog, /^http_requests_total$/);
    return [{ convention: 'flask-latency', requests: counter ?? duration.requests, duration: duration.duration }];
  },
};
