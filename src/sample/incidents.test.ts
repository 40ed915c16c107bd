import { twoProportionZ } from '../analysis/proportions';
import { metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { type Field } from '../telemetry/vocabulary';
import { answerMetric } from './answers/metric';
import { SCENARIO_NAMES, type Symptom, type Truth } from './scenarios/scenario';
import { SampleShop } from './shop';
import { tracesOf, truthBetween } from './truth';

const shop = new SampleShop();
const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = Date.UTC(2026, 10, 18);
const truths = truthBetween(DAY, DAY + 24 * HOUR).filter(({ from }) => from >= DAY);

type Asked = Pick<MetricQuestion, 'measure' | 'stat'>;
type Times = Pick<Truth, 'from' | 'to'>;

/** Values by what the fields hold, as JSON. */
function ask(question: Asked, by: Field[], times: Times): Map<string, number> {
  const answer = answerMetric(
    shop,
    metricQuestion({ ...question, by, shape: 'total' }),
    { ...times, step: MINUTE },
    { errorStatus: '5..' }
  );
  if ('notSupported' in answer) {
    throw new Error(answer.notSupported);
  }
  return new Map(answer.series.map(({ labels, values }) => [JSON.stringify(labels), values[0] ?? 0]));
}

/** Symptoms that requests have, by which no more of them come. */
type InRequests = Exclude<Symptom, 'memory' | 'requests'>;
type Counted = 'requests' | InRequests;

/** Requests or failures in a time, or seconds that requests took. */
function count(what: Counted, by: Field[], times: Times): Map<string, number> {
  if (what !== 'duration') {
    return ask({ measure: what, stat: { kind: 'count' } }, by, times);
  }
  const perSecond = ask({ measure: 'duration', stat: { kind: 'timeSpent' } }, by, times);
  return new Map([...perSecond].map(([key, seconds]) => [key, (seconds * (times.to - times.from)) / 1000]));
}

/** The same of the whole day without its incidents. */
function countCalm(what: Counted, by: Field[]): Map<string, number> {
  const calm = count(what, by, { from: DAY, to: DAY + 24 * HOUR });
  for (const incident of truthBetween(DAY, DAY + 24 * HOUR)) {
    const within = { from: Math.max(incident.from, DAY), to: Math.min(incident.to, DAY + 24 * HOUR) };
    count(what, by, within).forEach((value, key) => calm.set(key, (calm.get(key) ?? 0) - value));
  }
  return calm;
}

interface Effect {
  labels: Record<string, string>;
  size: number;
}

const calmCounts = new Map<string, Map<string, number>>();
function calmOf(what: Counted, by: Field[]): Map<string, number> {
  const key = [what, ...by].join();
  const known = calmCounts.get(key) ?? countCalm(what, by);
  calmCounts.set(key, known);
  return known;
}

/** How much worse each route (of each instance, where one is the culprit) was: more failures, a longer time. */
function effects(truth: Truth, symptom: InRequests): Effect[] {
  const by: Field[] = ['service', 'method', 'route', ...(truth.culprit.instance ? (['instance'] as const) : [])];
  const requests = count('requests', by, truth);
  return [...count(symptom, by, truth)]
    .map(([key, hits]) => {
      const now = { hits, total: requests.get(key) ?? 0 };
      const calm = { hits: calmOf(symptom, by).get(key) ?? 0, total: calmOf('requests', by).get(key) ?? 0 };
      const [mean, calmMean] = [now.hits / now.total, calm.hits / calm.total];
      return {
        labels: JSON.parse(key) as Record<string, string>,
        size: symptom === 'duration' ? mean / calmMean - 1 : mean - calmMean,
        isChance: now.total < 100 || (symptom !== 'duration' && twoProportionZ(now, calm) < 4),
      };
    })
    .filter(({ isChance }) => !isChance)
    .sort((a, b) => b.size - a.size);
}

/** What nobody would take for chance. */
const CLEAR: Record<InRequests, number> = { duration: 0.4, errors: 0.03, clientErrors: 0.03 };

const place = ({ service, method, route }: { service?: string; method?: string; route?: string }) =>
  [service, method, route].join(' ');

it('has one incident of each kind in each six hours, never two at once', () => {
  for (let block = 0; block < 4; block++) {
    const own = truths.filter(({ from }) => Math.floor((from - DAY) / (6 * HOUR)) === block);
    expect(own.map(({ scenario }) => scenario).sort()).toEqual([...SCENARIO_NAMES].sort());
  }
  truths.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThanOrEqual((truths[i]?.to ?? 0) + 5 * MINUTE));
});

it('tells the same truth of any range that touches the incident', () => {
  for (const truth of truths) {
    expect(truthBetween(truth.from - 10, truth.from + 10)).toEqual([truth]);
    expect(truthBetween(truth.to - 10, truth.to + 10)).toEqual([truth]);
  }
});

describe.each(truths.map((truth) => [`${truth.scenario} at ${new Date(truth.from).toISOString()}`, truth] as const))(
  '%s',
  (_, truth) => {
    const { culprit, innocents, symptoms } = truth;
    const inRequests = symptoms.filter((symptom) => symptom !== 'memory' && symptom !== 'requests');

    it.each(inRequests)('hits its culprit most, in %s, and those who call it, and nobody else', (symptom) => {
      const all = effects(truth, symptom);
      const clear = all.filter(({ size }) => size > CLEAR[symptom]);
      const isCulprit = ({ labels }: Effect) =>
        labels.service === culprit.service &&
        (culprit.route === undefined || labels.route === culprit.route) &&
        (culprit.instance === undefined || labels.instance === culprit.instance);
      const own = clear.find(isCulprit);
      // A caller fails whenever the culprit does, so that by chance it may look as bad.
      expect(own?.size).toBeGreaterThan(0.85 * (all[0]?.size ?? Infinity));
      const others = clear.filter((effect) => !isCulprit(effect)).map(({ labels }) => place(labels));
      const named = innocents.map(place);
      expect(others.filter((other) => !named.includes(other))).toEqual([]);
      const seen = new Set(all.map(({ labels }) => place(labels)));
      const suffered = new Set(others);
      expect(named.filter((one) => seen.has(one) && !suffered.has(one))).toEqual([]);
      expect(others.length).toBeGreaterThan(0);
    });

    it('is shown by traces with the culprit’s span, line and attributes', () => {
      const traces = tracesOf(shop.requests, truth, 3).map((id) => shop.requests.byTraceId(id, truth.to));
      expect(traces.length).toBeGreaterThan(0);
      for (const trace of traces) {
        expect(trace?.attributes).toMatchObject(culprit.attributes);
        const own = trace?.spans.filter(({ service }) => service === culprit.service) ?? [];
        expect(own.map(({ name }) => name)).toContain(culprit.span);
        const server = own.find(({ kind }) => kind === 'server');
        expect(server?.attributes['service.instance.id']).toBe(
          culprit.instance ?? server?.attributes['service.instance.id']
        );
        expect(server?.attributes['service.version']).toBe(culprit.version ?? server?.attributes['service.version']);
        const line = culprit.line.message.replace(
          /\{(\w+)\}/g,
          (whole, name: string) => trace?.attributes[name] ?? whole
        );
        expect(trace?.lines.map(({ level, message }) => `${level} ${message}`)).toContain(
          `${culprit.line.level} ${line}`
        );
      }
    });
  }
);

describe('what a payment outage hits', () => {
  const truth = truths.find(({ scenario }) => scenario === 'payment-errors') as Truth;
  const charges = shop.requests
    .find({ ...truth, where: [{ field: 'route', op: 'in', values: ['/charges'] }], limit: Infinity })
    .requests.map(({ attributes, scenario }) => ({ about: attributes, failed: scenario !== undefined }));
  const share = (some: typeof charges) => some.filter(({ failed }) => failed).length / some.length;

  it('is one brand in one region', () => {
    const concerned = charges.filter(({ about }) => about.card_brand === 'mastercard' && about.region === 'eu');
    expect(share(concerned)).toBeGreaterThan(0.8);
    expect(charges.filter(({ failed }) => failed).length).toBe(concerned.filter(({ failed }) => failed).length);
  });
});

it('fills the memory of one instance until it is restarted', () => {
  const { culprit, from, to } = truths.find(({ scenario }) => scenario === 'memory-leak') as Truth;
  const memory = (at: number) =>
    ask({ measure: 'memory', stat: { kind: 'value' } }, ['service', 'instance'], { from: at - MINUTE, to: at });
  const key = JSON.stringify({ service: culprit.service, instance: culprit.instance });
  const full = memory(to - 6 * MINUTE);
  expect(Math.max(...full.values())).toBe(full.get(key));
  expect(full.get(key)).toBeGreaterThan(90);
  expect(memory(from).get(key)).toBeLessThan(60);
  expect(memory(to).get(key)).toBeLessThan(60);
});

it('shows the bad version beside the good one, and only it fails', () => {
  const truth = truths.find(({ scenario }) => scenario === 'bad-deploy') as Truth;
  const errors = ask({ measure: 'errors', stat: { kind: 'ratio' } }, ['service', 'route', 'version'], truth);
  const order = [...errors].filter(([key]) => key.includes('"shop-api"') && key.includes('"/orders/:id"'));
  const bad = order.filter(([key]) => key.includes(`"${truth.culprit.version}"`));
  expect(bad.map(([, ratio]) => ratio > 0.4)).toEqual([true]);
  expect(order.filter((entry) => !bad.includes(entry)).every(([, ratio]) => ratio < 0.05)).toBe(true);
  const running = ask({ measure: 'build', stat: { kind: 'value' } }, ['service', 'version'], {
    from: truth.from,
    to: truth.from + MINUTE,
  });
  expect([...running.keys()]).toContain(JSON.stringify({ service: 'shop-api', version: truth.culprit.version }));
});
