import { type MetricConvention } from './convention';
import { durationNamed } from './families';
import { HTTP_LABELS, TARGET_LABELS } from './labelNames';

/** Micrometer's `http.server.requests` timer: a summary, or a histogram where `percentiles-histogram` is on. */
export const micrometer: MetricConvention = {
  id: 'micrometer',
  title: 'Micrometer (Spring Boot)',
  source: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html#actuator.metrics.supported.spring-mvc',
  labels: {
    ...HTTP_LABELS,
    service: ['application', ...TARGET_LABELS.service],
    route: ['uri', 'route', 'path'],
  },
  find(catalog) {
    const duration = durationNamed(catalog, /^http_server_requests(?:_duration)?_(?:seconds|milliseconds)$/);
    const active = ['http_server_requests_active_seconds', 'http_server_active_requests'].find((name) =>
      catalog.has(name)
    );
    return duration
      ? [
          {
            convention: 'micrometer',
            ...duration,
            inFlight: active === 'http_server_active_requests' ? { metric: active } : undefined,
          },
        ]
      : [];
  },
};
