import { arriving, failing, fault, queries, type ServerConvention, STARTED } from './convention';

/** Alertmanager: the names are those of its own `/metrics` (`recorded/alertmanager.prom`, 0.25). */
export const alertmanager: ServerConvention = {
  product: 'alertmanager',
  build: ['alertmanager_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('alerts', 'alertmanager_alerts_received_total'),
    failing('notification', 'alertmanager_notifications_failed_total', { reasonLabel: 'integration' }),
    failing('invalid_alert', 'alertmanager_alerts_invalid_total'),
    fault('config_not_loaded', 'alertmanager_config_last_reload_successful'),
  ],
};

/** Grafana: the names are those of its own `/metrics` (`recorded/grafana.prom`, 12.4). */
export const grafana: ServerConvention = {
  product: 'grafana',
  build: ['grafana_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('requests', 'grafana_http_request_duration_seconds_count'),
    failing('http_5xx', 'grafana_http_request_duration_seconds_count', {
      where: { label: 'status_code', pattern: '5..' },
    }),
    failing('rule_evaluation', 'grafana_alerting_rule_evaluation_failures_total'),
    queries('grafana_http_request_duration_seconds', 'handler', '/api/ds/query.*'),
  ],
};

/** Prometheus' node exporter (`recorded/node-exporter.prom`, 1.5), which tells of machines. */
export const nodeExporter: ServerConvention = {
  product: 'node-exporter',
  build: ['node_exporter_build_info'],
  versionLabel: 'version',
  isFleet: true,
  numbers: [],
};
