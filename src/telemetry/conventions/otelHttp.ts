import { type MetricConvention } from './convention';
import { durationNamed } from './families';
import { HTTP_LABELS } from './labelNames';

/** OpenTelemetry `http.server.request.duration`, with underscores or, where the server keeps UTF-8 names, with dots. */
export const otelHttp: MetricConvention = {
  id: 'otel-http',
  title: 'OpenTelemetry HTTP server metrics',
  source: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration',
  labels: HTTP_LABELS,
  find(catalog) {
    const duration = durationNamed(catalog, /^http[._]server[._]request[._]duration(?:_seconds)?$/);
    const inFlight = [...catalog.keys()].find((name) => /^http[._]server[._]active_requests$/.test(name));
    return duration
      ? [{ convention: 'otel-http', ...duration, inFlight: inFlight === undefined ? undefined : { metric: inFlight } }]
      : [];
  },
};

/** The name before semantic conventions 1.21, in milliseconds: `http.server.duration`. */
export const otelHttpLegacy: MetricConvention = {
  id: 'otel-http-legacy',
  title: 'OpenTelemetry HTTP server metrics (before 1.21)',
  source: 'https://opentelemetry.io/docs/specs/semconv/non-normative/http-migration/',
  labels: HTTP_LABELS,
  find(catalog) {
    const duration = durationNamed(catalog, /^http[._]server[._]duration(?:_(?:milliseconds|ms|seconds))?$/, 'ms');
    return duration ? [{ convention: 'otel-http-legacy', ...duration }] : [];
  },
};
