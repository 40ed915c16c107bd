/** A span of time, in milliseconds since the epoch; `to` is not in it. */
export interface TimeSpan {
  from: number;
  to: number;
}

/** The span of the same length just before: what is compared with. */
export function previousSpan({ from, to }: TimeSpan): TimeSpan {
  return { from: from - (to - from), to: from };
}
