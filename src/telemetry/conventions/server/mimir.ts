import { arriving, failing, lost, queries, type ServerConvention, STARTED, value } from './convention';

/**
 * Grafana Mimir, and Cortex, from which it has its names: https://github.com/grafana/mimir, `pkg/distributor`,
 * `pkg/util/validation` and `operations/mimir-mixin` (`cortex_build_info` and `cortex_request_duration_seconds`). The
 * distributor counts samples as received once they passed validation.
 */
export const mimir: ServerConvention = {
  product: 'mimir',
  build: ['cortex_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('samples', 'cortex_distributor_received_samples_total'),
    lost('samples', 'cortex_discarded_samples_total', { reasonLabel: 'reason' }),
    failing('http_5xx', 'cortex_request_duration_seconds_count', { where: { label: 'status_code', pattern: '5..' } }),
    failing('rule_evaluation', 'cortex_prometheus_rule_evaluation_failures_total'),
    failing('compaction', 'cortex_compactor_runs_failed_total'),
    queries('cortex_request_duration_seconds', 'route', '.*_api_v1_query(_range)?'),
    value('stored', 'cortex_ingester_tsdb_storage_blocks_bytes'),
  ],
};
