/** One request, as the statistics see it. */
export interface Outcome {
  /** What was tried, such as `GET /products/:id` or `malformed JSON`. */
  readonly kind: string;
  /** HTTP status, or 0 when there was no answer. */
  readonly status: number;
  readonly milliseconds: number;
  /** What was wrong with the answer; `undefined` when it was as it should be. */
  readonly unexpected?: string;
}

/** Counts by kind and status, and how long answers took. */
export class Statistics {
  readonly #outcomes: Outcome[] = [];

  add(outcome: Outcome): void {
    this.#outcomes.push(outcome);
  }

  get count(): number {
    return this.#outcomes.length;
  }

  get unexpected(): Outcome[] {
    return this.#outcomes.filter(({ unexpected }) => unexpected !== undefined);
  }

  /** The whole report as text. */
  report(): string {
    return [
      'By kind',
      table(
        ['kind', 'requests', 'unexpected', 'p50 ms', 'p95 ms', 'max ms'],
        [...this.#by(({ kind }) => kind)].map(([kind, outcomes]) => [
          kind,
          outcomes.length,
          outcomes.filter(({ unexpected }) => unexpected !== undefined).length,
          ...latencies(outcomes, [0.5, 0.95, 1]),
        ])
      ),
      '',
      'By status',
      table(
        ['status', 'requests', 'share'],
        [...this.#by(({ status }) => (status === 0 ? 'no answer' : String(status)))].map(([status, outcomes]) => [
          status,
          outcomes.length,
          `${((100 * outcomes.length) / this.count).toFixed(1)} %`,
        ])
      ),
      '',
      'Latency of all answers',
      table(
        ['p50 ms', 'p90 ms', 'p95 ms', 'p99 ms', 'max ms', 'answers'],
        [[...latencies(this.#outcomes, [0.5, 0.9, 0.95, 0.99, 1]), answered(this.#outcomes).length]]
      ),
      '',
      ...this.#unexpectedReport(),
    ].join('\n');
  }

  #unexpectedReport(): string[] {
    const unexpected = [
      ...this.#by(({ kind, unexpected: what }) => (what === undefined ? undefined : `${kind}: ${what}`)),
    ];
    return unexpected.length === 0
      ? ['Nothing was unexpected.']
      : [
          'Unexpected',
          table(
            ['times', 'what'],
            unexpected.map(([what, outcomes]) => [outcomes.length, what])
          ),
        ];
  }

  #by(key: (outcome: Outcome) => string | undefined): Array<[string, Outcome[]]> {
    const groups = new Map<string, Outcome[]>();
    for (const outcome of this.#outcomes) {
      const name = key(outcome);
      if (name !== undefined) {
        const group = groups.get(name);
        if (group) {
          group.push(outcome);
        } else {
          groups.set(name, [outcome]);
        }
      }
    }
    return [...groups].sort(([a], [b]) => a.localeCompare(b));
  }
}

/**
 * The smallest value that is at least as large as the given share of all (nearest rank).
 * @param sorted in ascending order.
 */
export function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function answered(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ status }) => status !== 0);
}

function latencies(outcomes: readonly Outcome[], shares: readonly number[]): string[] {
  const sorted = answered(outcomes)
    .map(({ milliseconds }) => milliseconds)
    .sort((a, b) => a - b);
  return shares.map((share) => percentile(sorted, share)?.toFixed(1) ?? '-');
}

function table(head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_title, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const isNumber = head.map((_title, column) => rows.every((row) => /^[\d.]+( %)?$|^-$/.test(String(row[column]))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return cells.map((row) => `  ${line(row)}`).join('\n');
}
