/**
 * Where a latency target is counted. A histogram knows how many requests took no longer than the bounds of its buckets,
 * and nothing between two of them.
 */
export interface LatencyBound {
  /** The largest bound that is not above the threshold, in seconds: what took longer counts as too slow. */
  bound: number;
  /** The next bound above, where the threshold itself is none. */
  above?: number;
  /** Whether other histograms of the same requests are counted at another bound. */
  isMixed?: true;
}

/** Bounds are written with other digits than thresholds: 0.3 in nanoseconds is not always 0.3 in seconds. */
const SAME = 1e-9;

/**
 * Chooses the bound for a threshold. Rather some good requests count as too slow than the other way round, so a
 * threshold between two bounds is counted at the lower one.
 * @param bounds in seconds
 * @returns undefined where the threshold is below all of them: nothing can be counted
 */
export function latencyBound(bounds: readonly number[], threshold: number): LatencyBound | undefined {
  const sorted = bounds.filter((bound) => Number.isFinite(bound)).sort((a, b) => a - b);
  const bound = sorted.filter((one) => one <= threshold * (1 + SAME)).at(-1);
  if (bound === undefined) {
    return undefined;
  }
  if (Math.abs(bound - threshold) <= SAME * threshold) {
    return { bound };
  }
  return { bound, above: sorted.find((one) => one > threshold) ?? Infinity };
}
