/** A moment (in seconds) and the value then. */
export type MetricSample = readonly [time: number, value: number];

/**
 * `increase` as Prometheus computes it: the samples' own increase over counter resets, extrapolated to the edges of
 * the window unless the series begins or ends well inside it, and never to before the counter was zero.
 * @returns undefined with fewer than two samples in the window
 */
export function increaseOf(samples: readonly MetricSample[], from: number, to: number): number | undefined {
  const inside = samples.filter(([time]) => time > from && time <= to);
  const [first] = inside;
  const last = inside.at(-1);
  if (!first || !last || inside.length < 2) {
    return undefined;
  }
  let increase = last[1] - first[1];
  inside.forEach(([, value], index) => {
    const before = inside[index - 1]?.[1] ?? value;
    increase += value < before ? before : 0;
  });
  const sampled = last[0] - first[0];
  const between = sampled / (inside.length - 1);
  let toStart = first[0] - from;
  const toEnd = to - last[0];
  if (increase > 0) {
    toStart = Math.min(toStart, sampled * (first[1] / increase));
  }
  const reach = (gap: number) => (gap < between * 1.1 ? gap : between / 2);
  return (increase * (sampled + reach(toStart) + reach(toEnd))) / sampled;
}

/** A histogram as counts within buckets, which begin where the one before ends; the last has no upper bound. */
export interface Buckets {
  upper: number[];
  counts: number[];
}

/**
 * Share of a bucket's counts that lie at or below `x`, spread evenly; what has no upper bound lies above everything.
 */
function below({ upper, counts }: Buckets, x: number): number {
  return counts.reduce((sum, count, index) => {
    const start = upper[index - 1] ?? 0;
    const end = upper[index] ?? Infinity;
    if (x >= end) {
      return sum + count;
    }
    return end === Infinity || x <= start ? sum : sum + (count * (x - start)) / (end - start);
  }, 0);
}

/** The quantile of histograms taken together, by searching for the value below which that share of all counts lies. */
export function quantileBySearch(histograms: readonly Buckets[], q: number): number | undefined {
  const total = histograms.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);
  const highest = Math.max(...histograms.flatMap(({ upper }) => upper.filter(Number.isFinite)));
  if (!(total > 0)) {
    return undefined;
  }
  const reached = (x: number) => histograms.reduce((sum, one) => sum + below(one, x), 0) >= q * total;
  if (!reached(highest)) {
    return highest;
  }
  let low = 0;
  let high = highest;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    [low, high] = reached(middle) ? [low, middle] : [middle, high];
  }
  return high;
}
