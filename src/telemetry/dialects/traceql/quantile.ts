/** How many spans took at most `bound` seconds and more than half of it: Tempo's buckets are powers of two. */
export interface DurationBucket {
  bound: number;
  count: number;
}

/**
 * The quantile of durations in such buckets, in seconds: between the bounds of the bucket in which it falls, at equal
 * ratios, as Tempo reads its own.
 * @returns null where there are no spans
 */
export function quantileOfBuckets(buckets: readonly DurationBucket[], q: number): number | null {
  const sorted = buckets.filter(({ count }) => count > 0).sort((a, b) => a.bound - b.bound);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  // At least one span has to be read.
  const wanted = Math.max(1, Math.ceil(q * total));
  let below = 0;
  for (const { bound, count } of sorted) {
    if (below + count >= wanted) {
      return bound * 2 ** ((wanted - below) / count - 1);
    }
    below += count;
  }
  return null;
}
