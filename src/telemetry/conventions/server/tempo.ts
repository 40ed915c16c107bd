import { arriving, failing, lost, queries, type ServerConvention, STARTED } from './convention';

/**
 * Grafana Tempo: the names are those of its own `/metrics` (`recorded/tempo.prom`, 3.1); ingesters, which Tempo 3 has
 * no more, count their flushes as `tempo_ingester_failed_flushes_total`. What limits refuse is counted only once there
 * is some, and is among the spans that were received:
 * https://grafana.com/docs/tempo/latest/troubleshooting/out-of-memory-errors
 */
export const tempo: ServerConvention = {
  product: 'tempo',
  build: ['tempo_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('spans', 'tempo_distributor_spans_received_total'),
    lost('spans', 'tempo_discarded_spans_total', { reasonLabel: 'reason', hasArrived: true }),
    failing('http_5xx', 'tempo_request_duration_seconds_count', { where: { label: 'status_code', pattern: '5..' } }),
    failing('refused_by_receiver', 'tempo_receiver_refused_spans'),
    failing('flush', 'tempo_live_store_failed_completions_total', {
      metrics: ['tempo_live_store_failed_completions_total', 'tempo_ingester_failed_flushes_total'],
    }),
    failing('compaction', 'tempodb_compaction_errors_total'),
    failing('retention', 'tempodb_retention_errors_total'),
    queries('tempo_request_duration_seconds', 'route', 'api_.*(search|traces|metrics_query).*'),
  ],
};
