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
  const times = during ? chosenTimes(during) : timesOfRange(range, Infinity);
  const other = before ?? comparedTimeSpan(times.during, baseline, timeZone);
  return other ? { ...times, before: { from: other.from, to: other.to } } : times;
}

function chosenTimes(during: TimeSpan): ComparedTimes {
  return { during, before: { from: during.from - lengthOf(during), to: during.from }, fit: 'whole' };
}

/**
 * What the chart shows from edge to edge: the time range with as long a time before it, so that there is something to
 * choose from, and both times, unless the earlier one is far away.
 */
export function chartSpan({ before, during }: Pick<ComparedTimes, 'before' | 'during'>, range: TimeSpan): TimeSpan {
  const base = hull({ from: range.from - lengthOf(range), to: range.to }, during);
  const whole = hull(base, before);
  return lengthOf(whole) <= 2 * lengthOf(base) ? whole : base;
}

/** Whether all of a span is in another. */
export function holds(whole: TimeSpan, part: TimeSpan): boolean {
  return whole.from <= part.from && part.to <= whole.to;
}

/** From the beginning of the first to the end of the last. */
export function hull(a: TimeSpan, b: TimeSpan): TimeSpan {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function lengthOf({ from, to }: TimeSpan): number {
  return to - from;
}
