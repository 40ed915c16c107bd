/**
 * Metrics that the monitoring stack writes about itself, or an exporter about a host or a server that is not the
 * shop. They are never the shop's requests: the Stack and Infrastructure pages show them.
 */
const STACK_PREFIXES = [
  'prometheus_',
  'promhttp_',
  'alertmanager_',
  'grafana_',
  'loki_',
  'logcli_',
  'tempo_',
  'tempodb_',
  'tempo:',
  'traces_service_graph_',
  'cortex_',
  'mimir_',
  'pyroscope_',
  'promtail_',
  'agent_',
  'alloy_',
  'otelcol_',
  'net_conntrack_',
  'node_',
  'container_',
  'machine_',
  'cadvisor_',
  'kube_',
  'kubelet_',
  'apiserver_',
  'etcd_',
  'coredns_',
  'probe_',
  'pushgateway_',
  'push_',
  'redis_',
  'pg_',
  'mysql_',
  'influxdb_',
  'thanos_',
  'jaeger_',
  'go_',
  'process_',
  'python_',
  'jvm_',
  'nodejs_',
  'scrape_',
  'caddy_admin_',
] as const;

/**
 * Whether a metric belongs to the monitoring stack, to a host or to a runtime, rather than to the shop's own requests.
 */
export function isStackMetric(name: string): boolean {
  return STACK_PREFIXES.some((prefix) => name.startsWith(prefix));
}

const STACK_BUILD_INFO =
  /^(?:prometheus|alertmanager|grafana|loki|tempo|mimir|cortex|pyroscope|alloy|agent|promtail|pushgateway|\w+_exporter|thanos|jaeger)_build_info$/;

/** What InfluxDB 2 and cAdvisor write instead. InfluxDB counts its requests as a service of the shop would. */
const OTHER_EVIDENCE = new Set(['influxdb_info', 'cadvisor_version_info']);

/**
 * Whether only a server of the monitoring stack or an exporter writes this metric, so that it tells a target for one.
 */
export function isStackEvidence(name: string): boolean {
  return STACK_BUILD_INFO.test(name) || OTHER_EVIDENCE.has(name);
}

/**
 * Jobs under which the monitoring stack scrapes itself. Their requests are not the shop's, whatever their metrics are
 * called.
 */
const STACK_SERVICES = new Set([
  'prometheus',
  'grafana',
  'loki',
  'tempo',
  'alertmanager',
  'alloy',
  'promtail',
  'mimir',
  'pyroscope',
  'cadvisor',
  'influxdb',
  'postgres-exporter',
  'redis-exporter',
  'node-exporter',
  'node_exporter',
  'otel-collector',
  'opentelemetry-collector',
  'pushgateway',
  'blackbox-exporter',
]);

/** Whether a name is that of a server of the monitoring stack, in any case. */
export function isStackService(service: string): boolean {
  return STACK_SERVICES.has(service.toLowerCase());
}
