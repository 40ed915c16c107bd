import { type AlertOrigin, type AlertRule } from '../../telemetry/questions/alerts';
import { is, metricQuestion, type MetricQuestion } from '../../telemetry/questions/metric';

/** Who evaluates the rules of the sample shop, and who tells of what they find. */
export const SAMPLE_RULER: AlertOrigin = { kind: 'prometheus', uid: 'sample', name: 'Sample Prometheus' };
export const SAMPLE_MANAGER: AlertOrigin = { kind: 'alertmanager', uid: 'sample-manager', name: 'Sample Alertmanager' };

/** A rule of the sample shop: what it watches, as a question that the shop answers, and when it speaks. */
export interface SampleRule {
  rule: AlertRule;
  question: MetricQuestion;
  /** It speaks above this. */
  threshold: number;
}

interface Written {
  name: string;
  severity: 'critical' | 'warning';
  minutes: number;
  watched: string;
  threshold: number;
  summary: string;
  question: MetricQuestion;
}

function sampleRule({ name, severity, minutes, watched, threshold, summary, question }: Written): SampleRule {
  const rule: AlertRule = {
    name,
    group: 'shop',
    folder: 'shop.rules.yml',
    origin: SAMPLE_RULER,
    query: `${watched} > ${threshold}`,
    dialect: 'promql',
    dataSource: SAMPLE_RULER.uid,
    holdSeconds: minutes * 60,
    labels: { severity },
    annotations: { summary },
    isPaused: false,
  };
  return { rule, question, threshold };
}

const REQUESTS = 'http_server_request_duration_seconds';
/** The services in which an order is paid. */
const PAYING = ['shop-api', 'payments'];
const SELECTED = `service=~"${PAYING.join('|')}"`;
const FAILED = `sum by (service) (rate(${REQUESTS}_count{${SELECTED}, http_response_status_code=~"5.."}[5m]))`;

/** The rules that the people of the sample shop wrote. */
export const SAMPLE_RULES: readonly SampleRule[] = [
  sampleRule({
    name: 'ErrorRateHigh',
    severity: 'critical',
    minutes: 5,
    watched: `${FAILED} / sum by (service) (rate(${REQUESTS}_count{${SELECTED}}[5m]))`,
    threshold: 0.01,
    summary: 'More than 1% of the requests fail',
    question: metricQuestion({
      measure: 'errors',
      stat: { kind: 'ratio' },
      by: ['service'],
      where: [{ field: 'service', op: 'in', values: PAYING }],
    }),
  }),
  sampleRule({
    name: 'CatalogSlow',
    severity: 'warning',
    minutes: 5,
    // Its alerts have no label that says whose they are: the query does.
    watched: `histogram_quantile(0.95, sum by (le) (rate(${REQUESTS}_bucket{service="catalog"}[5m])))`,
    threshold: 0.3,
    summary: 'The slowest 5% of the requests take more than 300 ms',
    question: metricQuestion({
      measure: 'duration',
      stat: { kind: 'quantile', q: 0.95 },
      where: [is('service', 'catalog')],
    }),
  }),
  sampleRule({
    name: 'MemoryHigh',
    severity: 'warning',
    minutes: 5,
    watched: 'max by (service, instance) (process_memory_usage_percent)',
    threshold: 85,
    summary: 'An instance uses more than 85% of its memory',
    question: metricQuestion({ measure: 'memory', stat: { kind: 'value' }, by: ['service', 'instance'] }),
  }),
  sampleRule({
    name: 'StockLow',
    severity: 'warning',
    minutes: 5,
    watched: 'max by (service) (products_low_stock_total)',
    threshold: 6,
    summary: 'More than 6 products are low in stock',
    question: metricQuestion({ measure: 'lowStock', stat: { kind: 'value' }, by: ['service'] }),
  }),
  sampleRule({
    // Nobody measures the hosts: a rule that waits for data that never comes.
    name: 'HostDiskFull',
    severity: 'warning',
    minutes: 10,
    watched: '100 * (1 - node_filesystem_avail_bytes / node_filesystem_size_bytes)',
    threshold: 90,
    summary: 'A disk is more than 90% full',
    question: metricQuestion({ measure: 'hostDisk', stat: { kind: 'value' } }),
  }),
];
