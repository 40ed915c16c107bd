import { statNotSupported } from '../../telemetry/dialects/promql/rendered';
import { measureName } from '../../telemetry/measureNames';
import { type Measure } from '../../telemetry/measures';
import { type MetricQuestion } from '../../telemetry/questions/metric';
import { type NotSupported } from '../../telemetry/questions/notSupported';
import { type SampleShop } from '../shop';
import { type AskedRange, notSupported, type Points, pointsOf, type SampleAnswer } from './answer';
import { answerDurations } from './durations';
import { exemplars } from './exemplars';
import { BEHIND_INGRESS } from '../sites';
import { lacking, PLACE_FIELDS, SHOP_FIELDS } from './fields';
import { answerFailures, answerRequests, counted } from './requests';
import { answerGauge, answerInFlight, GAUGES } from './signals';
import { type Asked, type CountedCell, tally } from './tally';

export interface MetricContext {
  /** Which status codes are errors, as a regular expression of the whole code. */
  errorStatus: string;
}

type Answerer = (
  question: MetricQuestion,
  asked: Asked,
  points: Points,
  shop: SampleShop,
  context: MetricContext
) => SampleAnswer | NotSupported;

/** What was asked of a service: answered by any field. */
const OF_REQUESTS: Readonly<Partial<Record<Measure, Answerer>>> = {
  requests: (question, asked, points, { served }) => answerRequests(question, asked, points, served),
  errors: (question, asked, points, { served }, { errorStatus }) =>
    answerFailures(question, asked, points, served, matching(errorStatus)),
  clientErrors: (question, asked, points, { served }) =>
    answerFailures(question, asked, points, served, matching('4..')),
  duration: (question, asked, points, shop) => {
    const answer = answerDurations(question, asked, points, shop.served);
    const wants = question.exemplars === true && question.shape === 'series' && 'series' in answer;
    return wants ? { ...answer, exemplars: exemplars(shop.requests, asked, shop.served) } : answer;
  },
};

/** What only where something runs can be told of, not what was asked of it. */
const OF_PLACES: Readonly<Partial<Record<Measure, Answerer>>> = {
  inFlight: (question, asked, points, { served }) => answerInFlight(question, asked, points, served),
  orders: (question, asked, points, { orders }) => answerBusiness(question, asked, points, orders),
  revenue: (question, asked, points, { revenue }) => answerBusiness(question, asked, points, revenue),
  checkoutFailures: (question, asked, points, { checkoutFailures }) =>
    answerBusiness(question, asked, points, checkoutFailures),
  ...Object.fromEntries(
    Object.entries(GAUGES).map(([measure, gauge]): [string, Answerer] => [
      measure,
      (question, asked, points) => answerGauge(question, gauge, points),
    ])
  ),
};

/** Answers a question about metrics from the sample shop, as the same question to a data source would be. */
export function answerMetric(
  shop: SampleShop,
  question: MetricQuestion,
  range: AskedRange,
  context: MetricContext
): SampleAnswer | NotSupported {
  const { measure, by, where, seenFrom } = question;
  if (seenFrom !== undefined && !isBehindIngress(where)) {
    return notSupported('No proxy of the sample shop counts the requests of this service');
  }
  const ofRequests = OF_REQUESTS[measure];
  const answer = ofRequests ?? OF_PLACES[measure];
  if (!answer) {
    return notSupported(`The sample shop has no ${measureName(measure)}`);
  }
  const missing = lacking(ofRequests ? SHOP_FIELDS : PLACE_FIELDS, by, where);
  if (missing.length > 0) {
    return notSupported(`No ${measureName(measure)} by ${missing.join(', ')}`);
  }
  const points = pointsOf(question, range);
  return answer(question, { counts: shop.counts, by, where, steps: points.steps }, points, shop, context);
}

/** What the ingress counts is what the service behind it answers: it loses nothing. */
function isBehindIngress(where: MetricQuestion['where']): boolean {
  return where.some(({ field, op, values }) => field === 'service' && op === 'in' && values.join() === BEHIND_INGRESS);
}

/** Tests status codes by a regular expression of the whole code. */
function matching(codes: string): (status: number) => boolean {
  const whole = new RegExp(`^(?:${codes})$`);
  return (status) => whole.test(String(status));
}

function answerBusiness(
  { measure, stat, shape, where }: MetricQuestion,
  asked: Asked,
  points: Points,
  cells: readonly CountedCell[]
): SampleAnswer | NotSupported {
  if (stat.kind !== 'rate' && (stat.kind !== 'count' || shape !== 'total')) {
    return statNotSupported(measure, stat);
  }
  const services = where.filter(({ field, values }) => field === 'service' && values.length > 0);
  const knows = services.every(({ op, values }) => values.includes('shop-api') === (op === 'in'));
  if (!knows) {
    return notSupported(`No ${measureName(measure)} reported for these services`);
  }
  const answer = counted(tally(asked, cells, 'amount'), points, stat.kind);
  return measure === 'revenue' && stat.kind === 'count' ? { ...answer, unit: 'money' } : answer;
}
