import { arriving, failing, fault, lost, queries, type ServerConvention, STARTED, value } from './convention';

const REFUSED = [
  ['sample_out_of_order', 'out_of_order'],
  ['sample_out_of_bounds', 'out_of_bounds'],
  ['sample_duplicate_timestamp', 'duplicate_timestamp'],
] as const;

/**
 * Prometheus: the names are those of its own `/metrics` (`recorded/prometheus.prom`, 2.42);
 * as an agent it has no head, and counts what it appends by itself (`tsdb/agent/db.go`);
 * `prometheus_tsdb_retention_limit_seconds` came with 2.53 (https://github.com/prometheus/prometheus/pull/13814).
 */
export const prometheus: ServerConvention = {
  product: 'prometheus',
  build: ['prometheus_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('samples', '', {
      metrics: ['prometheus_tsdb_head_samples_appended_total', 'prometheus_agent_samples_appended_total'],
    }),
    ...REFUSED.map(([name, reason]) => lost('samples', `prometheus_target_scrapes_${name}_total`, { reason })),
    lost('samples', 'prometheus_remote_storage_samples_failed_total', {
      reason: 'remote_write_failed',
      hasArrived: true,
    }),
    failing('sample_limit', 'prometheus_target_scrapes_exceeded_sample_limit_total'),
    failing('target_limit', 'prometheus_target_scrape_pool_exceeded_target_limit_total'),
    failing('rule_evaluation', 'prometheus_rule_evaluation_failures_total'),
    failing('notifications_dropped', 'prometheus_notifications_dropped_total'),
    failing('wal_write', 'prometheus_tsdb_wal_writes_failed_total'),
    failing('compaction', 'prometheus_tsdb_compactions_failed_total'),
    failing('http_5xx', 'prometheus_http_requests_total', { where: { label: 'code', pattern: '5..' } }),
    queries('prometheus_http_request_duration_seconds', 'handler', '/api/v1/query(_range)?'),
    value('stored', 'prometheus_tsdb_storage_blocks_bytes'),
    value('keptSeconds', 'prometheus_tsdb_retention_limit_seconds'),
    value('keptBytes', 'prometheus_tsdb_retention_limit_bytes'),
    value('oldest', 'prometheus_tsdb_lowest_timestamp_seconds'),
    fault('config_not_loaded', 'prometheus_config_last_reload_successful'),
  ],
};
