import { type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf, gaugesNamed } from '../families';
import { HTTP_LABELS } from '../labelNames';

/** `http_requests_total` with `http_request_duration_seconds`, as most libraries of Prometheus clients call them. */
export const prometheusHttp: MetricConvention = {
  id: 'prometheus-http',
  kind: 'requests',
  title: 'Prometheus HTTP metrics',
  source: 'https://prometheus.io/docs/practices/naming/',
  labels: HTTP_LABELS,
  find(catalog) {
    return familiesOf(
      'prometheus-http',
      countersNamed(catalog, /^http_requests?_total$/),
      durationsNamed(catalog, /^http_requests?_duration_seconds$/),
      gaugesNamed(
        catalog,
        'http_requests_in_flight',
        'http_requests_inflight',
        'http_requests_inprogress',
        'http_requests_in_progress',
        'http_requests_in_progress_total',
        'http_server_requests_in_flight'
      )
    );
  },
};
