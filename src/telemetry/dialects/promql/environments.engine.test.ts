/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type MetricDetection } from '../../conventions/binding';
import { type MetricQuestion, metricQuestion } from '../../questions/metric';
import { describeEngines, detectionOf } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { openMetrics, plainSeries, START, STEP, TICKS, type WrittenSeries } from '../../testing/simulatedShop';
import { type Labels } from '../../vocabulary';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';

/*
 * A service in two environments, beside others whose metrics know of none, on a real Prometheus: asked by environment
 * each answers, by what it has.
 */

const NOW = START + (TICKS - 1) * STEP + 7;
const WINDOW = 1200;

/** So many requests a second, of which some fail; a quarter takes 0.3 s, the others 0.05 s. */
function served(name: string, target: Labels, perSecond: number, failing: number): WrittenSeries[] {
  const of = { ...target, instance: `${target.job}:80`, path: '/cart', method: 'GET' };
  const counter = (metric: string, labels: Labels, share: number) =>
    plainSeries(metric, { ...of, ...labels }, (tick) => 1000 + tick * STEP * perSecond * share);
  return [
    counter(`${name}_requests_total`, { status: '200' }, 1 - failing),
    counter(`${name}_requests_total`, { status: '500' }, failing),
    counter(`${name}_request_duration_seconds_bucket`, { le: '0.1' }, 0.75),
    counter(`${name}_request_duration_seconds_bucket`, { le: '0.5' }, 1),
    counter(`${name}_request_duration_seconds_bucket`, { le: '+Inf' }, 1),
    counter(`${name}_request_duration_seconds_count`, {}, 1),
    counter(`${name}_request_duration_seconds_sum`, {}, 0.1125),
  ];
}

const series = [
  ...served('http', { job: 'cart', environment: 'prod' }, 20, 0.1),
  ...served('http', { job: 'cart', environment: 'test' }, 2, 0.5),
  ...served('http', { job: 'plain' }, 5, 0),
  // Of another instrumentation, none of whose series has an environment.
  ...served('gin', { job: 'other' }, 3, 0.2),
];

describeEngines('by service and environment', (installed) => {
  let engine: Engine;
  let detection: MetricDetection;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics(series) });
    detection = await detectionOf(engine, NOW);
  });

  afterAll(async () => {
    await engine?.stop();
  });

  async function ask(about: Pick<MetricQuestion, 'measure' | 'stat'>): Promise<Record<string, number>> {
    const question = metricQuestion({ ...about, by: ['service', 'environment'], shape: 'total' });
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: WINDOW });
    if ('notSupported' in rendered) {
      throw new Error(rendered.notSupported);
    }
    const answered = await Promise.all(
      rendered.queries.map(async (query) => ({ query, frames: await engine.frames(query.expr, 'A', { to: NOW }) }))
    );
    return Object.fromEntries(
      readAnswer(answered, question).map(({ labels, values }) => [
        `${labels.service} ${labels.environment ?? '-'}`,
        values[0] ?? NaN,
      ])
    );
  }

  const rows = (values: [number, number, number, number]) => ({
    'cart prod': expect.closeTo(values[0], 6) as number,
    'cart test': expect.closeTo(values[1], 6) as number,
    'other -': expect.closeTo(values[2], 6) as number,
    'plain -': expect.closeTo(values[3], 6) as number,
  });

  it('counts the requests of each', async () => {
    const counted = await ask({ measure: 'requests', stat: { kind: 'count' } });
    const rates = Object.fromEntries(Object.entries(counted).map(([row, count]) => [row, count / WINDOW]));
    expect(rates).toEqual(rows([20, 2, 3, 5]));
  });

  it('tells the error rate of each', async () => {
    expect(await ask({ measure: 'errors', stat: { kind: 'ratio' } })).toEqual(rows([0.1, 0.5, 0.2, 0]));
  });

  it('tells the percentiles and the mean of each', async () => {
    // A fifth of the way into the bucket that a quarter of the requests is in.
    expect(await ask({ measure: 'duration', stat: { kind: 'quantile', q: 0.8 } })).toEqual(
      rows([0.18, 0.18, 0.18, 0.18])
    );
    expect(await ask({ measure: 'duration', stat: { kind: 'mean' } })).toEqual(rows([0.1125, 0.1125, 0.1125, 0.1125]));
  });
});
