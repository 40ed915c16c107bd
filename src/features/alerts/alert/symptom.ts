import { type CaseSymptom } from '../../../analysis/causes/case';
import { type AlertRow } from '../../../analysis/alerts/alertRows';
import { timesOfFiring } from '../../../analysis/alerts/alertSpans';
import { type AlertHistory } from '../../../telemetry/questions/alerts';

/** Requests with a status of the server's errors, under whichever label; or a metric that counts failures. */
const FAILURES = /\b\w*(?:status|code)\w*\s*=~?\s*"[^"]*5|\b\w*(?:error|fail)\w*/i;
/** Percentiles, or seconds: the count of a histogram of latency is a number of requests. */
const SECONDS = /\bhistogram_quantile\b|\b\w*(?:duration|latency)\w*(?<!_count)\b/i;

/** Which trouble a rule watches, as far as its query tells: failures of requests, or their latency. */
export function troubleWatched(query: string | undefined): CaseSymptom['trouble'] | undefined {
  if (query === undefined) {
    return undefined;
  }
  return FAILURES.test(query) ? 'failures' : SECONDS.test(query) ? 'seconds' : undefined;
}

/**
 * When what an alert tells of began, milliseconds since the epoch: it fires after its condition has held for a while.
 * Of one that does not fire, the last time that it did.
 */
export function startOf({ state, since, rule }: AlertRow, history: AlertHistory | undefined): number | undefined {
  const held = (rule?.holdSeconds ?? 0) * 1000;
  if (since !== undefined && state === 'firing') {
    return since - held;
  }
  if (since !== undefined && state === 'pending') {
    return since;
  }
  const [last] = timesOfFiring(history?.spans ?? []);
  return last && last.from - held;
}
