import { type EventRate } from '../../analysis/objectives/burnDown';
import { type LatencyBound } from '../../analysis/objectives/latencyBound';
import { type ServiceLevelObjective, windowSeconds } from '../../analysis/objectives/objective';
import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { metricQuestion, type Stat } from '../../telemetry/questions/metric';
import { seriesOf } from '../answer';
import { type MetricsClient } from '../client/metricsClient';
import { type AskedQuestion, askQuestions, type ObjectivesContext } from './askQuestions';
import { conditionsOf, withinStat } from './eventQuestions';

/** Requests of an objective over its window, step by step, and milliseconds between them. */
export interface BudgetRates {
  rates: EventRate[];
  step: number;
}

/**
 * Requests of an objective over its window, step by step, and how many of them were not good; one request.
 * @throws where they could not be counted
 */
export async function askBudget(
  client: Pick<MetricsClient, 'query'>,
  context: ObjectivesContext,
  objective: ServiceLevelObjective,
  bound: LatencyBound | undefined,
  signal?: AbortSignal
): Promise<BudgetRates> {
  const ask = (refId: string, measure: AskedQuestion['question']['measure'], stat: Stat): AskedQuestion => ({
    refId,
    question: metricQuestion({ measure, stat, where: conditionsOf(objective) }),
  });
  const asked =
    objective.threshold === undefined
      ? [ask('total', 'requests', { kind: 'rate' }), ask('bad', 'errors', { kind: 'rate' })]
      : [ask('within', 'duration', withinStat(objective.threshold, bound))];
  const { frames, errors, step } = await askQuestions(client, context, asked, windowSeconds(objective), signal);
  if (frames.length === 0 && errors[0]) {
    throw new Error(errors[0].message);
  }
  if (objective.threshold === undefined) {
    const [total, bad] = ['total', 'bad'].map((refId) => seriesOf(frames, refId));
    return { rates: ratesOf(total ?? [], bad ?? []), step };
  }
  const buckets = seriesOf(frames, 'within');
  const upTo = (isWhole: boolean) => buckets.filter(({ labels }) => (Number(labels.le) === Infinity) === isWhole);
  const rates = ratesOf(upTo(true), upTo(false)).map(({ time, total, bad: good }) => ({
    time,
    total,
    bad: total === null || good === null ? null : Math.max(0, total - good),
  }));
  return { rates, step };
}

/** Sums of series at each time; null where none has a value. */
function ratesOf(total: readonly AnswerSeries[], bad: readonly AnswerSeries[]): EventRate[] {
  const times = [...new Set(total.flatMap((series) => series.times))].sort((a, b) => a - b);
  const [all, failed] = [total, bad].map(summed);
  return times.map((time) => ({ time, total: all?.get(time) ?? null, bad: failed?.get(time) ?? null }));
}

function summed(series: readonly AnswerSeries[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { times, values } of series) {
    times.forEach((time, index) => {
      const value = values[index];
      if (value !== null && value !== undefined) {
        sums.set(time, (sums.get(time) ?? 0) + value);
      }
    });
  }
  return sums;
}
