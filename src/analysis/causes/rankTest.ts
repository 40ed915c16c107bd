/**
 * Normal score of the rank test of Mann and Whitney (Annals of Mathematical Statistics 18, 1947), positive where the
 * first numbers are the larger ones; ties count half. One number far out counts as any that is above the others.
 */
export function rankZ(one: readonly number[], other: readonly number[]): number {
  const sorted = Float64Array.from(other).sort();
  const below = (value: number, orEqual: boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = sorted[middle] ?? 0;
      [low, high] = at < value || (orEqual && at === value) ? [middle + 1, high] : [low, middle];
    }
    return low;
  };
  const u = one.reduce((sum, value) => sum + (below(value, false) + below(value, true)) / 2, 0);
  const [n, m] = [one.length, other.length];
  return (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
