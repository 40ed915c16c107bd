import { type AlertSpan } from '../../telemetry/questions/alerts';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type AnswerSeries } from '../../telemetry/dialects/promql/read';

/**
 * When a series was above a threshold, as a Prometheus evaluates a rule: pending at first, firing once it has been so
 * for long enough. Each state holds until the next point.
 */
export function evaluate(
  { times, values }: Pick<AnswerSeries, 'times' | 'values'>,
  threshold: number,
  holdSeconds: number,
  { to }: TimeSpan
): AlertSpan[] {
  const spans: AlertSpan[] = [];
  let since: number | undefined;
  times.forEach((time, at) => {
    const value = values[at];
    const isOver = value !== null && value !== undefined && value > threshold;
    since = isOver ? (since ?? time) : undefined;
    if (since === undefined) {
      return;
    }
    const state = time - since >= holdSeconds * 1000 ? 'firing' : 'pending';
    const end = times[at + 1] ?? to;
    const last = spans.at(-1);
    if (last?.state === state && last.to === time) {
      last.to = end;
    } else {
      spans.push({ from: time, to: end, state });
    }
  });
  return spans;
}
