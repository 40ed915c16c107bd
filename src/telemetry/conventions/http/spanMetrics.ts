import { type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf } from '../families';
import { HTTP_LABELS, TARGET_LABELS } from '../labelNames';

const SPAN_LABELS: MetricConvention['labels'] = {
  ...TARGET_LABELS,
  service: ['service', 'service_name', 'service.name', ...TARGET_LABELS.service.filter((label) => label !== 'service')],
  route: ['http_route', 'http.route', 'span_name', 'span.name'],
  method: HTTP_LABELS.method,
  // `status_code` of span metrics is the span's own status, not HTTP's.
  status: HTTP_LABELS.status?.filter((label) => !['status_code', 'status', 'code'].includes(label)),
};

const SERVER_SPANS: MetricConvention['only'] = [{ label: 'span_kind', values: ['SPAN_KIND_SERVER'] }];
const ERROR_MARK = { label: 'status_code', value: 'STATUS_CODE_ERROR' } as const;

/** Span metrics of Tempo's metrics generator. Only server spans are requests that a service served. */
export const spanMetricsTempo: MetricConvention = {
  id: 'span-metrics-tempo',
  kind: 'http',
  title: "Span metrics (Tempo's metrics generator)",
  source: 'https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/',
  labels: SPAN_LABELS,
  only: SERVER_SPANS,
  errorMark: ERROR_MARK,
  find(catalog) {
    return familiesOf(
      'span-metrics-tempo',
      countersNamed(catalog, /^traces_spanmetrics_calls_total$/),
      durationsNamed(catalog, /^traces_spanmetrics_(?:latency|duration_seconds)$/)
    );
  },
};

/** Span metrics of the OpenTelemetry Collector's spanmetrics connector, with its default and without any namespace. */
export const spanMetricsCollector: MetricConvention = {
  id: 'span-metrics-collector',
  kind: 'http',
  title: 'Span metrics (OpenTelemetry Collector)',
  source: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector',
  labels: SPAN_LABELS,
  only: SERVER_SPANS,
  errorMark: ERROR_MARK,
  find(catalog) {
    return ['traces_span_metrics_', 'traces.span.metrics.', ''].flatMap((prefix) => {
      const start = `^${prefix.replaceAll('.', '\\.')}`;
      return familiesOf(
        'span-metrics-collector',
        countersNamed(catalog, new RegExp(`${start}calls(?:_total)?$`)),
        durationsNamed(catalog, new RegExp(`${start}duration(?:_(?:milliseconds|seconds|ms))?$`), 'ms')
      );
    });
  },
};
