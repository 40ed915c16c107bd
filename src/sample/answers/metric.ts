import { SIGNAL_NAMES, type SignalMeasure } from '../../telemetry/conventions/signals';
import { statNotSupported } from '../../telemetry/dialects/promql/rendered';
import { type MetricQuestion } from '../../telemetry/questions/metric';
import { type SampleShop } from '../shop';
import { type AskedRange, notSupported, type Points, pointsOf, type SampleAnswer } from './answer';
import { answerDurations } from './durations';
import { exemplars } from './exemplars';
import { lacking, PLACE_FIELDS } from './fields';
import { answerFailures, answerRequests, counted } from './requests';
import { answerGauge, answerInFlight } from './signals';
import { type Asked, type CountedCell, tally } from './tally';
import { type NotSupported } from '../../telemetry/questions/notSupported';

export interface MetricContext {
  /** Which status codes are errors, as a regular expression of the whole code. */
  errorStatus: string;
}

const CLIENT_ERROR = /^4..$/;

/** Measures that only where something runs can be told of, not what was asked of it. */
const NOT_BY_REQUEST = 'cannot be told apart by';

/** Answers a question about metrics from the sample shop, as the same question to a data source would be. */
export function answerMetric(
  shop: SampleShop,
  question: MetricQuestion,
  range: AskedRange,
  { errorStatus }: MetricContext
): SampleAnswer | NotSupported {
  const points = pointsOf(question, range);
  const { measure, by, where } = question;
  const asked: Asked = { counts: shop.counts, by, where, steps: points.steps };
  switch (measure) {
    case 'requests':
      return answerRequests(question, asked, points, shop.served);
    case 'errors': {
      const errors = new RegExp(`^(?:${errorStatus})$`);
      return answerFailures(question, asked, points, shop.served, (status) => errors.test(String(status)));
    }
    case 'clientErrors':
      return answerFailures(question, asked, points, shop.served, (status) => CLIENT_ERROR.test(String(status)));
    case 'duration': {
      const answer = answerDurations(question, asked, points, shop.served);
      const wants = question.exemplars === true && question.shape === 'series' && 'series' in answer;
      return wants ? { ...answer, exemplars: exemplars(shop.requests, asked, shop.served) } : answer;
    }
    default:
      break;
  }
  const missing = lacking(PLACE_FIELDS, by, where);
  if (missing.length > 0) {
    return notSupported(`${nameOf(measure)} ${NOT_BY_REQUEST} ${missing.join(', ')}`);
  }
  switch (measure) {
    case 'inFlight':
      return answerInFlight(question, asked, points, shop.served);
    case 'orders':
      return answerBusiness(question, measure, asked, points, shop.orders);
    case 'revenue':
      return answerBusiness(question, measure, asked, points, shop.revenue);
    case 'checkoutFailures':
      return answerBusiness(question, measure, asked, points, shop.checkoutFailures);
    default:
      return answerGauge(question, measure, points) ?? statNotSupported(SIGNAL_NAMES[measure], question.stat);
  }
}

function answerBusiness(
  { stat, shape, where }: MetricQuestion,
  measure: SignalMeasure,
  asked: Asked,
  points: Points,
  cells: readonly CountedCell[]
): SampleAnswer | NotSupported {
  if (stat.kind !== 'rate' && (stat.kind !== 'count' || shape !== 'total')) {
    return statNotSupported(SIGNAL_NAMES[measure], stat);
  }
  const services = where.filter(({ field, values }) => field === 'service' && values.length > 0);
  const knows = services.every(({ op, values }) => values.includes('shop-api') === (op === 'in'));
  if (!knows) {
    return notSupported(`nothing about ${SIGNAL_NAMES[measure]} of these services`);
  }
  const answer = counted(tally(asked, cells, 'amount'), points, stat.kind);
  return measure === 'revenue' && stat.kind === 'count' ? { ...answer, unit: 'money' } : answer;
}

function nameOf(measure: SignalMeasure | 'inFlight'): string {
  return measure === 'inFlight' ? 'requests in flight' : SIGNAL_NAMES[measure];
}
