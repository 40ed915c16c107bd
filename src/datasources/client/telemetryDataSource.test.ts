import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFrame, type DataQueryRequest, type DataQueryResponse, dateTime, LoadingState } from '@grafana/data';
import { SceneFlexLayout, SceneVariableSet, TestVariable } from '@grafana/scenes';
import { lastValueFrom, toArray } from 'rxjs';
import { is, metricQuestion, type MetricQuestion } from '../../telemetry/questions/metric';
import { detectScraped, scrape, type Scraped, together } from '../../telemetry/exposition/scraped';
import { isComing, isLeftToSeen, notSupportedReason, seriesOf, total } from '../answer';
import { type DetectionKeeper, type KeptDetection } from '../metricDetections';
import { ask, askBaseline, askCompared, type QuestionQuery } from '../question';
import { type Settings } from '../settings';
import { FakePrometheus, installDataSources } from '../testing/fakePrometheus';
import { frameFor } from '../testing/frames';
import { sceneClient, TelemetryDataSource } from './scenes';
import { TelemetryClient } from './telemetryClient';

const HOUR = 3600_000;
const TO = Date.UTC(2026, 5, 15, 12);

const SHOP = `
# TYPE http_requests_total counter
http_requests_total{environment="prod",method="GET",path="/",status="200"} 90
http_requests_total{environment="prod",method="GET",path="/",status="500"} 10
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{environment="prod",method="GET",path="/",le="0.1"} 90
http_request_duration_seconds_bucket{environment="prod",method="GET",path="/",le="+Inf"} 100
http_request_duration_seconds_sum{environment="prod",method="GET",path="/"} 9
http_request_duration_seconds_count{environment="prod",method="GET",path="/"} 100
# TYPE orders_total counter
orders_total{environment="prod"} 7
`;
const FLASK = `
# TYPE http_requests_total counter
http_requests_total{method="GET",endpoint="/"} 50
# TYPE http_request_latency_seconds histogram
http_request_latency_seconds_bucket{endpoint="/",le="0.5"} 50
http_request_latency_seconds_bucket{endpoint="/",le="+Inf"} 50
http_request_latency_seconds_sum{endpoint="/"} 9
http_request_latency_seconds_count{endpoint="/"} 50
`;
const scraped = together([scrape(SHOP, 'shop'), scrape(FLASK, 'flask')]);

const RATE = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, by: ['service'] });
const ERRORS = metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, shape: 'total' });
const P95_ALL = metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.95 } });

/** What the shared controls stand at. */
interface Controls {
  metrics?: string;
  environment?: string[];
  compare?: string;
}

function request(
  client: TelemetryClient,
  targets: QuestionQuery[],
  { metrics = 'prom', environment = [], compare = 'off' }: Controls = {}
) {
  const variable = (name: string, value: string | string[]) =>
    new TestVariable({ name, value, text: value, isMulti: Array.isArray(value), query: '', optionsToReturn: [] });
  const scene = new SceneFlexLayout({
    $behaviors: [sceneClient(client)],
    $variables: new SceneVariableSet({
      variables: [variable('metrics', metrics), variable('environment', environment), variable('compare', compare)],
    }),
    children: [],
  });
  const range = { from: dateTime(TO - HOUR), to: dateTime(TO) };
  return {
    app: 'panel',
    requestId: 'SQR100',
    interval: '15s',
    intervalMs: 15000,
    maxDataPoints: 500,
    range: { ...range, raw: range },
    scopedVars: { __sceneObject: { value: scene, text: '' } },
    startTime: TO,
    timezone: 'utc',
    targets,
  } as unknown as DataQueryRequest<QuestionQuery>;
}

const DATA_SOURCE = new TelemetryDataSource();

function telemetry(settings: Settings = {}): TelemetryClient {
  return new TelemetryClient({ provisioned: settings });
}

async function answerOf(client: TelemetryClient, targets: QuestionQuery[], controls?: Controls) {
  const response = await lastValueFrom(DATA_SOURCE.query(request(client, targets, controls)));
  return { ...response, frames: response.data as DataFrame[] };
}

/** What the choice of environments asks, for a range that ends then. */
function environmentsOf(client: TelemetryClient, end = TO) {
  const { scopedVars } = request(client, []);
  return DATA_SOURCE.metricFindQuery({ metrics: '${metrics}' }, { scopedVars, range: { to: dateTime(end) } });
}

let prometheus: FakePrometheus;

beforeEach(() => {
  prometheus = new FakePrometheus(scraped);
  installDataSources(prometheus);
});

describe('what is asked only of few services', () => {
  const line: QuestionQuery = { ...ask('B', RATE), ofFew: true };
  const instead: QuestionQuery = { ...ask('C', RATE), ofMany: true };

  it.each([
    [100, ['A', 'B'], false],
    [101, ['A', 'C'], true],
  ])('of %d: %j', async (count, refIds, isLeft) => {
    prometheus = new FakePrometheus(together(manyNames(count).map((name) => scrape(SHOP, name))));
    installDataSources(prometheus);
    const { frames } = await answerOf(telemetry(), [ask('A', RATE), line, instead]);
    expect(prometheus.targets.map(({ refId }) => refId)).toEqual(refIds);
    expect(isLeftToSeen(frames)).toBe(isLeft);
    expect(seriesOf(frames, 'B')).toHaveLength(isLeft ? 0 : 1);
  });
});

describe('what a page shows first', () => {
  const queries = [{ ...ask('A', RATE), isFirst: true }, ask('B', ERRORS), { ...ask('C', RATE), ofFew: true }];
  const answers = () => lastValueFrom(DATA_SOURCE.query(request(telemetry(), queries)).pipe(toArray()));
  const groups = () => prometheus.asked.map(({ targets }) => targets.map(({ refId }) => refId));

  it.each([
    ['few services: beside the rest', 2, [['A'], ['B', 'C']], 2],
    ['very many: before the rest, which is asked then', 101, [['A'], ['B']], 1],
  ])('is answered by itself, of %s', async (_, count, asked, askedAtFirst) => {
    prometheus = new FakePrometheus(together(manyNames(count).map((name) => scrape(SHOP, name))));
    installDataSources(prometheus);
    let groupsAtFirst = 0;
    const { answer } = prometheus;
    prometheus.answer = (one) => {
      groupsAtFirst ||= prometheus.asked.length;
      return answer(one);
    };
    const [first, whole, ...more] = await answers();
    expect(groups()).toEqual(asked);
    expect(groupsAtFirst).toBe(askedAtFirst);
    expect(new Set(prometheus.asked.map(({ requestId }) => requestId)).size).toBe(2);
    expect(more).toEqual([]);
    expect([first?.state, isComing((first?.data ?? []) as DataFrame[])]).toEqual([LoadingState.Loading, true]);
    expect(seriesOf((first?.data ?? []) as DataFrame[], 'A')).toHaveLength(1);
    expect([whole?.state, isComing((whole?.data ?? []) as DataFrame[])]).toEqual([LoadingState.Done, false]);
    // One takes the place of the other, whichever query stands first in it.
    expect(new Set([first?.key, whole?.key]).size).toBe(1);
    expect(first?.key).toBeTruthy();
  });
});

describe('what was detected at an earlier visit', () => {
  const now = Date.now();
  const visit = (client: TelemetryClient, targets: QuestionQuery[]) => {
    const range = { from: dateTime(now - HOUR), to: dateTime(now) };
    const emitted = DATA_SOURCE.query({ ...request(client, targets), range: { ...range, raw: range } });
    return lastValueFrom(emitted.pipe(toArray()));
  };

  it.each([
    ['answers at once, and not again where it still holds', 'shop', 1],
    ['answers at once, and anew where something else is found', 'other', 2],
  ])('%s', async (_, name, answers) => {
    let kept: KeptDetection = {
      detection: detectScraped(together([scrape(SHOP, name), scrape(FLASK, 'flask')])),
      madeAt: now,
    };
    const keeper: DetectionKeeper = {
      read: () => kept,
      write: async (_basis: string, next: KeptDetection) => void (kept = next),
      clear: () => {},
    };
    const client = new TelemetryClient({ detections: keeper });
    expect(await visit(client, [ask('A', RATE)])).toHaveLength(answers);
    expect(prometheus.asked).toHaveLength(answers);
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await visit(client, [ask('A', RATE)])).toHaveLength(1);
    expect([prometheus.resources.length, prometheus.detections]).toEqual([2, 1]);
  });
});

describe('what is sent on', () => {
  it('is text and the data source’s own fields, never the question', async () => {
    await answerOf(telemetry(), [ask('A', RATE), ask('B', ERRORS)]);
    const known = ['refId', 'expr', 'instant', 'range', 'exemplar', 'format', 'datasource'];
    expect(prometheus.targets.map(({ refId }) => refId)).toEqual(['A', 'B']);
    prometheus.targets.forEach((target) => {
      expect(Object.keys(target).filter((key) => !known.includes(key))).toEqual([]);
    });
    expect(prometheus.targets.map(({ instant, range }) => [instant, range])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('is one request for all questions of a view', async () => {
    await answerOf(telemetry(), [ask('A', RATE), ask('B', ERRORS), ask('C', P95_ALL)]);
    expect(prometheus.asked).toHaveLength(1);
  });

  it('follows what an admin has decided', async () => {
    const settings: Settings = {
      errorStatus: ['5xx', '429'],
      business: [{ measure: 'orders', metric: 'orders_total', type: 'counter' }],
    };
    const orders = metricQuestion({ measure: 'orders', stat: { kind: 'count' }, shape: 'total' });
    await answerOf(telemetry(settings), [ask('A', ERRORS), ask('B', orders)]);
    expect(prometheus.targets[0]?.expr).toContain('status=~"5..|429"');
    expect(prometheus.targets[1]?.expr).toBe('sum(increase(orders_total[3600s]))');
  });

  it('keeps to the environments that are chosen', async () => {
    const answered = await answerOf(telemetry(), [ask('A', RATE)], { environment: ['prod'] });
    expect(prometheus.targets.map(({ expr }) => expr)).toEqual([
      'sum by (job) (rate(http_requests_total{environment="prod", job!="flask"}[$__rate_interval]))',
    ]);
    const notices = answered.frames.flatMap(({ meta }) => meta?.notices ?? []).map(({ text }) => text);
    expect(notices).toEqual([expect.stringContaining('(flask): http_requests_total has no label for environment')]);
  });

  it('asks the data source that the URL names, else the one of the set-up, else the default one', async () => {
    const other = new FakePrometheus(scraped, { uid: 'other' });
    const preferred = new FakePrometheus(scraped, { uid: 'preferred', isDefault: true });
    installDataSources(prometheus, other, preferred);
    await answerOf(telemetry(), [ask('A', RATE)], { metrics: 'other' });
    await answerOf(telemetry({ metrics: 'prom' }), [ask('A', RATE)], { metrics: '' });
    await answerOf(telemetry(), [ask('A', RATE)], { metrics: '' });
    expect([other, prometheus, preferred].map(({ asked }) => asked.length)).toEqual([1, 1, 1]);
  });
});

describe('what comes back', () => {
  it('is in the vocabulary, whatever the labels are called', async () => {
    prometheus.answer = () => ({ data: [frameFor('A', { service: 'shop' }), frameFor('A', { service: 'flask' })] });
    const { frames, state } = await answerOf(telemetry(), [ask('A', RATE)]);
    expect(seriesOf(frames, 'A').map(({ labels }) => labels)).toEqual([{ service: 'shop' }, { service: 'flask' }]);
    expect(state).toBe(LoadingState.Done);
  });

  it('says what cannot be answered, and why, without asking', async () => {
    const unknown: MetricQuestion = { ...ERRORS, where: [is('service', 'flask')] };
    const { frames } = await answerOf(telemetry(), [ask('A', unknown)]);
    expect(notSupportedReason(frames)).toMatch(/errors unknown, because .* carries no HTTP status code/);
    expect(prometheus.asked).toHaveLength(0);
  });

  it('is one percentile of the shop, out of the buckets of all conventions', async () => {
    const buckets = (refId: string, job: string, counts: number[], bounds: string[]) =>
      counts.map((count, index) => frameFor(refId, { job, le: bounds[index] ?? '' }, [[TO, count]]));
    prometheus.answer = () => ({
      data: [
        ...buckets('A_0', 'shop', [90, 100], ['0.1', '+Inf']),
        ...buckets('A_1', 'flask', [100, 100], ['0.5', '+Inf']),
      ],
    });
    const half = metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.5 }, shape: 'total' });
    const { frames } = await answerOf(telemetry(), [ask('A', half)]);
    // Up to x lie 90 * x / 0.1 of one and 100 * x / 0.5 of the other; half of all 200 are reached at 1/11.
    expect(total(frames, 'A')).toBeCloseTo(1 / 11, 9);
    expect(prometheus.targets).toHaveLength(2);
  });

  it('knows the services without asking for a single number', async () => {
    const services = await telemetry().metrics.services({ metrics: 'prom', environments: [], at: TO });
    const known = services.map(({ service, convention, hasStatus }) => [service, convention, hasStatus]);
    expect(known.sort()).toEqual([
      ['flask', 'flask-latency', false],
      ['shop', 'prometheus-http', true],
    ]);
    expect(prometheus.asked).toHaveLength(0);
  });

  it('lists the environments that there are', async () => {
    expect(await environmentsOf(telemetry())).toEqual([{ text: 'prod' }]);
  });
});

describe('a comparison', () => {
  it('asks nothing when it is off', async () => {
    const { frames } = await answerOf(telemetry(), [askCompared('A', RATE)]);
    expect(frames).toEqual([]);
    expect([prometheus.asked.length, prometheus.resources.length]).toEqual([0, 0]);
  });

  it.each([
    ['previous', HOUR],
    ['yesterday', 24 * HOUR],
    ['last-week', 7 * 24 * HOUR],
  ])('with %s asks the range before, and lays the answer over the present', async (compare, shift) => {
    prometheus.answer = ({ range, targets }) => ({
      data: targets.map(({ refId }) => frameFor(refId, { service: 'shop' }, [[range.to.valueOf(), 1]])),
    });
    const { frames } = await answerOf(telemetry(), [ask('A', RATE), askCompared('B', RATE)], { compare });
    const spans = prometheus.asked.map(({ range }) => [range.from.valueOf(), range.to.valueOf()]);
    expect(spans).toEqual([
      [TO - HOUR, TO],
      [TO - HOUR - shift, TO - shift],
    ]);
    expect(new Set(prometheus.asked.map(({ requestId }) => requestId)).size).toBe(2);
    expect(['A', 'B'].map((refId) => seriesOf(frames, refId)[0]?.times)).toEqual([[TO], [TO]]);
  });

  it('has a baseline where none is chosen', async () => {
    await answerOf(telemetry(), [askBaseline('A', ERRORS)]);
    expect(prometheus.asked.map(({ range }) => range.to.valueOf())).toEqual([TO - HOUR]);
    await answerOf(telemetry(), [askBaseline('A', ERRORS)], { compare: 'yesterday' });
    expect(prometheus.asked[1]?.range.to.valueOf()).toBe(TO - 24 * HOUR);
  });

  it('never lets time run backwards where an hour was there twice', async () => {
    const TWICE = Date.UTC(2026, 9, 25, 0, 30);
    const range = { from: dateTime(TWICE + 24 * HOUR), to: dateTime(TWICE + 28 * HOUR) };
    const times = [0, 30, 60, 90, 120].map((minutes) => TWICE + minutes * 60_000);
    prometheus.answer = () => ({
      data: [
        frameFor(
          'A',
          {},
          times.map((time, index) => [time, index])
        ),
      ],
    });
    const asked = {
      ...request(telemetry(), [askCompared('A', RATE)], { compare: 'yesterday' }),
      timezone: 'Europe/Berlin',
    };
    const response = await lastValueFrom(DATA_SOURCE.query({ ...asked, range: { ...range, raw: range } }));
    const [series] = seriesOf(response.data as DataFrame[], 'A');
    expect(series?.times).toEqual([...(series?.times ?? [])].sort((a, b) => a - b));
    expect(new Set(series?.times).size).toBe(series?.times.length);
    // 2:30 in summer, then 3:00 and 3:30 in winter: the second 2:00 and 2:30 are left out.
    expect(series?.values).toEqual([0, 3, 4]);
  });
});

describe('detection', () => {
  it('takes three requests and is right among 10,000 names', async () => {
    const recorded = (name: string) =>
      readFileSync(join(__dirname, '..', '..', 'telemetry', 'conventions', 'recorded', `${name}.prom`), 'utf8');
    const pages = ['prom-client-path', 'otel-java-agent', 'fastapi-prometheus-client', 'micrometer-spring-boot'];
    // Of a machine, which is no service.
    const shop = together([...pages, 'node-exporter'].map((name) => scrape(recorded(name), name)));
    const many: Scraped = { ...shop, names: [...shop.names, ...manyNames(10_000)] };
    prometheus = new FakePrometheus(many);
    installDataSources(prometheus);
    const services = await telemetry().metrics.services({ metrics: 'prom', environments: [], at: TO });
    const found = services.map(({ convention }) => convention);
    expect(found.sort()).toEqual(['fastapi', 'micrometer', 'otel-http', 'prometheus-http']);
    expect(prometheus.resources.length + prometheus.detections + prometheus.asked.length).toBeLessThanOrEqual(3);
  });

  it('is shared by all who ask at once, and holds for a while', async () => {
    const source = telemetry();
    await Promise.all([answerOf(source, [ask('A', RATE)]), answerOf(source, [ask('B', ERRORS)])]);
    await answerOf(source, [ask('C', P95_ALL)]);
    expect([prometheus.resources.length, prometheus.detections]).toEqual([2, 1]);
    source.metrics.lookAgain();
    await answerOf(source, [ask('C', P95_ALL)]);
    expect([prometheus.resources.length, prometheus.detections]).toEqual([4, 2]);
  });

  describe('about one moment', () => {
    const MOMENT = TO - HOUR / 2;
    const about = (moment: number, service: string) => ({
      ...ask('A', { ...RATE, where: [is('service', service)] }),
      moment,
    });
    const looks = () => [prometheus.resources.length, prometheus.detections];
    it('is the one of a range in whose last hour it lies', async () => {
      const source = telemetry();
      await environmentsOf(source, TO - HOUR / 4);
      await answerOf(source, [about(MOMENT, 'nobody')]);
      expect(looks()).toEqual([2, 1]);
    });

    it('is the one of the same day that knows the service, and else its own, without metadata anew', async () => {
      const source = telemetry();
      await environmentsOf(source, TO + 10 * HOUR);
      await answerOf(source, [about(MOMENT, 'shop')]);
      expect(looks()).toEqual([2, 1]);
      await answerOf(source, [about(MOMENT, 'nobody')]);
      expect(looks()).toEqual([3, 2]);
      // Nobody of that name was measured then.
      expect(prometheus.asked).toHaveLength(1);
    });

    it('is its own where names of the same day find nothing, and of another day', async () => {
      prometheus.answer = () => ({ data: [], state: LoadingState.Done });
      const source = telemetry();
      await environmentsOf(source, TO + 10 * HOUR);
      await answerOf(source, [about(MOMENT, 'shop')]);
      expect(looks()).toEqual([3, 2]);
      const other = telemetry();
      await environmentsOf(other, TO + 50 * HOUR);
      await answerOf(other, [about(MOMENT, 'shop')]);
      expect(looks()).toEqual([6, 4]);
    });

    it('is its own where the range is what is asked for', async () => {
      const source = telemetry();
      await environmentsOf(source, TO - HOUR / 4);
      await answerOf(source, [about(MOMENT, 'shop'), ask('B', RATE)]);
      expect(looks()).toEqual([3, 2]);
    });
  });

  it('is not remembered when it failed', async () => {
    const source = telemetry();
    prometheus.failResources = [{ status: 403, data: { message: 'Access denied' } }];
    const refused = await answerOf(source, [ask('A', RATE)]);
    expect(refused.errors?.[0]?.data).toEqual({
      message: expect.stringContaining('not have permission'),
      error: 'forbidden',
    });
    expect((await answerOf(source, [ask('A', RATE)])).errors ?? []).toEqual([]);
  });

  it('does without metadata, which not every server has', async () => {
    const without = prometheus.getResource.bind(prometheus);
    prometheus.getResource = async (path) =>
      path.endsWith('metadata') ? Promise.reject({ status: 404, data: 'not found' }) : without(path);
    expect(await telemetry().metrics.services({ metrics: 'prom', environments: [], at: TO })).toHaveLength(2);
  });
});

describe('a failure', () => {
  /** Grafana's answer where the whole request failed: no error of a query, but one of its own. */
  const refused: DataQueryResponse = Object.assign(
    { data: [], state: LoadingState.Error },
    { error: { status: 403, data: { message: "You'll need additional permissions" } } }
  );

  it('costs the question that it belongs to, and no other', async () => {
    prometheus.answer = () => ({
      data: [frameFor('A', { service: 'shop' })],
      state: LoadingState.Error,
      errors: [{ refId: 'B_1', status: 500, message: 'context deadline exceeded' }],
    });
    const { frames, errors } = await answerOf(telemetry(), [ask('A', RATE), ask('B', P95_ALL)]);
    expect(seriesOf(frames, 'A')).toHaveLength(1);
    expect(errors?.map(({ refId, data }) => [refId, data?.error])).toEqual([['B', 'failed']]);
    expect(errors?.[0]?.message).toMatch(/timed out/);
  });

  it('of a whole request belongs to each of its questions', async () => {
    prometheus.answer = () => refused;
    const { errors, state } = await answerOf(telemetry(), [ask('A', RATE), ask('B', ERRORS)]);
    expect(errors?.map(({ refId, data }) => [refId, data?.error])).toEqual([
      ['A', 'forbidden'],
      ['B', 'forbidden'],
    ]);
    expect(state).toBe(LoadingState.Error);
  });

  it('of the compared span leaves the present its answer', async () => {
    prometheus.answer = ({ range }) =>
      range.to.valueOf() < TO ? new Error('502 Bad Gateway') : { data: [frameFor('A', { service: 'shop' })] };
    const { frames, errors } = await answerOf(telemetry(), [ask('A', RATE), askCompared('B', RATE)], {
      compare: 'previous',
    });
    expect(seriesOf(frames, 'A')).toHaveLength(1);
    expect(errors?.map(({ refId }) => refId)).toEqual(['B']);
    expect(errors?.[0]?.message).toMatch(/cannot be reached/);
  });

  it('of there being no data source is said as such', async () => {
    installDataSources();
    const { errors } = await answerOf(telemetry(), [ask('A', RATE)]);
    expect(errors?.[0]?.data?.error).toBe('absent');
    expect(errors?.[0]?.message).toMatch(/No Prometheus data source.*Connections/);
  });
});

it('cancels what was asked when nobody listens any more', async () => {
  const source = telemetry();
  await answerOf(source, [ask('A', RATE)]);
  const before = prometheus.cancelled;
  const subscription = DATA_SOURCE.query(request(source, [ask('A', RATE)])).subscribe();
  await new Promise((resolve) => setTimeout(resolve));
  for (let turn = 0; turn < 100 && prometheus.asked.length < 2; turn++) {
    await Promise.resolve();
  }
  subscription.unsubscribe();
  expect(prometheus.cancelled).toBe(before + 1);
});

/** Names as thousands of other things have them, some of them about requests. */
function manyNames(count: number): string[] {
  const things = ['queue', 'cache', 'db', 'worker', 'kafka_consumer', 'billing', 'search_index', 'mailer'];
  const numbers = ['requests_total', 'duration_seconds_bucket', 'bytes_total', 'errors_total', 'items', 'latency_ms'];
  return Array.from(
    { length: count },
    (_, index) => `${things[index % things.length]}_${index}_${numbers[index % numbers.length]}`
  );
}
