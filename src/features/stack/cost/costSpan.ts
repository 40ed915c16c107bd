import { type TimeSpan } from '../../../telemetry/timeSpan';

const MINUTE = 60_000;
const MOST = 24 * 60 * MINUTE;
/** A refresh of the page does not count anew what hardly changed. */
const STEP = 5 * MINUTE;

/**
 * What is counted of a time range: no more than its last day, from one whole five minutes to another, so that
 * refreshing the page costs nothing.
 */
export function costSpan({ from, to }: TimeSpan): TimeSpan {
  const end = Math.max(STEP, Math.floor(to / STEP) * STEP);
  const length = Math.min(MOST, Math.max(STEP, Math.round((to - from) / STEP) * STEP));
  return { from: end - length, to: end };
}

/** Whether the time range is longer than what is counted. */
export function isCutShort({ from, to }: TimeSpan): boolean {
  return to - from > MOST + STEP;
}
