import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { type Field } from '../telemetry/vocabulary';
import { answerMetric } from './answers/metric';
import { SAMPLE_OBJECTIVES } from './objectives';
import { CARDS, CHARGE_LINE, CHARGES, PROCESSOR } from './scenarios/payment-errors/generate';
import { SLOW_ROUTE } from './scenarios/slow-query/generate';
import { type DailyName, type Truth } from './scenarios/scenario';
import { SampleShop } from './shop';
import { truthBetween } from './truth';

// What the modules of docs/training say of sample data is what the sample shop answers.

type Times = Pick<Truth, 'from' | 'to'>;
type Asked = Pick<MetricQuestion, 'measure' | 'stat'>;
type Place = Partial<Record<Field, string>>;

const shop = new SampleShop();
/** The words of a module, whatever its lines are broken at. */
const words = (module: string) =>
  readFileSync(join(__dirname, '..', '..', 'docs', 'training', `${module}.md`), 'utf8').replace(/\s+/g, ' ');

/** The incident of a kind that is going on at a time. */
function incident(name: DailyName, at: string): Times {
  const moment = Date.parse(at);
  const [found] = truthBetween(moment, moment + 1).filter(({ scenario }) => scenario === name);
  if (!found) {
    throw new Error(`No ${name} at ${at}`);
  }
  return { from: found.from, to: found.to };
}

const before = ({ from, to }: Times): Times => ({ from: 2 * from - to, to: from });

/** One number of a service, or of a part of it. */
function ask({ measure, stat }: Asked, times: Times, place: Place): number {
  const where = Object.entries(place).map(([field, value]) => ({
    field: field as Field,
    op: 'in' as const,
    values: [value],
  }));
  const question = metricQuestion({ measure, stat, by: ['service'], where, shape: 'total' });
  const answer = answerMetric(shop, question, { ...times, step: 60_000 }, { errorStatus: '5..' });
  if ('notSupported' in answer) {
    throw new Error(answer.notSupported);
  }
  return answer.series[0]?.values[0] ?? 0;
}

const failed = (times: Times, place: Place) => ask({ measure: 'errors', stat: { kind: 'count' } }, times, place);
const all = (times: Times, place: Place) => ask({ measure: 'requests', stat: { kind: 'count' } }, times, place);
const errorRate = (times: Times, place: Place) => failed(times, place) / all(times, place);
const quantile = (q: number, times: Times, place: Place) =>
  ask({ measure: 'duration', stat: { kind: 'quantile', q } }, times, place);

const count = (number: number) => number.toLocaleString('en-US');
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const milliseconds = (seconds: number) => `${count(Math.round(1000 * seconds))} ms`;

describe('module 1 says of the outage of a card processor', () => {
  const times = incident('payment-errors', '2025-06-02T13:40:00Z');
  const text = words('1-grafana-fundamentals');

  it('when it is', () => {
    const range = `from=${new Date(times.from).toISOString()}&to=${new Date(times.to).toISOString()}`;
    expect(text).toContain(`/a/tillwatch-shop-app/health?${range}&timezone=utc`);
    expect(times.to - times.from).toBe(25 * 60_000);
  });

  it('how much failed, of which services', () => {
    const [payments, api] = [{ service: 'payments' }, { service: 'shop-api' }];
    expect(text).toContain(
      `payments has the highest error rate: ${percent(errorRate(times, payments))}, ` +
        `${count(failed(times, payments))} of ${count(all(times, payments))} requests. ` +
        `shop-api has more failed requests, ${count(failed(times, api))} of ${count(all(times, api))}, ` +
        `but that is ${percent(errorRate(times, api))}.`
    );
    expect(text).toContain(`${percent(errorRate(before(times), payments))} of the requests to payments failed`);
    const routes = shop.served.map(({ cell }) => cell.service);
    for (const service of new Set(routes)) {
      expect(errorRate(times, { service })).toBeLessThanOrEqual(errorRate(times, payments));
    }
  });

  it('which route fails, and that its latency tells nothing', () => {
    const { service, method, route } = CHARGES;
    const place = { service, method, route };
    expect(text).toContain(
      `Of \`${method} ${route}\` ${percent(errorRate(times, place))} fail, ` +
        `${count(failed(times, place))} of ${count(all(times, place))}.`
    );
    expect(text).toContain(
      `The p95 latency of payments is ${milliseconds(quantile(0.95, times, { service }))}, ` +
        `and was ${milliseconds(quantile(0.95, before(times), { service }))} in the 25 minutes before`
    );
  });

  it('whom it concerns, and which span and line say so', () => {
    const { requests } = shop.requests.find({
      ...times,
      where: [
        { field: 'service', op: 'in', values: [CHARGES.service] },
        { field: 'route', op: 'in', values: [CHARGES.route] },
      ],
      limit: Infinity,
    });
    const charges = requests.flatMap(({ spans, attributes }) =>
      spans
        .filter(({ service, kind }) => service === CHARGES.service && kind === 'server')
        .map(({ isError }) => ({ isError, isHit: Object.entries(CARDS).every(([k, v]) => attributes[k] === v) }))
    );
    const [hit, others] = [charges.filter(({ isHit }) => isHit), charges.filter(({ isHit }) => !isHit)];
    const failures = (spans: typeof charges) => count(spans.filter(({ isError }) => isError).length);
    expect(text).toContain(
      `Of the Mastercard charges in the EU ${failures(hit)} of ${count(hit.length)} failed, ` +
        `of all others ${failures(others)} of ${count(others.length)}.`
    );
    expect(text).toContain(`\`POST ${PROCESSOR}\``);
    const line = CHARGE_LINE.message.replace('{card_brand}', CARDS.card_brand).replace('{region}', CARDS.region);
    expect(text).toContain(`\`${line}\``);
  });
});

it('module 3 says how fast that spends the error budget', () => {
  const times = incident('payment-errors', '2025-06-02T13:40:00Z');
  const objective = SAMPLE_OBJECTIVES.find(({ service }) => service === 'payments')!;
  const text = words('3-best-practices');
  const rate = errorRate(times, { service: 'payments' });
  const burn = rate / (1 - objective.target);
  const spent = (burn * (times.to - times.from)) / (objective.days * 24 * 3_600_000);
  expect(text).toContain(`payments has an objective of ${100 * objective.target}% over ${objective.days} days`);
  expect(text).toContain(
    `The error rate was ${percent(rate)}, so the burn rate was ${burn.toFixed(1)}: at that pace ${objective.days} days ` +
      `of budget last ${(objective.days / burn).toFixed(1)} days. 25 minutes of it spent ${percent(spent)} of the budget`
  );
  const hour = (burn * (times.to - times.from)) / 3_600_000;
  expect(text).toContain(`Averaged over the hour around it the burn rate is ${hour.toFixed(1)}, below`);
});

it('module 5 says how slow searches are without their index', () => {
  const times = incident('slow-query', '2025-06-02T12:40:00Z');
  const { service, method, route } = SLOW_ROUTE;
  const place = { service, method, route };
  const text = words('5-advanced-queries');
  const range = `from=${new Date(times.from).toISOString()}&to=${new Date(times.to).toISOString()}`;
  expect(text).toContain(`/a/tillwatch-shop-app/health/service?service=${service}&${range}&timezone=utc`);
  const change = (q: number) =>
    `a p${100 * q} of ${milliseconds(quantile(q, times, place))} (was ${milliseconds(quantile(q, before(times), place))})`;
  expect(text).toContain(`\`${method} ${route}\` has ${change(0.5)}, ${change(0.95)} and ${change(0.99)}.`);
  const mean = ask({ measure: 'duration', stat: { kind: 'mean' } }, times, place);
  expect(text).toContain(`A mean of ${milliseconds(mean)} says nothing of either`);
});
