import { type TimeSpan } from '../../telemetry/timeSpan';
import { type ChangeCase } from './case';
import { type Change } from './change';
import { type Steps } from './steps';

/** A release is seen in the numbers a few steps later: rates look back, and instances are replaced one by one. */
const LATE_STEPS = 3;

/**
 * When the first of some changes began: the likeliest moment, and those that are possible, in milliseconds since the
 * epoch. @returns undefined where there is none
 */
export function moment(
  changes: readonly Change[],
  { times, during }: ChangeCase,
  steps: Steps
): ({ at: number } & TimeSpan) | undefined {
  const worse = changes.filter(({ isWorse }) => isWorse);
  const [first] = [...worse].sort((a, b) => a.onset.at - b.onset.at || Math.abs(b.z) - Math.abs(a.z));
  if (!first) {
    return undefined;
  }
  const timeOf = (place: number) => times[steps.during[place] ?? -1] ?? during.from;
  const step = Math.max(0, (times[1] ?? 0) - (times[0] ?? 0));
  const { at, earliest, latest } = first.onset;
  return { at: timeOf(at), from: timeOf(earliest) - LATE_STEPS * step, to: timeOf(latest) + step };
}
