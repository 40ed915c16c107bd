import { loadavg } from 'node:os';

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that so many of the values do not exceed. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
}

/** Milliseconds as they are printed. */
export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

/** What else the machine does, which every figure in milliseconds rests on; ratios of figures taken in turn do less. */
export function machine(): string {
  return `load of the machine in the last minute: ${loadavg()[0]?.toFixed(1)}`;
}

/** `first row: 900 ms, Grafana 2100 ms, ratio 0.43 (budget 0.6)`: medians of rounds. */
export function comparison(what: string, ours: readonly number[], theirs: readonly number[], budget?: number): string {
  const ratio = median(ours) / median(theirs);
  const said = budget === undefined ? '' : ` (budget ${budget}${Number(ratio.toFixed(2)) > budget ? ', MISSED' : ''})`;
  return `${what}: ${ms(median(ours))}, Grafana ${ms(median(theirs))}, ratio ${ratio.toFixed(2)}${said}`;
}
