import { studentOfNormal } from '../causes/normalTail';
import { normalQuantile } from '../normalQuantile';
import { sum } from '../sum';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type SteppedAmounts, sumsIn } from './amounts';
import { dispersionOf, type DayCounts, piecesOf, typicalDays } from './typicalDays';

/** Of an interval that holds the true number in 95 of 100 cases. */
const TWO_SIDED = 0.975;
/** Of fewer events, expected or seen in the calm time, nothing can be told. */
const LEAST_EVENTS = 20;
/** Days that tell a rhythm; of fewer the calm time alone is asked. */
const LEAST_DAYS = 3;

/** When something went wrong, and what it is measured by. */
export interface LossTimes {
  /** When it went wrong. */
  during: TimeSpan;
  /** A calm time of the same day, right before: how busy that day is. */
  calm: TimeSpan;
  /** The same clock times of other days, as milliseconds to be taken from the times of today. */
  daysBefore: readonly number[];
  /** Whether something else went wrong at a time: it tells nothing of what is usual. */
  isDisturbed?: (span: TimeSpan) => boolean;
}

/** What was lost, with an interval of 95 %; all in what the amounts are in. */
export interface LostAmount {
  /**
   * `lost`: fewer than was to be expected. `notSeen`: no difference that chance does not explain. `few`: too few events
   * to tell. `unknown`: no numbers of the calm time or of the time itself.
   */
  verdict: 'lost' | 'notSeen' | 'few' | 'unknown';
  /** Expected less actual; negative where there was more. */
  lost: number;
  low: number;
  high: number;
  expected: number;
  actual: number;
  /** Whose rhythm was expected: of so many other days, 0 for that of the calm time alone. */
  days: number;
}

/**
 * How much less there was than was to be expected: what the calm time of the day had, times the ratio of the two times
 * on other days (a ratio estimator). Its variance is that of counts that vary more than chance has them
 * (quasi-Poisson; McCullagh and Nelder, Generalized Linear Models, 1989, 6.2), by the method of propagation of errors;
 * how much more is learned of the other days. Student's t with the degrees of freedom of that.
 * @param eventSize what one event amounts to: 1 for counts, the mean order for money
 */
export function lostAmount(amounts: SteppedAmounts, times: LossTimes, eventSize = 1): LostAmount {
  const { during, daysBefore, isDisturbed = () => false } = times;
  const blocks = calmBlocks(times);
  const countsOn = (shift: number): DayCounts | undefined => {
    const moved = [...blocks, during].map(({ from, to }) => ({ from: from - shift, to: to - shift }));
    const isUsual = shift === 0 || !moved.some(isDisturbed);
    const sums = isUsual ? sumsIn(amounts, moved)?.map((amount) => amount / eventSize) : undefined;
    return sums && { calm: sums.slice(0, -1), during: sums.at(-1) ?? 0 };
  };
  const today = countsOn(0);
  if (!today || blocks.length === 0) {
    return { verdict: 'unknown', lost: 0, low: 0, high: 0, expected: 0, actual: 0, days: 0 };
  }
  // What went on for days was there on the days before as well.
  const apart = daysBefore.filter((shift) => shift >= during.to - during.from);
  const days = typicalDays(apart.flatMap((shift) => countsOn(shift) ?? []));
  const usual = days.length >= LEAST_DAYS ? days : [];
  const [calmToday, calmBefore, duringBefore] = [
    sum(today.calm),
    sum(usual.flatMap((day) => day.calm)),
    sum(usual.map((day) => day.during)),
  ];
  const expected = calmToday * (usual.length > 0 ? duringBefore / calmBefore : 1 / blocks.length);
  const { factor, degrees } = dispersionOf(usual.length > 0 ? usual.map(piecesOf) : [today.calm]);
  const relative = 1 / calmToday + (usual.length > 0 ? 1 / calmBefore + 1 / duringBefore : 0);
  const error =
    Math.sqrt(factor * (expected + expected ** 2 * relative)) * studentOfNormal(normalQuantile(TWO_SIDED), degrees);
  const lost = expected - today.during;
  const isFew = !(expected >= LEAST_EVENTS && calmToday >= LEAST_EVENTS && Number.isFinite(error));
  return {
    verdict: isFew ? 'few' : lost > error ? 'lost' : 'notSeen',
    lost: lost * eventSize,
    low: (lost - error) * eventSize,
    high: (lost + error) * eventSize,
    expected: expected * eventSize,
    actual: today.during * eventSize,
    days: usual.length,
  };
}

/** The calm time from its end back, in pieces as long as the time that is judged, without those that are disturbed. */
export function calmBlocks({ during, calm, isDisturbed }: LossTimes): TimeSpan[] {
  const length = during.to - during.from;
  const count = Math.max(1, Math.floor((calm.to - calm.from) / length));
  const blocks = Array.from({ length: count }, (_, i) => ({
    from: calm.to - (i + 1) * length,
    to: calm.to - i * length,
  }));
  return blocks.filter((block) => !isDisturbed?.(block));
}
