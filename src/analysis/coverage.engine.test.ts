/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type MetricDetection } from '../telemetry/conventions/binding';
import { type AnswerSeries, readAnswer } from '../telemetry/dialects/promql/read';
import { renderMetricQuestion } from '../telemetry/dialects/promql/render';
import { is, metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { describeEngines, detectionOf } from '../telemetry/testing/describeEngines';
import { Engine } from '../telemetry/testing/engine';
import { withMacros } from '../telemetry/testing/promqlText';
import { randomNumbers } from '../telemetry/testing/randomNumbers';
import { openMetrics, START, STEP, type WrittenSeries } from '../telemetry/testing/simulatedShop';
import { coverageOf, coverageTogether, secondsOf } from './coverage';
import { healthRows } from './healthRows';

/*
 * Services that begin within the time range, on a real Prometheus: their rates are compared with what plain TypeScript
 * counts in the same samples from the first one on.
 */

const HOUR = 3600;
/** The range is the second of three hours, but for what the service `late-at-…` began within it. */
const FROM = START + HOUR;
const TO = FROM + HOUR;
const POINTS = 60;

/** A counter of a process that runs from one moment to another, seconds since the epoch. */
function counter(job: string, instance: string, [from, to]: [number, number], seed: number): WrittenSeries {
  const random = randomNumbers(seed);
  let total = 0;
  const samples: Array<[number, number]> = [];
  for (let time = from; time <= to; time += STEP) {
    total += Math.floor(random() * 60);
    samples.push([time, total]);
  }
  const labels = { job, instance, path: '/cart', method: 'GET', status: '200' };
  return { labels: { __name__: 'http_requests_total', ...labels }, fields: {}, samples };
}

const END = START + 3 * HOUR;
const LATE = [10, 25, 40, 50];
const series = [
  counter('always', 'a:80', [START, END], 1),
  ...LATE.map((minute) => counter(`late-at-${minute}`, 'a:80', [FROM + minute * 60, END], minute)),
  // One process takes over from another: each is there a part of the time, the service all of it.
  counter('rolled', 'a:80', [START, FROM + 30 * 60], 2),
  counter('rolled', 'b:80', [FROM + 29 * 60, END], 3),
];

/** The proxy before the service that was there all the time began to count late. */
const atEdge = series.slice(0, 1).map(({ samples }): WrittenSeries => ({
  labels: {
    __name__: 'nginx_ingress_controller_requests',
    job: 'ingress-nginx',
    exported_service: 'always',
    ingress: 'shop',
    status: '200',
  },
  fields: {},
  samples: samples.filter(([time]) => time >= FROM + 40 * 60),
}));

/** Requests per second between the first sample of a service in the range and the last. */
function counted(job: string, from: readonly WrittenSeries[] = series): number {
  const own = from.filter(({ labels }) => labels.job === job);
  const within = own.map(({ samples }) => samples.filter(([time]) => time >= FROM && time <= TO));
  const grown = within.reduce((sum, samples) => sum + (samples.at(-1)?.[1] ?? 0) - (samples[0]?.[1] ?? 0), 0);
  const times = within.flatMap((samples) => samples.map(([time]) => time));
  return grown / (Math.max(...times) - Math.min(...times));
}

describeEngines('what a rate rests on', (installed) => {
  let engine: Engine;
  let detection: MetricDetection;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics([...series, ...atEdge]) });
    detection = await detectionOf(engine, TO);
  });

  afterAll(async () => {
    await engine?.stop();
  });

  async function ask(about: Partial<MetricQuestion> & Pick<MetricQuestion, 'stat'>): Promise<AnswerSeries[]> {
    const question = metricQuestion({ measure: 'requests', by: ['service'], ...about });
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: HOUR });
    if ('notSupported' in rendered) {
      throw new Error(rendered.notSupported);
    }
    const step = HOUR / POINTS;
    const span = about.shape === 'total' ? { to: TO } : { from: FROM, to: TO, step };
    const answered = await Promise.all(
      rendered.queries.map(async (query) => ({
        query,
        // As Grafana has it: a step and a scrape, and four scrapes at least.
        frames: await engine.frames(withMacros(query.expr, `${step + STEP}s`, step), 'A', span),
      }))
    );
    return readAnswer(answered, question);
  }

  it('is the time since a service began, and the range where it was there all the time', async () => {
    const totals = await ask({ stat: { kind: 'count' }, shape: 'total' });
    const lines = await ask({ stat: { kind: 'rate' }, shape: 'series' });
    const coverage = coverageOf(lines, { from: FROM * 1000, to: TO * 1000 });
    const rows = healthRows(
      totals.map(({ labels, values }) => ({
        name: labels.service ?? '',
        requests: values[0] ?? undefined,
        coverage: coverage[lines.findIndex((line) => line.labels.service === labels.service)],
        before: {},
        trend: {},
      })),
      HOUR
    );
    expect(rows.map(({ name, coverage: part }) => [name, part !== undefined])).toEqual([
      ['always', false],
      ...LATE.map((minute) => [`late-at-${minute}`, true]),
      ['rolled', false],
    ]);
    for (const { name, rate, requests, coverage: part } of rows) {
      const expected = counted(name);
      expect(Math.abs((rate ?? NaN) / expected - 1)).toBeLessThan(0.1);
      if (part) {
        const began = FROM + Number(/\d+$/.exec(name)?.[0]) * 60;
        expect(Math.abs(part.since / 1000 - began)).toBeLessThanOrEqual(HOUR / POINTS + STEP);
        // Divided by the range it would be another number.
        expect((requests ?? NaN) / HOUR / expected).toBeLessThan(0.9);
      }
    }
  });

  it('is told by itself of those that were not there all the time, as by their lines', async () => {
    const ages = await ask({ stat: { kind: 'age' }, shape: 'total' });
    const lines = await ask({ stat: { kind: 'rate' }, shape: 'series' });
    const byLines = coverageOf(lines, { from: FROM * 1000, to: TO * 1000 }).flatMap((part, index) =>
      part ? [[lines[index]?.labels.service, part.seconds] as const] : []
    );
    expect(ages.map(({ labels }) => labels.service).sort()).toEqual(LATE.map((minute) => `late-at-${minute}`));
    const told = new Map(ages.map(({ labels, values }) => [labels.service, values[0]]));
    for (const [service, seconds] of byLines) {
      expect(Math.abs((told.get(service) ?? NaN) - seconds)).toBeLessThanOrEqual(HOUR / POINTS);
    }
    expect(byLines).toHaveLength(LATE.length);
  });

  it('is the time since the proxy before a service began, where that is asked for', async () => {
    const about = { seenFrom: 'proxy' as const, where: [is('service', 'always')], by: [] };
    const [total] = await ask({ ...about, stat: { kind: 'count' }, shape: 'total' });
    const lines = await ask({ ...about, stat: { kind: 'rate' }, shape: 'series' });
    const part = coverageTogether(lines, { from: FROM * 1000, to: TO * 1000 });
    expect(Math.abs((part?.since ?? NaN) / 1000 - (FROM + 40 * 60))).toBeLessThanOrEqual(HOUR / POINTS + STEP);
    const rate = (total?.values[0] ?? NaN) / secondsOf(part, HOUR);
    const expected = counted('ingress-nginx', atEdge);
    expect(Math.abs(rate / expected - 1)).toBeLessThan(0.1);
    expect((total?.values[0] ?? NaN) / HOUR / expected).toBeLessThan(0.9);
  });
});
