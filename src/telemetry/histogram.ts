/** A classic histogram at one moment: cumulated counts (or rates) at ascending finite upper bounds, and in all. */
export interface CumulativeHistogram {
  bounds: readonly number[];
  counts: readonly number[];
  total: number;
}

/**
 * The quantile of several histograms taken together, whose bounds need not be the same.
 *
 * Each histogram is read as Prometheus' `histogram_quantile` reads one: values are spread evenly within a bucket, the
 * lowest bucket starts at 0 if its bound is positive, and what lies above the highest finite bound is reported as that
 * bound. Histograms with equal bounds therefore give exactly what PromQL gives for their sum; with different ones the
 * union of the bounds is used, each histogram interpolated at the bounds that it lacks.
 * @returns null where nothing was counted, or where there is no finite bound
 */
export function quantileOf(histograms: readonly CumulativeHistogram[], q: number): number | null {
  const total = histograms.reduce((sum, histogram) => sum + histogram.total, 0);
  const bounds = [...new Set(histograms.flatMap((histogram) => histogram.bounds))].sort((a, b) => a - b);
  const highest = bounds.at(-1);
  if (!(total > 0) || highest === undefined) {
    return null;
  }
  const rank = q * total;
  let lower = 0;
  let below = 0;
  for (const bound of bounds) {
    const upTo = histograms.reduce((sum, histogram) => sum + countUpTo(histogram, bound), 0);
    if (upTo >= rank) {
      const start = bound === bounds[0] && bound <= 0 ? bound : lower;
      return upTo === below ? bound : start + ((bound - start) * (rank - below)) / (upTo - below);
    }
    lower = bound;
    below = upTo;
  }
  return highest;
}

/** How many observations are at most `bound`, by even spread within a bucket. */
function countUpTo({ bounds, counts }: CumulativeHistogram, bound: number): number {
  let lower = 0;
  let below = 0;
  for (const [index, upper] of bounds.entries()) {
    // Rates of single buckets can be off by a rounding; a cumulated count never falls.
    const upTo = Math.max(below, counts[index] ?? 0);
    if (bound < upper) {
      const start = index === 0 && upper <= 0 ? upper : lower;
      return bound <= start ? below : below + ((upTo - below) * (bound - start)) / (upper - start);
    }
    lower = upper;
    below = upTo;
  }
  return below;
}
