import { promAlternatives } from './escape';
import { promDuration } from './promDuration';

/** What the generated rules record of each objective: requests, and those that were not good, per second. */
export const RECORDED_EVENTS = { total: 'service:slo_requests:rate5m', bad: 'service:slo_errors:rate5m' } as const;

/** The label that says of which objective a recorded series is. */
export const SLO_LABEL = 'slo';

/** What is asked of recorded series: sums of their values in a window, and how many values those are. */
export type RecordedSum = keyof typeof RECORDED_EVENTS | 'values';

/**
 * A query for what was recorded of objectives in a window: one number each, by `slo`. Where two servers evaluate the
 * same rules, the one that has more of them tells.
 */
export function renderRecordedSum(sum: RecordedSum, ids: readonly string[], seconds: number): string {
  const metric = RECORDED_EVENTS[sum === 'values' ? 'total' : sum];
  const over = sum === 'values' ? 'count_over_time' : 'sum_over_time';
  const series = `${metric}{${SLO_LABEL}=~${promAlternatives(ids)}}`;
  return `max by (${SLO_LABEL}) (${over}(${series}[${promDuration(seconds)}]))`;
}
