import { type RuleCase } from './ruleCase.ts';

const ofStack = (job: string, more: Record<string, string> = {}) => ({
  job,
  service: job,
  team: 'platform',
  severity: 'warning',
  ...more,
});
/** A counter that stands still, grows for five minutes, and stands still again. */
const BURST = '0x20 0+3x10 30x40';

/** The alerts of the monitoring stack itself. */
export const STACK_RULE_CASES: readonly RuleCase[] = [
  {
    alert: 'StackTargetDown',
    series: { 'up{job="loki",instance="loki:3100"}': '1x9 0x10 1x20' },
    quiet: 5,
    firing: 8,
    resolved: 13,
    labels: ofStack('loki', { instance: 'loki:3100' }),
    summary: 'loki of the monitoring stack cannot be scraped',
    description: 'Prometheus has not reached loki:3100 for a minute.',
  },
  {
    alert: 'LokiIngestionFails',
    series: {
      'loki_request_duration_seconds_count{job="loki",route="loki_api_v1_push",status_code="204"}': '0+60x80',
      'loki_request_duration_seconds_count{job="loki",route="loki_api_v1_push",status_code="500"}': BURST,
      'loki_request_duration_seconds_count{job="loki",route="ready",status_code="503"}': '0+60x80',
    },
    quiet: 9,
    firing: 14,
    resolved: 30,
    labels: ofStack('loki'),
    summary: 'Loki refuses or discards logs',
    description: '0.07 a second: pushes that fail, and log lines that break a limit.',
  },
  {
    alert: 'LogsLost',
    series: {
      'log_shipper_entries_dropped_total{job="log-shipper",instance="localhost:9080"}': '0x80',
      'log_shipper_bytes_lost_total{job="log-shipper",instance="localhost:9080"}': BURST,
    },
    quiet: 9,
    firing: 14,
    resolved: 30,
    labels: ofStack('log-shipper'),
    summary: 'log-shipper lost log lines on the way to Loki',
    description: 'Lines that Loki refused for good, or that were deleted before they were read. They do not come back.',
  },
  {
    alert: 'TempoIngestionFails',
    series: {
      'tempo_receiver_refused_spans{job="tempo",receiver="otlp"}': BURST,
      'tempo_metrics_generator_spans_discarded_total{job="tempo",reason="span_metrics_filtered"}': '0+60x80',
    },
    quiet: 9,
    firing: 14,
    resolved: 30,
    labels: ofStack('tempo'),
    summary: 'Tempo refuses or discards spans',
    description: '0.07 spans a second are refused, break a limit, or are missing in span metrics.',
  },
  {
    alert: 'PrometheusRuleFails',
    series: {
      'prometheus_rule_evaluation_failures_total{job="prometheus",rule_group="/etc/prometheus/rules.yml;shop"}': BURST,
    },
    quiet: 9,
    firing: 13,
    resolved: 30,
    labels: ofStack('prometheus', { rule_group: '/etc/prometheus/rules.yml;shop' }),
    summary: 'Prometheus cannot evaluate a rule of shop',
    description: 'What the rule watches is not watched. 15 failures in five minutes.',
  },
  {
    alert: 'PrometheusNotificationsFail',
    series: {
      'prometheus_notifications_dropped_total{job="prometheus"}': '0x80',
      'prometheus_notifications_errors_total{job="prometheus",alertmanager="http://am"}': BURST,
    },
    quiet: 9,
    firing: 14,
    resolved: 30,
    labels: ofStack('prometheus', { severity: 'critical' }),
    summary: 'Prometheus cannot hand its alerts to Alertmanager',
    description: 'Alerts fire and nobody is told. Grafana and Tillwatch still show them.',
  },
  {
    alert: 'AlertmanagerNotificationsFail',
    series: {
      'alertmanager_notifications_failed_total{job="alertmanager",integration="email"}': BURST,
      'alertmanager_notifications_failed_total{job="alertmanager",integration="webhook"}': '0x80',
    },
    quiet: 9,
    firing: 14,
    resolved: 30,
    labels: ofStack('alertmanager', { integration: 'email', severity: 'critical' }),
    summary: 'Alertmanager cannot send notifications by email',
    description: '21 failed in five minutes. What it sends by other ways still arrives.',
  },
  {
    alert: 'GrafanaRuleFails',
    series: { 'grafana_alerting_rule_evaluation_failures_total{job="grafana",org="1"}': BURST },
    quiet: 9,
    firing: 13,
    resolved: 30,
    labels: ofStack('grafana'),
    summary: 'Grafana cannot evaluate some of its rules',
    description: '15 failures in five minutes. What these rules watch is not watched.',
  },
];
