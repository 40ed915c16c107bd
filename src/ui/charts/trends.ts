import { type Trend } from '../../analysis/healthRows';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** Values, each with its moment in milliseconds since the epoch. */
interface TimedValues {
  times: readonly number[];
  values: Trend;
}

/** Prometheus answers no more points than this; steps that would make more are not even ones. */
const MOST_POINTS = 11_000;

/**
 * Lays series on one axis of even steps over the time range. Backends leave out the moments that a series has no value
 * for; here they are gaps, so that what began late begins late in its line, and what fell silent ends early.
 */
export function alignTrends(series: readonly TimedValues[], { from, to }: TimeSpan): Trend[] {
  const steps = series.flatMap(({ times }) => times.slice(1).map((time, index) => time - (times[index] ?? time)));
  const step = smallest(steps.filter((length) => length > 0));
  const first = smallest(series.flatMap(({ times }) => times.slice(0, 1)));
  if (step === Infinity || first === Infinity) {
    return series.map(({ values }) => values);
  }
  const last = -smallest(series.flatMap(({ times }) => times.slice(-1).map((time) => -time)));
  const start = first - Math.max(0, Math.floor((first - from) / step)) * step;
  const end = last + Math.max(0, Math.floor((to - last) / step)) * step;
  const length = Math.round((end - start) / step) + 1;
  if (length > MOST_POINTS) {
    return series.map(({ values }) => values);
  }
  return series.map(({ times, values }) => {
    const aligned = new Array<number | null>(length).fill(null);
    times.forEach((time, index) => {
      aligned[Math.round((time - start) / step)] = values[index] ?? null;
    });
    return aligned;
  });
}

function smallest(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}
