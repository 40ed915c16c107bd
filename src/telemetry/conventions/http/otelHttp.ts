import { type MetricConvention } from '../convention';
import { durationsNamed, familiesOf, gaugesNamed } from '../families';
import { HTTP_LABELS } from '../labelNames';

/** The same name in both generations. */
const IN_FLIGHT = ['http_server_active_requests', 'http.server.active_requests'] as const;

/** OpenTelemetry `http.server.request.duration`, with underscores or, where the server keeps UTF-8 names, with dots. */
export const otelHttp: MetricConvention = {
  id: 'otel-http',
  kind: 'requests',
  title: 'OpenTelemetry HTTP server metrics',
  source: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration',
  labels: HTTP_LABELS,
  find(catalog) {
    const durations = durationsNamed(catalog, /^http[._]server[._]request[._]duration(?:_seconds)?$/);
    return familiesOf('otel-http', [], durations, gaugesNamed(catalog, ...IN_FLIGHT));
  },
};

/** The name before semantic conventions 1.21, in milliseconds: `http.server.duration`. */
export const otelHttpLegacy: MetricConvention = {
  id: 'otel-http-legacy',
  kind: 'requests',
  title: 'OpenTelemetry HTTP server metrics (before 1.21)',
  source: 'https://opentelemetry.io/docs/specs/semconv/non-normative/http-migration/',
  labels: HTTP_LABELS,
  find(catalog) {
    const durations = durationsNamed(catalog, /^http[._]server[._]duration(?:_(?:milliseconds|ms|seconds))?$/, 'ms');
    return familiesOf('otel-http-legacy', [], durations, gaugesNamed(catalog, ...IN_FLIGHT));
  },
};
