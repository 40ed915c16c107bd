import { type MetricCatalog } from '../catalog';
import { type MetricConvention } from '../convention';
import { durationsNamed, familiesOf, gaugesNamed } from '../families';
import { HTTP_LABELS, TARGET_LABELS } from '../labelNames';

/** Micrometer's `http.server.requests` timer: a summary, or a histogram where `percentiles-histogram` is on. */
export const micrometer: MetricConvention = {
  id: 'micrometer',
  kind: 'requests',
  title: 'Micrometer (Spring Boot)',
  source: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html#actuator.metrics.supported.spring-mvc',
  labels: {
    ...HTTP_LABELS,
    service: ['application', ...TARGET_LABELS.service.filter((label) => label !== 'application')],
    route: ['uri', 'route', 'path'],
  },
  histogramOption: {
    product: 'Spring Boot',
    line: 'management.metrics.distribution.percentiles-histogram.http.server.requests=true',
  },
  // Others have a histogram of this name, too.
  needsOneOf: ['uri', 'outcome'],
  find(catalog) {
    const durations = durationsNamed(catalog, /^http_server_requests(?:_duration)?_(?:seconds|milliseconds)$/);
    return familiesOf('micrometer', [], durations, inFlight(catalog));
  },
};

/**
 * The count of the long task timer is the number of requests being served; what it is called depends on the version.
 */
function inFlight(catalog: MetricCatalog): string[] {
  const timer = 'http_server_requests_active_seconds';
  return [
    ...gaugesNamed(catalog, `${timer}_gcount`, `${timer}_active_count`),
    ...(catalog.has(timer) ? [`${timer}_count`] : []),
  ];
}
