/** How many of how many: `hits` of `total`. Counts from a backend need not be whole numbers. */
export interface Share {
  hits: number;
  total: number;
}

/**
 * Statistic of the pooled two-proportion z-test, positive where `now` is the larger share.
 * Formula: https://en.wikipedia.org/wiki/Two-proportion_Z-test
 * @returns 0 where either side is empty or both shares are all or nothing alike
 */
export function twoProportionZ(now: Share, before: Share): number {
  if (now.total <= 0 || before.total <= 0) {
    return 0;
  }
  const pooled = (now.hits + before.hits) / (now.total + before.total);
  const variance = pooled * (1 - pooled) * (1 / now.total + 1 / before.total);
  return variance <= 0 ? 0 : (now.hits / now.total - before.hits / before.total) / Math.sqrt(variance);
}
