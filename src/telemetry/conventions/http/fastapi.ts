import { type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf, gaugesNamed } from '../families';
import { HTTP_LABELS } from '../labelNames';

/**
 * `fastapi_requests_total` with `fastapi_request_duration_seconds`, as written by hand in many FastAPI applications.
 */
export const fastapi: MetricConvention = {
  id: 'fastapi',
  kind: 'requests',
  title: 'FastAPI metrics',
  source: 'https://prometheus.github.io/client_python/',
  labels: HTTP_LABELS,
  find(catalog) {
    return familiesOf(
      'fastapi',
      countersNamed(catalog, /^fastapi_requests_total$/),
      durationsNamed(catalog, /^fastapi_request_duration_seconds$/),
      gaugesNamed(catalog, 'fastapi_requests_in_progress')
    );
  },
};
