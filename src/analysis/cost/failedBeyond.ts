import { type TimeSpan } from '../../telemetry/timeSpan';
import { sum } from '../sum';
import { type SteppedAmounts, sumsIn } from './amounts';

/** Of an interval that holds the true number in 95 of 100 cases. */
const Z = 1.96;

/** Checkouts that failed beyond what was to be expected, with an interval of 95 %. */
export interface FailedBeyond {
  count: number;
  low: number;
  high: number;
  /** All that were tried. */
  attempts: number;
}

/**
 * How many checkouts more failed than would have at the usual share of them. Both numbers vary as independent events
 * do (Poisson); the usual share is that of the calm time. Whether a customer tried again is not in it.
 * @returns undefined where they were not measured at both times
 */
export function failedBeyond(
  orders: SteppedAmounts,
  failures: SteppedAmounts,
  { during, calm }: { during: TimeSpan; calm: readonly TimeSpan[] }
): FailedBeyond | undefined {
  const sold = sumsIn(orders, [during, ...calm]);
  const failed = sumsIn(failures, [during, ...calm]);
  if (!sold || !failed || calm.length === 0) {
    return undefined;
  }
  const [now = 0, ...failedBefore] = failed;
  const [soldNow = 0, ...soldBefore] = sold;
  const usual = sum(failedBefore);
  const [attempts, attemptsBefore] = [now + soldNow, usual + sum(soldBefore)];
  if (attemptsBefore === 0) {
    return undefined;
  }
  const scale = attempts / attemptsBefore;
  const count = now - usual * scale;
  // Of no failures at all one may yet have been to come.
  const error = Z * Math.sqrt(Math.max(1, now) + Math.max(1, usual) * scale ** 2);
  return { count, low: count - error, high: count + error, attempts };
}
