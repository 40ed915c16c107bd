import { type MetricConvention } from './convention';
import { durationNamed, requestsNamed } from './families';
import { HTTP_LABELS } from './labelNames';

/** `fastapi_requests_total` with `fastapi_request_duration_seconds` (also written `fastapi_requests_duration_seconds`). */
export const fastapi: MetricConvention = {
  id: 'fastapi',
  title: 'FastAPI metrics',
  source: 'https://github.com/blueswen/fastapi-observability',
  labels: HTTP_LABELS,
  find(catalog) {
    const duration = durationNamed(catalog, /^fastapi_requests?_duration_seconds$/);
    const requests = requestsNamed(catalog, /^fastapi_requests_total$/) ?? duration?.requests;
    const inFlight = catalog.has('fastapi_requests_in_progress')
      ? { metric: 'fastapi_requests_in_progress' }
      : undefined;
    return requests ? [{ convention: 'fastapi', requests, duration: duration?.duration, inFlight }] : [];
  },
};
