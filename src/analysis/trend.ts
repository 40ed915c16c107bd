/**
 * Counts a moment in the bucket of a span that it falls into; one outside the span is not counted.
 * @param trend buckets of equal length
 * @param span in the same unit as the moment
 */
export function countInTrend(trend: number[], moment: number, { from, to }: { from: number; to: number }): void {
  const bucket = to > from ? Math.floor(((moment - from) / (to - from)) * trend.length) : 0;
  if (bucket >= 0 && bucket < trend.length) {
    trend[bucket] = (trend[bucket] ?? 0) + 1;
  }
}
