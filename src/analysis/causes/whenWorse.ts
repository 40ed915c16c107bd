import { type TimeSpan } from '../../telemetry/timeSpan';
import { type ChangeCase } from './case';
import { type Changes } from './change';
import { timeOfTrouble } from './excess';
import { stepsOf } from './steps';

/** From when to when anything was worse than before; undefined where nothing was. */
export function whenWorse(
  one: Pick<ChangeCase, 'times' | 'before' | 'during'>,
  changes: Changes
): TimeSpan | undefined {
  if (!changes.series.some(({ isWorse }) => isWorse)) {
    return undefined;
  }
  const steps = stepsOf(one);
  const { from, to } = timeOfTrouble(changes, steps);
  const startOf = (place: number) => one.times[steps.during[place] ?? -1];
  return { from: startOf(from) ?? one.during.from, to: startOf(to) ?? one.during.to };
}
