import { type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf } from '../families';
import { HTTP_LABELS } from '../labelNames';

/**
 * `http_requests_total{method,endpoint}` with `http_request_latency_seconds`: many Flask tutorials; there is no status.
 */
export const flaskLatency: MetricConvention = {
  id: 'flask-latency',
  kind: 'requests',
  title: 'Flask with prometheus_client',
  source: 'https://prometheus.github.io/client_python/',
  labels: HTTP_LABELS,
  find(catalog) {
    const durations = durationsNamed(catalog, /^http_request_latency_seconds$/);
    // The counter alone says nothing about this convention.
    return durations.length > 0
      ? familiesOf('flask-latency', countersNamed(catalog, /^http_requests_total$/), durations).filter(
          ({ duration }) => duration
        )
      : [];
  },
};
