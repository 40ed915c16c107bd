import { comparedTimeSpan } from '../../analysis/comparison';
import { type ChangesState } from '../../correlation/pageUrls/changes';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type ComparedTimes, timesOfRange } from '../../ui/changes/times';

/**
 * The two times that the page compares: what was chosen; else the time range, and what the baseline says of it.
 * @param timeZone days go by its clock
 */
export function comparedTimes(
  { during, before, baseline }: Pick<ChangesState, 'during' | 'before' | 'baseline'>,
  range: TimeSpan,
  timeZone: string
): ComparedTimes {
  const times = timesOfRange(during ?? range, Infinity);
  const other = before ?? comparedTimeSpan(times.during, baseline, timeZone);
  return other ? { ...times, before: { from: other.from, to: other.to } } : times;
}

/** Both times as one stretch, where little else is between them; else the later one. */
export function chartSpan({ before, during }: Pick<ComparedTimes, 'before' | 'during'>): TimeSpan {
  const whole = { from: Math.min(before.from, during.from), to: Math.max(before.to, during.to) };
  const looked = lengthOf(before) + lengthOf(during);
  return lengthOf(whole) <= 2 * looked ? whole : during;
}

function lengthOf({ from, to }: TimeSpan): number {
  return to - from;
}
