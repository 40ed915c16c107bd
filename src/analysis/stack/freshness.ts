import { type StackSignal } from '../../telemetry/questions/stack';

/** How new the newest of a signal is; `unknown`: it could not be asked for. */
export type Freshness = 'fresh' | 'late' | 'missing' | 'unknown';

/** Seconds from which on the newest of a signal is late, and from which on it is missing. */
export const FRESHNESS_LIMITS: Readonly<Record<StackSignal, { late: number; missing: number }>> = {
  // Prometheus scrapes each minute unless told otherwise: two scrapes failed. After five minutes it answers a query
  // with nothing (its lookback), so pages show no data at all.
  metrics: { late: 120, missing: 300 },
  // Senders collect lines for seconds. Promtail and Alloy try ten times, which takes 8.5 minutes, and then drop them:
  // https://grafana.com/docs/loki/latest/send-data/promtail/configuration/#clients
  logs: { late: 120, missing: 511 },
  // Tail sampling waits half a minute and more. The collector's exporters give up after five minutes:
  // https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md
  traces: { late: 120, missing: 300 },
};

/** @param age seconds; undefined where there was none in the time that was looked at */
export function freshnessOf(signal: StackSignal, age: number | undefined): Exclude<Freshness, 'unknown'> {
  const { late, missing } = FRESHNESS_LIMITS[signal];
  return age === undefined || age >= missing ? 'missing' : age >= late ? 'late' : 'fresh';
}
