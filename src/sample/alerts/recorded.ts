import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { noMetricFor } from '../../telemetry/dialects/promql/rendered';
import { type MetricQuestion, onlyValue } from '../../telemetry/questions/metric';
import { type NotSupported } from '../../telemetry/questions/notSupported';
import { type AskedRange, type SampleAnswer } from '../answers/answer';
import { type SampleShop } from '../shop';
import { evaluate } from './evaluate';
import { SAMPLE_RULES } from './rules';
import { alertLabels, INTERVAL, LOOK_BACK, watchedSeries } from './watched';

/** Which alerts of a service fired, as the Prometheus of the sample shop recorded them. */
export function recordedAlerts(
  shop: SampleShop,
  { measure, where }: MetricQuestion,
  { from, to, step }: AskedRange
): SampleAnswer | NotSupported {
  const service = onlyValue(where, 'service');
  if (service === undefined) {
    return noMetricFor(measure);
  }
  // What fires when the range begins has begun before.
  const range = { from: from - LOOK_BACK, to, step: INTERVAL };
  const series = SAMPLE_RULES.flatMap((rule) =>
    (watchedSeries(shop, rule, where, range) ?? [])
      .filter(({ labels }) => labels.service === service)
      .flatMap((one): AnswerSeries[] => {
        const fired = evaluate(one, rule.threshold, rule.rule.holdSeconds, range).filter(
          ({ state }) => state === 'firing'
        );
        const times = stepsBetween(from, to, step).filter((time) =>
          fired.some((span) => time >= span.from && time < span.to)
        );
        const labels = { ...alertLabels(rule, one.labels), alertstate: 'firing' };
        return times.length > 0 ? [{ labels, times, values: times.map(() => 1) }] : [];
      })
  );
  return { series, unit: 'count' };
}

function stepsBetween(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, at) => first + at * step);
}
