import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { type Condition } from '../../telemetry/questions/metric';
import { type Labels } from '../../telemetry/vocabulary';
import { type AskedRange } from '../answers/answer';
import { answerMetric } from '../answers/metric';
import { type SampleShop } from '../shop';
import { type SampleRule } from './rules';

const MINUTE = 60_000;
/** Long enough for every incident to have begun in it. */
export const LOOK_BACK = 150 * MINUTE;
/** How often rules are evaluated, each time on what happened since the last one. */
export const INTERVAL = 5 * MINUTE;

/** What a rule of the sample shop watches; undefined where the shop does not measure it. */
export function watchedSeries(
  shop: SampleShop,
  { question }: SampleRule,
  where: readonly Condition[],
  range: AskedRange
): AnswerSeries[] | undefined {
  const asked = { ...question, where: [...question.where, ...where] };
  const answer = answerMetric(shop, asked, range, { errorStatus: '5..' });
  return 'series' in answer ? answer.series : undefined;
}

/** The labels of an alert of a rule on a series with these labels. */
export function alertLabels({ rule }: SampleRule, labels: Labels): Labels {
  return { alertname: rule.name, ...rule.labels, ...labels };
}
