import { type Arrival } from '../../questions/stack';
import { arriving, fault, lost, type ServerConvention, type ServerNumber, STARTED } from './convention';

/** What OpenTelemetry calls what is collected, and the page: metric points are samples. */
const COLLECTED: ReadonlyArray<readonly [string, Arrival]> = [
  ['spans', 'spans'],
  ['log_records', 'lines'],
  ['metric_points', 'samples'],
];

/**
 * Since 0.119 the collector's counters end in `_total` unless it is told otherwise; both spellings are asked for.
 * https://opentelemetry.io/docs/collector/internal-telemetry: refused by a receiver means that the sender was told so
 * and may try again; what an exporter could not send, or even put into its queue, is gone. The exporter's was accepted
 * before, but where no queue or batch is between, the receiver is told, and refuses it: it is counted by both.
 */
function pipelines(): ServerNumber[] {
  const both = (name: string): [string, string] => [`${name}_total`, name];
  return COLLECTED.flatMap(([what, of]) => {
    const gone = (metric: string, reason: string, reasonLabel: 'receiver' | 'exporter'): ServerNumber =>
      lost(of, metric, {
        metrics: both(metric),
        reason,
        reasonLabel,
        ...(reasonLabel === 'exporter' ? { hasArrived: true } : { mayBeTold: true }),
      });
    return [
      arriving(of, '', { metrics: both(`otelcol_receiver_accepted_${what}`) }),
      gone(`otelcol_receiver_refused_${what}`, 'refused', 'receiver'),
      gone(`otelcol_exporter_send_failed_${what}`, 'send_failed', 'exporter'),
      gone(`otelcol_exporter_enqueue_failed_${what}`, 'queue_full', 'exporter'),
    ];
  });
}

/**
 * The OpenTelemetry Collector. It has no info metric; each process tells of its uptime, with the version as a label:
 * https://github.com/open-telemetry/opentelemetry-collector, `service/internal/proctelemetry/documentation.md`.
 */
export const collector: ServerConvention = {
  product: 'collector',
  build: [
    'otelcol_process_uptime_seconds_total',
    'otelcol_process_uptime_total',
    'otelcol_process_uptime_seconds',
    'otelcol_process_uptime',
  ],
  versionLabel: 'service_version',
  numbers: [
    {
      measure: 'started',
      metrics: [
        'otelcol_process_uptime_seconds_total',
        'otelcol_process_uptime_total',
        'otelcol_process_uptime_seconds',
        'otelcol_process_uptime',
      ],
      reading: 'uptime',
    },
    ...pipelines(),
  ],
};

/**
 * Grafana Alloy: its own metrics, those of the components of Loki's and Prometheus' families in it, and those of the
 * collector's, which it has too. https://grafana.com/docs/alloy/latest/reference/components/loki/loki.write and
 * `internal/component/common/loki/client`: entries that are dropped were tried ten times. Samples are counted as they
 * are about to be sent, those that fail among them.
 */
export const alloy: ServerConvention = {
  product: 'alloy',
  build: ['alloy_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('lines', 'loki_write_sent_entries_total'),
    lost('lines', 'loki_write_dropped_entries_total', { reasonLabel: 'reason' }),
    arriving('samples', 'prometheus_remote_storage_samples_total'),
    lost('samples', 'prometheus_remote_storage_samples_failed_total', {
      reason: 'remote_write_failed',
      hasArrived: true,
    }),
    ...pipelines(),
    fault('config_not_loaded', 'alloy_config_last_load_successful'),
  ],
};

/**
 * Promtail: https://grafana.com/docs/loki/latest/send-data/promtail/configuration and `clients/pkg/promtail/client`.
 * Entries that are dropped were tried ten times.
 */
export const promtail: ServerConvention = {
  product: 'promtail',
  build: ['promtail_build_info'],
  versionLabel: 'version',
  numbers: [
    STARTED,
    arriving('lines', 'promtail_sent_entries_total'),
    lost('lines', 'promtail_dropped_entries_total', { reasonLabel: 'reason' }),
  ],
};
