import { metricQuestion } from '../telemetry/questions/metric';
import { answerMetric } from './answers/metric';
import { REHEARSED } from './scenarios/rehearsed';
import { type Culprit, type Truth } from './scenarios/scenario';
import { SampleShop } from './shop';
import { tracesOf, truthBetween } from './truth';

const shop = new SampleShop();
const DAY = 24 * 3_600_000;
const FROM = Date.UTC(2024, 10, 18);
const truths = truthBetween(FROM, FROM + 3 * DAY);

const NAMES: string[] = REHEARSED.map(({ name }) => name);

function truthOf(name: string): Truth {
  const found = truths.find(({ scenario }) => scenario === name);
  if (!found) {
    throw new Error(`No ${name} within three days`);
  }
  return found;
}

it('are held in years past, by turns, and no more', () => {
  expect([...new Set(truths.map(({ scenario }) => scenario))].sort()).toEqual([...NAMES].sort());
  const since = truthBetween(Date.UTC(2025, 0, 2), Date.UTC(2025, 0, 9));
  expect(since.length).toBeGreaterThan(0);
  expect(since.filter(({ scenario }) => NAMES.includes(scenario))).toEqual([]);
});

it('leave the places of all other requests as they are', () => {
  const isRehearsed = shop.streams.map(({ scenario = '' }) => NAMES.includes(scenario));
  expect(isRehearsed.indexOf(true)).toBe(isRehearsed.lastIndexOf(false) + 1);
});

/** What nobody is asked any more, or of whom there are only more, has no trace of its own. */
const SHOWN = NAMES.filter((name) => name !== 'payment-unreachable' && name !== 'flood');

it.each(SHOWN)('%s is shown by traces with the culprit’s span and line', (name) => {
  const { culprit, others = [], ...rest } = truthOf(name);
  for (const one of [culprit, ...others] as Culprit[]) {
    const [id = ''] = tracesOf(shop.requests, { ...rest, culprit: one }, 1);
    const trace = shop.requests.byTraceId(id, rest.to);
    expect(trace?.attributes).toMatchObject(one.attributes);
    const line = one.line.message.replace(/\{(\w+)\}/g, (whole, key: string) => trace?.attributes[key] ?? whole);
    expect(trace?.lines.map(({ level, message }) => `${level} ${message}`)).toContain(`${one.line.level} ${line}`);
  }
});

/** A number of a service in a time: requests, failures, or seconds spent by second. */
function ask(service: string, measure: 'requests' | 'errors' | 'duration', { from, to }: Pick<Truth, 'from' | 'to'>) {
  const stat = measure === 'duration' ? ({ kind: 'mean' } as const) : ({ kind: 'rate' } as const);
  const where = [
    { field: 'service' as const, op: 'in' as const, values: [service] },
    { field: 'environment' as const, op: 'in' as const, values: ['production'] },
  ];
  const question = metricQuestion({ measure, stat, where, shape: 'total' });
  const answer = answerMetric(shop, question, { from, to, step: 60_000 }, { errorStatus: '5..' });
  return 'series' in answer ? (answer.series[0]?.values[0] ?? 0) : NaN;
}

/** The same length of time just before. */
const before = ({ from, to }: Truth) => ({ from: from - (to - from), to: from });

it('a flood is more requests, of which no more fail', () => {
  const truth = truthOf('flood');
  expect(ask('shop-api', 'requests', truth)).toBeGreaterThan(2 * ask('shop-api', 'requests', before(truth)));
  expect(ask('shop-api', 'errors', truth) / ask('shop-api', 'requests', truth)).toBeLessThan(0.01);
});

it('payments that cannot be reached count neither requests nor failures of a checkout', () => {
  const truth = truthOf('payment-unreachable');
  expect(ask('payments', 'requests', truth)).toBeLessThan(0.7 * ask('payments', 'requests', before(truth)));
  expect(ask('shop-api', 'errors', truth)).toBeGreaterThan(5 * ask('shop-api', 'errors', before(truth)));
});

it('the victims of time-outs are louder: they fail, and what they wait for is only slow', () => {
  const truth = truthOf('timeouts');
  expect(ask('accounts', 'errors', truth)).toBeLessThan(0.02);
  expect(ask('accounts', 'duration', truth)).toBeGreaterThan(3 * ask('accounts', 'duration', before(truth)));
  expect(ask('storefront', 'errors', truth) + ask('shop-api', 'errors', truth)).toBeGreaterThan(0.3);
});
