/** A span of time, in milliseconds since the epoch; `to` is not in it. */
export interface TimeSpan {
  from: number;
  to: number;
}

/** The span of the same length just before: what is compared with. */
export function previousSpan({ from, to }: TimeSpan): TimeSpan {
  return { from: from - (to - from), to: from };
}

/**
 * The part of a time range that is missed where there is no data of it. A smaller one changes no number that is shown,
 * and a step or two are missing where nothing is: a rate takes two samples.
 */
export const NOTABLE_SHARE = 1 / 20;
