import { type DataFrame } from '@grafana/data';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { describeEngines, detectionOf } from '../telemetry/testing/describeEngines';
import { readAnswer } from '../telemetry/dialects/promql/read';
import { renderMetricQuestion } from '../telemetry/dialects/promql/render';
import { metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { Engine } from '../telemetry/testing/engine';
import { type Buckets, quantileBySearch } from '../telemetry/testing/oracle';
import { openMetrics, START, type WrittenSeries } from '../telemetry/testing/simulatedShop';
import { type Labels } from '../telemetry/vocabulary';
import { layOutBuckets } from './bucketLayouts';
import { EngineDataSource } from './testing/engineDataSource';

const SECONDS = 1200;
const END = START + SECONDS;
const STEP = 60;

/** Bounds as they are written: the second like the first with other spellings, as of another client library. */
const GO = ['0.1', '0.5', '1', '5', '+Inf'];
const LAYOUTS: ReadonlyArray<readonly string[]> = [
  GO,
  ['0.1', '0.5', '1.0', '5.0', '+Inf'],
  ['0.2', '0.8', '3', '+Inf'],
  // As many as the first, and of the same sum.
  ['0.3', '0.7', '1.6', '4', '+Inf'],
];

interface Service {
  name: string;
  environment: string;
  bounds: readonly string[];
  rate: number;
  mean: number;
}

const services = Array.from({ length: 44 }, (_, index): Service => ({
  name: `service-${index}`,
  environment: index % 2 === 0 ? 'prod' : 'test',
  bounds: LAYOUTS[Math.floor(index / 11)] ?? GO,
  rate: 1 + (index % 7),
  mean: 0.1 * (1 + (index % 13)),
}));

const upper = (le: string) => (le === '+Inf' ? Infinity : Number(le));
const within = (le: string, mean: number) => (le === '+Inf' ? 1 : 1 - Math.exp(-upper(le) / mean));

function written({ name, environment, bounds, rate, mean }: Service): WrittenSeries[] {
  const series = (metric: string, perSecond: number, more: Labels = {}): WrittenSeries => ({
    labels: { __name__: metric, job: name, instance: `${name}:80`, environment, method: 'GET', path: '/', ...more },
    fields: {},
    samples: Array.from({ length: SECONDS / STEP + 1 }, (_, tick) => [
      START + tick * STEP,
      1000 + tick * STEP * perSecond,
    ]),
  });
  return [
    series('http_requests_total', rate, { status: '200' }),
    ...bounds.map((le) => series('http_request_duration_seconds_bucket', rate * within(le, mean), { le })),
    series('http_request_duration_seconds_count', rate),
    series('http_request_duration_seconds_sum', rate * mean),
  ];
}

function truthOf(of: readonly Service[]): number {
  const histograms = of.map(({ bounds, rate, mean }): Buckets => ({
    upper: bounds.map(upper),
    counts: bounds.map((le, i) => rate * (within(le, mean) - (i === 0 ? 0 : within(bounds[i - 1] ?? '', mean)))),
  }));
  return quantileBySearch(histograms, 0.95) ?? NaN;
}

const P95 = metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.95 }, shape: 'total' });

describeEngines('Percentiles of many services', (installed) => {
  let engine: Engine;
  let detection: MetricDetection;
  let laidOut: MetricDetection;
  let source: EngineDataSource;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics(services.flatMap(written)) });
    detection = await detectionOf(engine, END);
    source = new EngineDataSource(engine, END);
    laidOut = await layOutBuckets(source as never, detection, END * 1000);
  });

  afterAll(async () => {
    await engine?.stop();
  });

  async function answer(using: MetricDetection, question: MetricQuestion) {
    const rendered = renderMetricQuestion(question, using, { rangeSeconds: SECONDS });
    if ('notSupported' in rendered) {
      throw new Error(rendered.notSupported);
    }
    let series = 0;
    const answered = await Promise.all(
      rendered.queries.map(async (query) => {
        const frames: DataFrame[] = await engine.frames(query.expr, 'A', { to: END });
        series += frames.length;
        return { query, frames };
      })
    );
    const values = readAnswer(answered, question).map(({ labels, values: [value] }) => [labels.environment, value]);
    return { values: values.sort(), series };
  }

  it('are laid out by the bounds that services have, by one request', () => {
    expect(source.requests).toHaveLength(1);
    const found = laidOut.families.flatMap(({ layouts = [] }) => layouts.map((one) => [...one].sort()));
    const expected = [services.slice(0, 22), services.slice(22, 33), services.slice(33)];
    expect(found.sort()).toEqual(expected.map((group) => group.map(({ name }) => name).sort()).sort());
  });

  it('are right over all of them, and ask for a histogram of each layout only', async () => {
    const { values, series } = await answer(laidOut, P95);
    expect(Number(values[0]?.[1]) / truthOf(services)).toBeCloseTo(1, 2);
    expect(values).toEqual([[undefined, expect.closeTo(Number((await answer(detection, P95)).values[0]?.[1]), 6)]]);
    expect(series).toBe(GO.length + 2 + 4 + 5);
    expect((await answer(detection, P95)).series).toBe(services.reduce((sum, { bounds }) => sum + bounds.length, 0));
  });

  it('are right for each environment', async () => {
    const { values } = await answer(laidOut, { ...P95, by: ['environment'] });
    for (const [environment, value] of values) {
      const own = services.filter((one) => one.environment === environment);
      expect(Number(value) / truthOf(own)).toBeCloseTo(1, 2);
    }
    expect(values).toHaveLength(2);
  });

  it('are right of those that are asked for', async () => {
    const some = [services[3], services[23], services[40]].flatMap((one) => one ?? []);
    const where = [{ field: 'service' as const, op: 'in' as const, values: some.map(({ name }) => name) }];
    const { values } = await answer(laidOut, { ...P95, where });
    expect(Number(values[0]?.[1]) / truthOf(some)).toBeCloseTo(1, 2);
  });

  it('count those of unknown bounds by themselves', async () => {
    const families = laidOut.families.map((family) => ({
      ...family,
      layouts: family.layouts?.map((names) => names.filter((name) => name !== 'service-25')),
    }));
    const { values } = await answer({ ...laidOut, families }, P95);
    expect(Number(values[0]?.[1]) / truthOf(services)).toBeCloseTo(1, 2);
  });
});

it('asks nothing where there are few services', async () => {
  const source = new EngineDataSource({} as Engine, END);
  const few: MetricDetection = { families: [], covered: [], signals: [], metricCount: 0 };
  expect(await layOutBuckets(source as never, few, END * 1000)).toBe(few);
});
