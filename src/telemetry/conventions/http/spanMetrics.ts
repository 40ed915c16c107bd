import { type MetricCatalog } from '../catalog';
import { type FamilyCandidate, type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf } from '../families';
import { HTTP_LABELS, TARGET_LABELS } from '../labelNames';
import { type DurationUnit } from '../units';

const SPAN_LABELS: MetricConvention['labels'] = {
  ...TARGET_LABELS,
  service: ['service', 'service_name', 'service.name', ...TARGET_LABELS.service.filter((label) => label !== 'service')],
  // The first versions of the Collector's processor called the span's name an operation.
  route: ['http_route', 'http.route', 'span_name', 'span.name', 'operation'],
  method: HTTP_LABELS.method,
  // `status_code` of span metrics is the span's own status, not HTTP's.
  status: HTTP_LABELS.status?.filter((label) => !['status_code', 'status', 'code'].includes(label)),
};

const SERVER_SPANS: MetricConvention['only'] = [{ label: 'span_kind', values: ['SPAN_KIND_SERVER'] }];
const ERROR_MARK = { label: 'status_code', value: 'STATUS_CODE_ERROR' } as const;

const DURATION = '(?:duration|latency)(?:_(?:milliseconds|seconds|ms|s|microseconds|nanoseconds))?';

/** Span metrics of Tempo's metrics generator, or written under its name. Only server spans are served requests. */
export const spanMetricsTempo: MetricConvention = {
  id: 'span-metrics-tempo',
  kind: 'requests',
  title: "Span metrics (Tempo's metrics generator)",
  source: 'https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/',
  labels: SPAN_LABELS,
  only: SERVER_SPANS,
  seenFrom: 'spans',
  errorMark: ERROR_MARK,
  find: (catalog) => underPrefix(catalog, 'span-metrics-tempo', TEMPO, 's'),
};

const TEMPO = 'traces_spanmetrics_';

/** Span metrics of the OpenTelemetry Collector's spanmetrics connector, whose namespace is configured. */
export const spanMetricsCollector: MetricConvention = {
  id: 'span-metrics-collector',
  kind: 'requests',
  title: 'Span metrics (OpenTelemetry Collector)',
  source: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector',
  labels: SPAN_LABELS,
  only: SERVER_SPANS,
  seenFrom: 'spans',
  errorMark: ERROR_MARK,
  // Under any namespace, so others may call something so.
  needsOneOf: ['span_kind'],
  find: (catalog) =>
    prefixesOfCalls(catalog)
      .filter((prefix) => prefix !== TEMPO && !prefix.includes('.'))
      .flatMap((prefix) => underPrefix(catalog, 'span-metrics-collector', prefix, 'ms')),
};

/** The same where the server keeps UTF-8 names. */
export const spanMetricsUtf8: MetricConvention = {
  ...spanMetricsCollector,
  id: 'span-metrics-utf8',
  only: [{ label: 'span.kind', values: ['SPAN_KIND_SERVER'] }],
  errorMark: { ...ERROR_MARK, label: 'status.code' },
  needsOneOf: ['span.kind'],
  find: (catalog) =>
    prefixesOfCalls(catalog)
      .filter((prefix) => prefix.includes('.'))
      .flatMap((prefix) => underPrefix(catalog, 'span-metrics-utf8', prefix, 'ms')),
};

/** What stands before `calls` or `calls_total`, wherever something is called so. */
function prefixesOfCalls(catalog: MetricCatalog): string[] {
  return [...new Set([...catalog.keys()].flatMap((name) => /^((?:.*[._])?)calls(?:_total)?$/.exec(name)?.[1] ?? []))];
}

function underPrefix(
  catalog: MetricCatalog,
  id: MetricConvention['id'],
  prefix: string,
  unknownUnit: DurationUnit
): FamilyCandidate[] {
  const start = `^${prefix.replaceAll('.', '\\.')}`;
  return familiesOf(
    id,
    countersNamed(catalog, new RegExp(`${start}calls(?:_total)?$`)),
    durationsNamed(catalog, new RegExp(`${start}${DURATION}$`), unknownUnit)
  );
}
