import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the collector tells of itself. */
export class Metrics {
  readonly registry = new Registry();
  readonly lines = this.#counter('usage_collector_lines_read_total', 'Lines that Loki gave, known ones among them');
  readonly events = this.#counter('usage_collector_events_stored_total', 'Usage events that were new and are stored');
  readonly malformed = this.#counter(
    'usage_collector_lines_malformed_total',
    'Lines that say they are usage events, could not be read, and are in usage_quarantine'
  );
  readonly deleted = this.#counter('usage_collector_rows_deleted_total', 'Events and lines that were too old to keep');
  readonly polls = new Counter({
    name: 'usage_collector_polls_total',
    help: 'Polls by what came of them: ok, failed',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly readTo = new Gauge({
    name: 'usage_collector_read_to_timestamp_seconds',
    help: 'Time up to which Loki is read; absent before the first poll',
    registers: [this.registry],
  });
  readonly pageSeconds = new Histogram({
    name: 'usage_collector_page_duration_seconds',
    help: 'Time to ask Loki for a page and to store it',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    // An increase from nothing is not an increase to Prometheus.
    this.polls.inc({ outcome: 'ok' }, 0);
    this.polls.inc({ outcome: 'failed' }, 0);
    this.readTo.remove();
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}
