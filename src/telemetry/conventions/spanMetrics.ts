import { type MetricConvention } from './convention';
import { durationNamed, requestsNamed } from './families';
import { HTTP_LABELS, TARGET_LABELS } from './labelNames';

const SPAN_LABELS: MetricConvention['labels'] = {
  ...TARGET_LABELS,
  service: ['service', 'service_name', 'service.name', ...TARGET_LABELS.service],
  route: ['http_route', 'http.route', 'span_name', 'span.name'],
  method: HTTP_LABELS.method,
  // `status_code` of span metrics is the span's own status, not HTTP's.
  status: HTTP_LABELS.status?.filter((label) => !['status_code', 'status', 'code'].includes(label)),
};

/** Span metrics of Tempo's metrics generator. Only server spans are requests that a service served. */
export const spanMetricsTempo: MetricConvention = {
  id: 'span-metrics-tempo',
  title: "Span metrics (Tempo's metrics generator)",
  source: 'https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/',
  labels: SPAN_LABELS,
  only: [{ label: 'span_kind', values: ['SPAN_KIND_SERVER'] }],
  errorMark: { label: 'status_code', value: 'STATUS_CODE_ERROR' },
  find(catalog) {
    const duration = durationNamed(catalog, /^traces_spanmetrics_(?:latency|duration_seconds)$/);
    const requests = requestsNamed(catalog, /^traces_spanmetrics_calls_total$/) ?? duration?.requests;
    return requests ? [{ convention: 'span-metrics-tempo', requests, duration: duration?.duration }] : [];
  },
};

/** Span metrics of the OpenTelemetry Collector's spanmetrics connector, with its default and without any namespace. */
export const spanMetricsCollector: MetricConvention = {
  id: 'span-metrics-collector',
  title: 'Span metrics (OpenTelemetry Collector)',
  source: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector',
  labels: SPAN_LABELS,
  only: [{ label: 'span_kind', values: ['SPAN_KIND_SERVER'] }],
  errorMark: { label: 'status_code', value: 'STATUS_CODE_ERROR' },
  find(catalog) {
    return ['traces_span_metrics_', 'traces.span.metrics.', ''].flatMap((prefix) => {
      const start = `^${prefix.replaceAll('.', '\\.')}`;
      const requests = requestsNamed(catalog, new RegExp(`${start}calls(?:_total)?$`));
      const duration = durationNamed(catalog, new RegExp(`${start}duration(?:_(?:milliseconds|seconds|ms))?$`), 'ms');
      return requests
        ? [{ convention: 'span-metrics-collector' as const, requests, duration: duration?.duration }]
        : [];
    });
  },
};
