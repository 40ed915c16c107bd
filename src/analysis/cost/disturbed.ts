import { median } from '../median';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type SteppedAmounts, sumsIn } from './amounts';

/** A time is disturbed where so many times as many checkouts fail as usual, … */
const TIMES_USUAL = 2;
/** … by so many standard deviations of independent ones. */
const DEVIATIONS = 3;

/**
 * Tells of a time whether more checkouts failed in it than do in half of all steps: something was wrong, and what was
 * sold then tells nothing of what is usual.
 */
export function disturbedTimes(orders: SteppedAmounts, failures: SteppedAmounts): (span: TimeSpan) => boolean {
  const shares = orders.times.flatMap((time) => {
    const [sold, failed] = soldAndFailed(orders, failures, { from: time, to: time + orders.step });
    return sold + failed > 0 ? [failed / (sold + failed)] : [];
  });
  const usual = median(shares);
  return (span) => {
    const [sold, failed] = soldAndFailed(orders, failures, span);
    const expected = usual * (sold + failed);
    return failed > TIMES_USUAL * expected && failed - expected > DEVIATIONS * Math.sqrt(Math.max(1, expected));
  };
}

function soldAndFailed(orders: SteppedAmounts, failures: SteppedAmounts, span: TimeSpan): [number, number] {
  return [sumsIn(orders, [span])?.[0] ?? 0, sumsIn(failures, [span])?.[0] ?? 0];
}
