/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { ask } from '../datasources/question';
import { errorQueries } from '../features/health/errors/queries';
import { kpiTileQueries } from '../features/health/kpiTiles/queries';
import { routeTableQueries, serviceTableQueries } from '../features/health/table/queries';
import { redQueries } from '../ui/charts/red/queries';
import { type Condition, is, metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { answerMetric } from './answers/metric';
import { SERVICES } from './calls';
import { BOUNDS } from './latency';
import { SampleShop } from './shop';
import { truthBetween } from './truth';

const shop = new SampleShop();
const TO = Date.UTC(2026, 10, 18, 20);
const HOUR = 3_600_000;
const MINUTE = 60_000;
const RANGE = { from: TO - HOUR, to: TO, step: MINUTE };

type Asked = Parameters<typeof metricQuestion>[0];

function answer(question: Asked, range = RANGE) {
  return answerMetric(shop, metricQuestion(question), range, { errorStatus: '5..' });
}

function supported(question: Asked, range = RANGE) {
  const answered = answer(question, range);
  if ('notSupported' in answered) {
    throw new Error(answered.notSupported);
  }
  return answered;
}

const sum = (values: ReadonlyArray<number | null>) => values.reduce<number>((all, value) => all + (value ?? 0), 0);
const only = (question: Asked, range = RANGE) => supported(question, range).series[0]?.values ?? [];

/** What the page of a service asks besides the questions that it shares with others. */
function besides(where: Condition[]) {
  const value = { kind: 'value' as const };
  const gauges = (['inFlight', 'cpu', 'memory'] as const).flatMap((measure) => [
    ask(measure, metricQuestion({ measure, stat: value, where })),
    ask(`${measure}ByInstance`, metricQuestion({ measure, stat: value, where, by: ['instance'] })),
  ]);
  return [...gauges, ask('lowStock', metricQuestion({ measure: 'lowStock', stat: value, where }))];
}

describe('what pages ask', () => {
  const route = (service: string): Condition[] => [is('service', service), is('route', '/checkout')];
  const pages: Array<[string, MetricQuestion[]]> = [
    ['health', [...kpiTileQueries(), ...serviceTableQueries().filter(({ ofMany }) => !ofMany)]],
    ...SERVICES.map((service): [string, ReturnType<typeof redQueries>] => {
      const where = [is('service', service)];
      return [service, [...redQueries(where), ...besides(where), ...routeTableQueries(where), ...errorQueries(where)]];
    }),
    ['a route', [...redQueries(route('shop-api')), ...routeTableQueries(route('shop-api'))]],
  ].map(([page, queries]) => [
    page as string,
    (queries as ReturnType<typeof redQueries>).map(({ question }) => question),
  ]);

  it.each(pages)('%s: every question is answered in its own words, or said not to be measured', (page, questions) => {
    for (const question of questions) {
      const answered = answer(question);
      if ('notSupported' in answered) {
        // Only the inventory knows the stock, histograms keep no maximum, and summaries without quantiles a mean.
        expect(question.stat.kind === 'max' ? '' : page).not.toBe('inventory');
        expect([
          ['lowStock', 'value', 'No low stock reported for these services'],
          ['duration', 'max', 'No max of latency'],
          ['duration', 'quantile', 'notifications counts latency in a summary without quantiles'],
          ['duration', 'distribution', 'notifications counts latency in a summary without quantiles'],
        ]).toContainEqual([question.measure, question.stat.kind, answered.notSupported]);
        continue;
      }
      const extra = question.measure === 'revenue' ? ['currency'] : question.stat.kind === 'distribution' ? ['le'] : [];
      for (const { labels, times, values } of answered.series) {
        expect(Object.keys(labels)).toEqual([...question.by, ...extra]);
        expect(values).toHaveLength(times.length);
        expect(times).toHaveLength(question.shape === 'total' ? 1 : 61);
        expect(times.every((time) => time >= RANGE.from && time <= RANGE.to && time % MINUTE === 0)).toBe(true);
        expect(values.every((value) => value === null || (Number.isFinite(value) && value >= 0))).toBe(true);
      }
      // Services without failures have none to tell apart by status; everything else has something to tell.
      if (!question.by.includes('status')) {
        expect(answered.series.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('numbers agree with each other', () => {
  it('rates over the steps add up to the count of the whole', () => {
    const trend = only({ measure: 'requests', stat: { kind: 'rate' } }).slice(1);
    const [total] = only({ measure: 'requests', stat: { kind: 'count' }, shape: 'total' });
    expect(sum(trend) * 60).toBeCloseTo(total ?? NaN, 6);
  });

  it('looks back a minute where points are closer', () => {
    const close = supported({ measure: 'requests', stat: { kind: 'rate' } }, { ...RANGE, step: 15_000 }).series[0];
    const apart = supported({ measure: 'requests', stat: { kind: 'rate' } }).series[0];
    const at = (time: number) => close?.values[close.times.indexOf(time)];
    expect(apart?.times.map(at)).toEqual(apart?.values);
    expect(close?.times).toHaveLength(241);
  });

  it('the error ratio is errors by requests, and nothing where nobody asked', () => {
    const where = [is('service', 'shop-api')];
    const [errors] = only({ measure: 'errors', stat: { kind: 'count' }, shape: 'total', where });
    const [requests] = only({ measure: 'requests', stat: { kind: 'count' }, shape: 'total', where });
    expect(errors).toBeGreaterThan(0);
    expect(only({ measure: 'errors', stat: { kind: 'ratio' }, shape: 'total', where })).toEqual([errors! / requests!]);
    const rare = only({ measure: 'errors', stat: { kind: 'ratio' }, where: [is('route', '/refunds')] });
    expect(rare).toContain(null);
  });

  it('counts as errors what the set-up says', () => {
    const question = metricQuestion({ measure: 'errors', stat: { kind: 'count' }, by: ['status'], shape: 'total' });
    const answered = answerMetric(shop, question, RANGE, { errorStatus: '5..|404' });
    const statuses = 'series' in answered ? answered.series.map(({ labels }) => labels.status) : [];
    expect(statuses).toContain('404');
    expect(statuses.every((status) => status === '404' || status?.startsWith('5'))).toBe(true);
  });

  it('a quantile lies in the bucket of the span that it is the quantile of', () => {
    const where = [is('service', 'payments')];
    const short = { from: TO - 3 * MINUTE, to: TO, step: MINUTE };
    const [p95] = only({ measure: 'duration', stat: { kind: 'quantile', q: 0.95 }, where, shape: 'total' }, short);
    const durations = shop.requests
      .find({ ...short, where, limit: Infinity })
      .requests.flatMap(({ spans }) => spans.filter(({ service, kind }) => service === 'payments' && kind === 'server'))
      .map(({ duration }) => duration / 1000)
      .sort((a, b) => a - b);
    const exact = durations[Math.ceil(0.95 * durations.length) - 1] ?? NaN;
    const upper = BOUNDS.find((bound) => exact <= bound) ?? Infinity;
    expect(p95).toBeLessThanOrEqual(upper);
    expect(p95).toBeGreaterThanOrEqual(BOUNDS[BOUNDS.indexOf(upper as never) - 1] ?? 0);
  });

  it('splits by version around a deploy, and the parts are the whole', () => {
    const deploy = truthBetween(TO - 6 * HOUR, TO).find(({ scenario }) => scenario === 'bad-deploy');
    const around = { from: (deploy?.from ?? 0) - 7 * MINUTE, to: (deploy?.from ?? 0) + 8 * MINUTE, step: 4 * MINUTE };
    const where = [is('service', 'shop-api'), is('environment', 'production')];
    const count = { measure: 'requests', stat: { kind: 'rate' }, where } as const;
    const parts = supported({ ...count, by: ['version'] }, around).series;
    expect(parts.map(({ labels }) => labels.version)).toContain(deploy?.culprit.version);
    expect(parts).toHaveLength(2);
    only({ ...count }, around).forEach((all, i) =>
      expect(sum(parts.map(({ values }) => values[i] ?? 0))).toBeCloseTo(all ?? 0)
    );
  });

  it('keeps to the conditions, also to those that leave out', () => {
    const count = { measure: 'requests', stat: { kind: 'count' }, shape: 'total' } as const;
    const [all] = only(count);
    const [staging] = only({ ...count, where: [is('environment', 'staging')] });
    const [rest] = only({ ...count, where: [{ field: 'environment', op: 'notIn', values: ['staging'] }] });
    expect(staging).toBeGreaterThan(0);
    expect(staging! + rest!).toBe(all);
    expect(only({ ...count, where: [{ field: 'route', op: 'in', values: [] }] })).toEqual([all]);
    expect(supported({ ...count, where: [is('service', 'nobody')] }).series).toEqual([]);
  });

  it('serves about as many requests at once as Little’s law says', () => {
    const where = [is('service', 'storefront')];
    const inFlight = only({ measure: 'inFlight', stat: { kind: 'value' }, where });
    const spent = only({ measure: 'duration', stat: { kind: 'timeSpent' }, where });
    expect(inFlight.every((value) => Number.isInteger(value))).toBe(true);
    expect(Math.abs(sum(inFlight) / inFlight.length - sum(spent) / spent.length)).toBeLessThan(0.3);
  });
});

it('knows of the service whose library keeps no buckets the mean alone, and no exemplars', () => {
  const latency = { measure: 'duration', shape: 'total' } as const;
  const where = [is('service', 'notifications')];
  const p95 = { ...latency, stat: { kind: 'quantile', q: 0.95 } } as const;
  expect(answer({ ...p95, where })).toMatchObject({ instead: [{ kind: 'mean' }] });
  expect(only({ ...latency, stat: { kind: 'mean' }, where })[0]).toBeGreaterThan(0);
  const services = supported({ ...p95, by: ['service'] }).series.map(({ labels }) => labels.service);
  expect(services).toHaveLength(7);
  expect(services).not.toContain('notifications');
  const isOfIt = ({ labels }: { labels: Record<string, string> }) =>
    shop.requests
      .byTraceId(labels.trace_id ?? '', TO)
      ?.spans.some(({ service, spanId }) => service === 'notifications' && spanId === labels.span_id);
  const { exemplars = [] } = supported({ ...p95, shape: 'series', exemplars: true });
  expect(exemplars.length).toBeGreaterThan(0);
  expect(exemplars.filter(isOfIt)).toEqual([]);
});

it('gives exemplars that are requests of the shop, with their own duration and trace', () => {
  const where = [is('service', 'payments')];
  const { exemplars = [] } = supported({
    measure: 'duration',
    stat: { kind: 'quantile', q: 0.95 },
    where,
    exemplars: true,
  });
  expect(exemplars.length).toBeGreaterThan(15);
  for (const { time, seconds, labels } of exemplars) {
    const spans = shop.requests.byTraceId(labels.trace_id ?? '', TO)?.spans ?? [];
    const own = spans.filter(({ service, kind }) => service === 'payments' && kind === 'server');
    expect(own.map(({ duration }) => duration / 1000)).toContain(seconds);
    expect(time).toBeLessThanOrEqual(TO);
  }
});

it.each<[string, Asked]>([
  ['a count at each step', { measure: 'requests', stat: { kind: 'count' } }],
  ['a ratio by status', { measure: 'errors', stat: { kind: 'ratio' }, by: ['status'] }],
  ['the value of requests', { measure: 'requests', stat: { kind: 'value' } }],
  ['a rate of durations', { measure: 'duration', stat: { kind: 'rate' } }],
  ['a distribution by route', { measure: 'duration', stat: { kind: 'distribution' }, by: ['route'] }],
  ['orders by route', { measure: 'orders', stat: { kind: 'rate' }, by: ['route'] }],
  ['orders of the payments', { measure: 'orders', stat: { kind: 'rate' }, where: [is('service', 'payments')] }],
  ['requests in flight by route', { measure: 'inFlight', stat: { kind: 'value' }, by: ['route'] }],
  ['a rate of memory', { measure: 'memory', stat: { kind: 'rate' } }],
  ['hosts, which it has none of', { measure: 'hostCpu', stat: { kind: 'value' }, by: ['host'] }],
  ['requests by host', { measure: 'requests', stat: { kind: 'rate' }, by: ['host'] }],
])('says that it does not know %s', (_, question) => {
  expect(answer(question)).toEqual({ notSupported: expect.stringMatching(/\w/) });
});

describe('beside what services count of their own requests', () => {
  const count = { measure: 'requests', stat: { kind: 'count' }, shape: 'total' } as const;

  it('the ingress counts those of the service behind it, and of no other', () => {
    const where = [is('service', 'storefront')];
    const [own] = only({ ...count, where });
    expect(own).toBeGreaterThan(0);
    expect(only({ ...count, where, seenFrom: 'proxy' })).toEqual([own]);
    const elsewhere = answer({ ...count, where: [is('service', 'cart')], seenFrom: 'proxy' });
    expect(elsewhere).toMatchObject({ notSupported: expect.stringContaining('No proxy') });
  });

  it('mails wait to be sent, more of them while the shop is busy', () => {
    const waiting: Asked = { measure: 'consumerLag', stat: { kind: 'value' }, by: ['service'], shape: 'total' };
    expect(supported(waiting).series.map(({ labels }) => labels)).toEqual([{ service: 'notifications' }]);
    const mean = (hour: number) => {
      const to = Date.UTC(2026, 10, 17, hour);
      const values = only({ ...waiting, shape: 'series' }, { from: to - 60 * MINUTE, to, step: MINUTE });
      return sum(values) / values.length;
    };
    expect(mean(20)).toBeGreaterThan(1.5 * mean(4));
  });
});
