import { normalQuantile } from '../normalQuantile';
import { twoProportionZ } from '../proportions';
import { type Pattern } from './pattern';

/**
 * `new`: not there before. `gone`: not there now. `grown`, `shrunk`: its share of the lines differs by more than chance
 * explains.
 */
export type PatternChange = 'new' | 'gone' | 'grown' | 'shrunk' | 'same';

/** A pattern now and in the period before. */
export interface PatternComparison {
  pattern: Pattern;
  change: PatternChange;
  /** Lines of it, now and before. */
  now: number;
  before: number;
  /** Its share of the lines now divided by that before; Infinity for a new one. */
  ratio: number;
}

/**
 * What the z statistic must exceed, two-sided at 1 % for one pattern; divided among all of them (Bonferroni) in
 * `comparePatterns`.
 */
const RISK = 0.01;
/** A change that matters is at least one by half; with enough lines, any is significant. */
export const LEAST_RATIO = 1.5;
/** A pattern of fewer lines is not called new or gone: it may only not have been among the lines. */
const LEAST_LINES = 3;

/**
 * Compares patterns with those of the period before by their shares of the lines, so that periods of different length
 * or load, and samples of different size, can be compared. Tests the difference of proportions for each pattern, the
 * risk of a false finding shared among all.
 * @param totals lines that were mined, now and before
 */
export function comparePatterns(
  now: readonly Pattern[],
  before: readonly Pattern[],
  totals: { now: number; before: number }
): PatternComparison[] {
  const matching = matcher();
  const rest = new Map(before.map((pattern) => [pattern.id, pattern]));
  const equal = new Map(now.flatMap(({ id }) => (rest.has(id) ? [[id, rest.get(id)]] : [])));
  equal.forEach((_, id) => rest.delete(id));
  const critical = normalQuantile(1 - RISK / 2 / Math.max(1, now.length + before.length));
  const compare = (pattern: Pattern, count: { now: number; before: number }): PatternComparison => {
    const z = twoProportionZ({ hits: count.now, total: totals.now }, { hits: count.before, total: totals.before });
    const ratio = totals.before === 0 ? 1 : count.now / totals.now / (count.before / totals.before);
    return {
      pattern,
      ...count,
      ratio: Number.isNaN(ratio) ? 1 : ratio,
      change: totals.before === 0 || totals.now === 0 ? 'same' : changeOf(count, ratio, z, critical),
    };
  };
  const compared = now.map((pattern) => {
    const earlier = equal.get(pattern.id) ?? [...rest.values()].find((other) => isSame(pattern, other, matching));
    rest.delete(earlier?.id ?? '');
    return compare(pattern, { now: pattern.count, before: earlier?.count ?? 0 });
  });
  return [...compared, ...[...rest.values()].map((pattern) => compare(pattern, { now: 0, before: pattern.count }))];
}

function changeOf(
  { now, before }: { now: number; before: number },
  ratio: number,
  z: number,
  critical: number
): PatternChange {
  if (Math.abs(z) < critical) {
    return 'same';
  }
  if (before === 0 || now === 0) {
    return now + before < LEAST_LINES ? 'same' : before === 0 ? 'new' : 'gone';
  }
  return ratio >= LEAST_RATIO ? 'grown' : ratio <= 1 / LEAST_RATIO ? 'shrunk' : 'same';
}

/**
 * Templates of one statement may differ between periods by what happened to vary: one then matches the other's example.
 */
function isSame(a: Pattern, b: Pattern, matches: (pattern: Pattern, message: string) => boolean): boolean {
  return matches(a, b.example) || matches(b, a.example);
}

/** Whether a message is of a pattern, whose expression is made once: each is tried against all that are left. */
function matcher(): (pattern: Pattern, message: string) => boolean {
  const made = new Map<Pattern, RegExp>();
  return (pattern, message) => {
    const expression = made.get(pattern) ?? new RegExp(pattern.messageRegExp);
    made.set(pattern, expression);
    return expression.test(message);
  };
}
