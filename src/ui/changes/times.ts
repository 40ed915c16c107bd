import { type ChangesAnswer } from '../../datasources/changes/question';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** How the two times were chosen from the range of a page. */
export type Fit = 'whole' | 'last' | 'longer';

/** Two times to compare, and how they came about. */
export interface ComparedTimes {
  during: TimeSpan;
  before: TimeSpan;
  fit: Fit;
}

const MINUTE_MS = 60_000;

/** Thirty steps of a minute: in shorter ones there are too few requests to tell a change from chance. */
export const LEAST_MS = 30 * MINUTE_MS;
/** In a longer time the rhythm of the day is the largest change, and reading takes long. */
export const MOST_MS = 180 * MINUTE_MS;

/**
 * What a block on a page compares: the range of the page with as long a time before it. Of a long range the last three
 * hours are looked at, of a short one half an hour up to its end. Both are whole minutes, so that a page that refreshes
 * every few seconds asks once a minute.
 * @param most milliseconds that are looked at, where that is not three hours
 */
export function timesOfRange({ from, to }: TimeSpan, most = MOST_MS): ComparedTimes {
  const end = toMinute(to);
  const start = toMinute(from);
  const length = Math.min(most, Math.max(LEAST_MS, end - start));
  const fit: Fit = length < end - start ? 'last' : length > end - start ? 'longer' : 'whole';
  const begin = end - length;
  return { during: { from: begin, to: end }, before: { from: begin - length, to: begin }, fit };
}

/** Before an alert fires its rule looks back, and waits. */
const AHEAD_MS = 10 * MINUTE_MS;
const AFTER_MS = 30 * MINUTE_MS;

/**
 * Around the start of an alert: from ten minutes ahead of it to at most half an hour after it, and as long before; of
 * one that just began from farther ahead.
 */
export function timesAround(start: number, now: number): ComparedTimes {
  const to = toMinute(Math.min(now, start + AFTER_MS));
  const from = Math.min(toMinute(start - AHEAD_MS), to - LEAST_MS);
  return { during: { from, to }, before: { from: from - (to - from), to: from }, fit: 'whole' };
}

/** Length of a step of an answer, in seconds; a minute where there are no two steps. */
export function stepSecondsOf(answer: Pick<ChangesAnswer, 'one'> | undefined): number {
  const [first = 0, second = first + MINUTE_MS] = answer?.one.times ?? [];
  return (second - first) / 1000;
}

function toMinute(time: number): number {
  return Math.floor(time / MINUTE_MS) * MINUTE_MS;
}
