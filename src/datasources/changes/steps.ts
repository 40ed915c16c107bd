import { type TimeSpan } from '../../telemetry/timeSpan';

/** Lengths of steps in seconds; each is at most twice the one before, so that one of them fits. */
const STEPS_S = [15, 30, 60, 120, 240, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400];
/** So many steps at least are looked for changes in. */
const LEAST_STEPS = 30;
/** More points than this say no more, and cost. */
const MOST_STEPS = 600;

/**
 * Milliseconds of a step that two times are compared by: the longest of which the later one has 30 still, which is 30
 * to 60 of them; a longer one where the two times together would have too many.
 */
export function stepFor(before: TimeSpan, during: TimeSpan): number {
  const [long, whole] = [lengthOf(during) / 1000, (lengthOf(before) + lengthOf(during)) / 1000];
  const fitting = STEPS_S.filter((seconds) => long / seconds >= LEAST_STEPS && whole / seconds <= MOST_STEPS);
  const bearable = STEPS_S.find((seconds) => whole / seconds <= MOST_STEPS) ?? Math.ceil(whole / MOST_STEPS);
  return (fitting.at(-1) ?? bearable) * 1000;
}

function lengthOf({ from, to }: TimeSpan): number {
  return to - from;
}

/** Whether one time goes on where the other ends, or within it. */
export function doMeet(before: TimeSpan, during: TimeSpan): boolean {
  return before.from <= during.to && during.from <= before.to;
}

/** All from the beginning of the first to the end of the last. */
export function together(before: TimeSpan, during: TimeSpan): TimeSpan {
  return { from: Math.min(before.from, during.from), to: Math.max(before.to, during.to) };
}

/**
 * Starts of the steps that lie in one of the times as a whole, ascending: a step across the border would be of both.
 * @param ends moments of points, each of which tells of the step that ends there
 */
export function wholeSteps(ends: Iterable<number>, step: number, spans: readonly TimeSpan[]): number[] {
  const starts = [...new Set([...ends].map((end) => end - step))];
  return starts
    .filter((start) => spans.some(({ from, to }) => start >= from && start + step <= to))
    .sort((a, b) => a - b);
}
