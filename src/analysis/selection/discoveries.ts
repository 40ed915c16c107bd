/**
 * P-values adjusted so that keeping those up to `q` keeps the expected share of false discoveries at `q` or below,
 * whatever the tests have to do with each other (Benjamini and Yekutieli, The control of the false discovery rate in
 * multiple testing under dependency, Annals of Statistics 29, 2001, theorem 1.3). Where there is nothing to discover
 * every discovery is false, so that `q` bounds the chance of any report at all.
 * @returns in the order given
 */
export function adjustForDiscoveries(pValues: readonly number[]): number[] {
  const count = pValues.length;
  const dependence = pValues.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  const adjusted = new Array<number>(count).fill(1);
  const descending = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  let least = 1;
  descending.forEach(({ p, index }, i) => {
    least = Math.min(least, (p * count * dependence) / (count - i));
    adjusted[index] = least;
  });
  return adjusted;
}
