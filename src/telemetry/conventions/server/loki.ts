import { arriving, failing, lost, queries, type ServerConvention, STARTED } from './convention';

/**
 * Grafana Loki: the names are those of its own `/metrics` (`recorded/loki.prom`, 3.8). What limits refuse is counted
 * only once there is some (`pkg/validation/validate.go`), and is among the lines that were received. It does not say
 * how much it stores, or for how long.
 */
export const loki: ServerConvention = {
  product: 'loki',
  build: ['loki_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('lines', 'loki_distributor_lines_received_total'),
    arriving('bytes', 'loki_distributor_bytes_received_total'),
    lost('lines', 'loki_discarded_samples_total', { reasonLabel: 'reason', hasArrived: true }),
    failing('http_5xx', 'loki_request_duration_seconds_count', { where: { label: 'status_code', pattern: '5..' } }),
    failing('flush', 'loki_ingester_chunks_flush_failures_total'),
    failing('wal_disk_full', 'loki_ingester_wal_disk_full_failures_total'),
    failing('panic', 'loki_panic_total'),
    queries('loki_request_duration_seconds', 'route', 'loki_api_v1_query(_range)?'),
  ],
};
