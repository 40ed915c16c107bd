import { type TimeSpan } from '../../telemetry/timeSpan';

/** The span of the same length just before: what patterns and errors are compared with. */
export function previousSpan({ from, to }: TimeSpan): TimeSpan {
  return { from: from - (to - from), to: from };
}
