/** A span of time, in milliseconds since the epoch; `to` is not in it. */
export interface TimeSpan {
  from: number;
  to: number;
}
