import { dateTimeForTimeZone, type DataFrame } from '@grafana/data';
import { type SteppedAmounts } from '../../analysis/cost/amounts';
import { disturbedTimes } from '../../analysis/cost/disturbed';
import { failedBeyond, type FailedBeyond } from '../../analysis/cost/failedBeyond';
import { calmBlocks, lostAmount, type LostAmount, type LossTimes } from '../../analysis/cost/lostAmount';
import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { metricQuestion, type MetricQuestion } from '../../telemetry/questions/metric';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { seriesOf } from '../answer';
import { type MetricsClient } from '../client/metricsClient';
import { dataRequest, uniqueRequestId } from '../dataRequest';
import { lastAnswer } from '../lastAnswer';
import { type QuestionQuery } from '../question';
import { resolve } from '../resolve';

const MINUTE = 60_000;
/** Days before whose rhythm is expected; the last one is the same day of the week. */
const DAYS = 7;
/** Of a time that is judged there are so many steps, … */
const STEPS = 10;
/** … which are not shorter than what scrapes tell apart, nor longer than what a rhythm can bear; milliseconds. */
const [LEAST_STEP, MOST_STEP] = [2 * MINUTE, 30 * MINUTE];
/** A calm time as long as this is looked at, or five times as long as the time that is judged. */
const LEAST_CALM = 60 * MINUTE;
const CALM_TIMES = 5;

/** When something went wrong, and for whom it is asked. */
export interface LossQuestion {
  during: TimeSpan;
  /** Uid of the data source for metrics; empty for the one that is preferred. */
  metrics: string;
  /** Environments to keep, as scenes write a variable's values. */
  environment: string;
  /** Of the viewer: the same time of another day goes by it. */
  timeZone: string;
}

/** What a time cost the shop. */
export interface Loss {
  orders: LostAmount;
  /** Checkouts that failed, where they are counted. */
  failed?: FailedBeyond;
  /** In each currency; none where the worth of orders is not measured. */
  revenue: Array<LostAmount & { currency: string; perOrder: number }>;
}

/**
 * What orders and revenue a time cost, against what was to be expected of it; one request.
 * @returns undefined where no metric of orders is known
 * @throws where it cannot be asked
 */
export async function askLoss(
  client: Pick<MetricsClient, 'query'>,
  { during, metrics, environment, timeZone }: LossQuestion,
  signal?: AbortSignal
): Promise<Loss | undefined> {
  const length = during.to - during.from;
  const step = Math.min(MOST_STEP, Math.max(LEAST_STEP, Math.round(length / STEPS / MINUTE) * MINUTE));
  const calm = { from: during.from - Math.max(LEAST_CALM, CALM_TIMES * length), to: during.from };
  const daysBefore = Array.from({ length: DAYS }, (_, i) => during.from - daysEarlier(during.from, i + 1, timeZone));
  // A point of a rate says what was in the step that ends there.
  const span = { from: calm.from - (daysBefore.at(-1) ?? 0) - step, to: during.to };
  const questions = (['orders', 'revenue', 'checkoutFailures'] as const).map((measure): QuestionQuery => {
    const question: MetricQuestion = metricQuestion({ measure, stat: { kind: 'rate' } });
    return { refId: measure, question, metrics, environment };
  });
  // With no more points than steps Grafana would round the step, of four minutes to five.
  const points = Math.ceil((span.to - span.from) / step) + 1;
  const request = dataRequest(uniqueRequestId('loss'), questions, span, step, points);
  const resolved = questions.flatMap((question) => resolve(question, request, (text) => text));
  const { data, errors = [] } = await lastAnswer(client.query(request, resolved), signal);
  const frames = data as DataFrame[];
  const [orders] = amountsIn(frames, 'orders', step);
  if (!orders) {
    if (errors[0]) {
      throw new Error(errors[0].message);
    }
    return undefined;
  }
  const [failures] = amountsIn(frames, 'checkoutFailures', step);
  const isDisturbed = failures && disturbedTimes(orders, failures);
  const times: LossTimes = { during, calm, daysBefore, isDisturbed };
  const revenue = amountsIn(frames, 'revenue', step).map((amounts) => {
    const perOrder = meanOf(amounts, orders);
    return { ...lostAmount(amounts, times, perOrder), currency: amounts.currency, perOrder };
  });
  return {
    orders: lostAmount(orders, times),
    revenue,
    failed: failures && failedBeyond(orders, failures, { during, calm: calmBlocks(times) }),
  };
}

/** The same time of the clock, so many days earlier: a day may have 23 or 25 hours. */
function daysEarlier(time: number, days: number, timeZone: string): number {
  return dateTimeForTimeZone(timeZone, time).subtract(days, 'days').valueOf();
}

/** What there was in each step, by currency; all series of one together. */
function amountsIn(
  frames: readonly DataFrame[],
  refId: string,
  step: number
): Array<SteppedAmounts & { currency: string }> {
  const byCurrency = new Map<string, AnswerSeries[]>();
  for (const series of seriesOf(frames, refId)) {
    const currency = series.labels.currency ?? '';
    byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), series]);
  }
  return [...byCurrency].map(([currency, all]) => ({ currency, ...steppedSum(all, step) }));
}

/** Rates of several series as amounts in even steps; null where none of them has a number. */
function steppedSum(all: readonly AnswerSeries[], step: number): SteppedAmounts {
  const sums = new Map<number, number>();
  for (const { times, values } of all) {
    times.forEach((time, i) => {
      const value = values[i];
      if (value !== null && value !== undefined) {
        sums.set(time - step, (sums.get(time - step) ?? 0) + (value * step) / 1000);
      }
    });
  }
  const known = [...sums.keys()];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const count = known.length > 0 ? Math.round((last - first) / step) + 1 : 0;
  const times = Array.from({ length: count }, (_, i) => first + i * step);
  return { times, step, values: times.map((time) => sums.get(time) ?? null) };
}

/** What comes in of it with an order, on the average of all orders, whatever they are paid in. */
function meanOf(money: SteppedAmounts, orders: SteppedAmounts): number {
  const total = ({ values }: SteppedAmounts) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return total(orders) > 0 ? total(money) / total(orders) : 1;
}
