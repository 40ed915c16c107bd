import { type Share } from '../proportions';

/** What counts as equally likely although it was rounded; as in R's `fisher.test`. */
const TIE = Math.log1p(1e-7);

/**
 * Two-sided p of Fisher's exact test: how likely two shares differ at least so much by chance alone. It adds up the
 * tables that are no more likely than the one at hand. Exact for every size of counts, small ones above all.
 * Definition: https://en.wikipedia.org/wiki/Fisher%27s_exact_test; counts are rounded to whole ones.
 */
export function fisherExact(one: Share, other: Share): number {
  const table = hypergeometric(Math.round(one.total), Math.round(other.total), Math.round(one.hits + other.hits));
  const at = Math.min(table.most, Math.max(table.least, Math.round(one.hits)));
  const limit = table.logProbability(at) + TIE;
  if (table.logProbability(table.mode) <= limit) {
    return 1;
  }
  const isAbove = at > table.mode;
  const upper = isAbove ? at : outermost(table.mode, table.most, (x) => table.logProbability(x) <= limit);
  const lower = isAbove ? outermost(table.mode, table.least, (x) => table.logProbability(x) <= limit) : at;
  return Math.min(1, (upper === undefined ? 0 : table.above(upper)) + (lower === undefined ? 0 : table.below(lower)));
}

/** The smallest p that any split of `hits` over groups of these sizes could have. Depends on the margins alone. */
export function smallestP(hits: number, one: number, other: number): number {
  const table = hypergeometric(Math.round(one), Math.round(other), Math.round(hits));
  return Math.min(...[table.least, table.most].map((x) => Math.min(1, Math.exp(table.logProbability(x)))));
}

/** How many of `hits`, drawn from two groups without putting back, are of the first one. */
function hypergeometric(one: number, other: number, hits: number) {
  const least = Math.max(0, hits - other);
  const most = Math.min(hits, one);
  const all = logChoose(one + other, hits);
  const logProbability = (x: number) => logChoose(one, x) + logChoose(other, hits - x) - all;
  const ratioUp = (x: number) => ((one - x) * (hits - x)) / ((x + 1) * (other - hits + x + 1));
  const sum = (from: number, step: 1 | -1) => {
    let term = Math.exp(logProbability(from));
    let total = term;
    for (let x = from; step === 1 ? x < most : x > least; x += step) {
      term *= step === 1 ? ratioUp(x) : 1 / ratioUp(x - 1);
      total += term;
      // Beyond the mode terms only fall: what is left is less than can be seen.
      if (term < total * Number.EPSILON) {
        break;
      }
    }
    return total;
  };
  return {
    least,
    most,
    mode: Math.min(most, Math.max(least, Math.floor(((one + 1) * (hits + 1)) / (one + other + 2)))),
    logProbability,
    above: (x: number) => sum(x, 1),
    below: (x: number) => sum(x, -1),
  };
}

/** The value nearest to `from`, on the way to `to`, from which on a condition holds; undefined if it never does. */
function outermost(from: number, to: number, holds: (x: number) => boolean): number | undefined {
  if (!holds(to)) {
    return undefined;
  }
  let [fails, meets] = [from, to];
  while (Math.abs(meets - fails) > 1) {
    const middle = Math.trunc((fails + meets) / 2);
    [fails, meets] = holds(middle) ? [fails, middle] : [middle, meets];
  }
  return meets;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Below this factorials are multiplied out, above Stirling's series is exact to the last digit. */
const SMALL = 32;
const SMALL_LOG_FACTORIALS = Array.from({ length: SMALL }, (_, n) => {
  let log = 0;
  for (let i = 2; i <= n; i++) {
    log += Math.log(i);
  }
  return log;
});

function logFactorial(n: number): number {
  const square = n * n;
  return (
    SMALL_LOG_FACTORIALS[n] ??
    n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + (1 - (1 / 30 - 1 / (105 * square)) / square) / (12 * n)
  );
}
