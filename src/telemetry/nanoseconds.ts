/**
 * Moments as backends of logs have them: nanoseconds since the epoch, in digits. They are more than a number can hold
 * exactly; what has to be exact (where a page of lines goes on, what is written into a file) is taken from the digits.
 */

/**
 * The whole millisecond that a moment is in. As a number with a fraction, its last tenth of a microsecond would round
 * up to the next.
 */
export function millisecondOf(nanoseconds: string): number {
  return Number(nanoseconds.slice(0, -6));
}

/**
 * A moment in milliseconds since the epoch, with what a number can hold of the fraction: about a quarter of a
 * microsecond.
 */
export function millisecondsOf(nanoseconds: string): number {
  return millisecondOf(nanoseconds) + Number(nanoseconds.slice(-6)) / 1e6;
}

/**
 * A moment in UTC to the nanosecond, as ISO 8601 has it but for the zone at its end: `2026-01-15T12:00:00.000000007`.
 */
export function isoMoment(nanoseconds: string): string {
  return `${new Date(millisecondOf(nanoseconds)).toISOString().slice(0, 19)}.${nanoseconds.slice(-9).padStart(9, '0')}`;
}

/** Orders moments, the earlier first. */
export function compareMoments(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
