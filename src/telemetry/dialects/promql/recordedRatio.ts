import { promString } from './escape';
import { promDuration } from './promDuration';
import { RECORDED_EVENTS, SLO_LABEL } from './recordedEvents';

/** What the recorded share of requests that were not good is called, over a window. */
export function recordedRatio(seconds: number): string {
  return `service:slo_errors:ratio_rate${promDuration(seconds)}`;
}

/** The recorded series of one objective. */
export function ofObjective(metric: string, id: string): string {
  return `${metric}{${SLO_LABEL}=${promString(id)}}`;
}

/** The share over a long window, by what was recorded each minute: as exact as of the requests, and cheap. */
export function ratioOfRecorded(id: string, seconds: number): string {
  const over = (metric: string) => `sum_over_time(${ofObjective(metric, id)}[${promDuration(seconds)}])`;
  return `${over(RECORDED_EVENTS.bad)}\n/\n${over(RECORDED_EVENTS.total)}`;
}

/** Holds where two shares are both at a limit or above; its value is that of the first. */
export function bothAtLeast(first: string, second: string, limit: number): string {
  return `${first} >= ${limit}\nand\n${second} >= ${limit}`;
}
