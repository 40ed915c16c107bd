/** What the shipper did and lost since it started, in the names under which it exposes them. */
const COUNTERS = {
  log_shipper_lines_read_total: 'Lines read from log files.',
  log_shipper_lines_cut_total: 'Lines longer than Loki takes, of which only the beginning was sent.',
  log_shipper_entries_sent_total: 'Entries that Loki accepted.',
  log_shipper_entries_dropped_total: 'Entries in pushes that Loki refused at least in part, which are not sent again.',
  log_shipper_bytes_lost_total: 'Bytes that were truncated or deleted before they could be read.',
  log_shipper_push_retries_total: 'Pushes that failed and were tried again.',
} as const;
const GAUGES = {
  log_shipper_buffered_bytes: 'Bytes read and not yet accepted by Loki.',
  log_shipper_files: 'Log files that are being read.',
} as const;
export type CounterName = keyof typeof COUNTERS;
export type GaugeName = keyof typeof GAUGES;

/** The shipper's own numbers. */
export class Counters {
  private readonly values = new Map<string, number>(
    [...Object.keys(COUNTERS), ...Object.keys(GAUGES)].map((name) => [name, 0])
  );

  add(name: CounterName, amount = 1): void {
    this.values.set(name, this.get(name) + amount);
  }

  set(name: GaugeName, value: number): void {
    this.values.set(name, value);
  }

  get(name: CounterName | GaugeName): number {
    return this.values.get(name) ?? 0;
  }

  /** All of them in Prometheus' text format. */
  expose(): string {
    const lines = (kind: 'counter' | 'gauge', help: Record<string, string>) =>
      Object.entries(help).map(
        ([name, text]) => `# HELP ${name} ${text}\n# TYPE ${name} ${kind}\n${name} ${this.values.get(name) ?? 0}\n`
      );
    return [...lines('counter', COUNTERS), ...lines('gauge', GAUGES)].join('');
  }
}
