import { type SpanSeries } from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';

/** When a span began and how long it took, in milliseconds. */
export interface TimedSpan {
  start: number;
  duration: number;
}

/**
 * Counts spans by step of time and bucket of duration as Tempo counts them: a series for each bucket that holds any,
 * with its upper bound in seconds as `le`. Buckets are powers of two nanoseconds; a value is that of the step that ends
 * at its time, steps are multiples of their length, and there is one for each that the time span touches.
 * @param step milliseconds
 */
export function spanDistribution(spans: readonly TimedSpan[], { from, to }: TimeSpan, step: number): SpanSeries[] {
  const first = Math.floor(from / step) * step;
  const length = Math.max(1, Math.ceil((to - first) / step));
  const times = Array.from({ length }, (_, i) => first + (i + 1) * step);
  const buckets = new Map<number, number[]>();
  for (const { start, duration } of spans) {
    const bound = 2 ** Math.ceil(Math.log2(Math.max(1, duration * 1e6))) / 1e9;
    const values = buckets.get(bound) ?? times.map(() => 0);
    const at = Math.floor((start - first) / step);
    if (at >= 0 && at < length) {
      values[at] = (values[at] ?? 0) + 1;
      buckets.set(bound, values);
    }
  }
  return [...buckets]
    .sort(([one], [other]) => one - other)
    .map(([bound, values]) => ({ labels: { le: String(bound) }, times, values }));
}
