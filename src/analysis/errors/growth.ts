import { shareChange } from '../causes/countChange';
import { LEAST_RATIO } from '../patterns/compare';
import { adjustForDiscoveries } from '../selection/discoveries';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** How many errors there were over a span of time, in buckets of equal length. */
export interface CountedErrors {
  trend: readonly number[];
  span: TimeSpan;
  /** The part of the span that all errors are known of. */
  covered: TimeSpan;
}

/** When there were more errors than before; times in milliseconds since the epoch, rates in errors per hour. */
export interface Growth {
  from: number;
  to: number;
  rate: number;
  before: number;
}

/** The expected share of errors that are called growing and are not. */
const FALSE_DISCOVERIES = 0.05;
/**
 * All time in units so small that each holds one error at most: errors are then a share of the units, which is what is
 * tested. More units would be more than the exact test can tell apart.
 */
const UNITS = 1e7;
const HOUR = 3_600_000;

/**
 * Which errors grew: in some stretch of the time there are more of them than before by half at least, and by more than
 * chance explains. Tested as the share of failed requests is (`causes/countChange`): errors come in bursts, and each
 * counts for less where they did before. Of those that are called growing one in twenty is not, over all errors.
 * @returns for each pair, in their order; undefined where it did not grow
 */
export function growthOf(
  pairs: ReadonlyArray<{ now: CountedErrors; before: CountedErrors }>
): Array<Growth | undefined> {
  const tested = pairs.map(({ now, before }) => test(now, before));
  const adjusted = adjustForDiscoveries(tested.map((one) => one?.p ?? 1));
  return tested.map((one, i) => ((adjusted[i] ?? 1) <= FALSE_DISCOVERIES ? one?.growth : undefined));
}

function test(now: CountedErrors, before: CountedErrors): { p: number; growth: Growth } | undefined {
  const length = now.covered.to - now.covered.from + (before.covered.to - before.covered.from);
  const unit = length / UNITS;
  const steps = stepsOf(now);
  const shares = (some: ReturnType<typeof stepsOf>) =>
    some.map(({ hits, from, to }) => ({ hits, total: (to - from) / unit }));
  const change = shareChange(shares(stepsOf(before)), shares(steps));
  const first = change && steps[change.segment.from];
  const last = change && steps[change.segment.to - 1];
  if (!change || !first || !last || change.z <= 0 || change.during < LEAST_RATIO * change.before) {
    return undefined;
  }
  const perHour = (share: number) => (share / unit) * HOUR;
  return {
    p: change.p,
    growth: { from: first.from, to: last.to, rate: perHour(change.during), before: perHour(change.before) },
  };
}

/** The buckets that are known of, cut to what is. */
function stepsOf({ trend, span, covered }: CountedErrors): Array<{ hits: number; from: number; to: number }> {
  const length = (span.to - span.from) / trend.length;
  return trend.flatMap((hits, i) => {
    const from = Math.max(span.from + i * length, covered.from);
    const to = Math.min(span.from + (i + 1) * length, covered.to);
    // A sliver of a bucket tells nothing but how it was cut.
    return to - from > length / 10 ? [{ hits, from, to }] : [];
  });
}

/**
 * How many errors were written in the hour with most of them, or in all of a shorter span. Of a bucket that is in the
 * hour in part, so many as are in that part of it on average.
 */
export function mostInAnHour({ trend, span }: Pick<CountedErrors, 'trend' | 'span'>): number {
  const length = (span.to - span.from) / trend.length;
  const whole = Math.floor(HOUR / length);
  const part = HOUR / length - whole;
  const sums = trend.map((_, i) => {
    const beside = Math.max(trend[i - 1] ?? 0, trend[i + whole] ?? 0);
    return trend.slice(i, i + whole).reduce((sum, hits) => sum + hits, part * beside);
  });
  return Math.max(0, ...sums);
}
