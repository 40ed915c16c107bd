/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MetricDetection } from '../../conventions/binding';
import { parseExposition } from '../../exposition/parseExposition';
import { metricQuestion, type MetricQuestion, type Stat } from '../../questions/metric';
import { describeEngines, detectionOf } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { openMetrics, START, STEP, type WrittenSeries } from '../../testing/simulatedShop';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';

/*
 * The recorded page of Spring Boot, which writes a summary without quantiles, on a real Prometheus: from a process that
 * had answered nothing up to the page. What is asked is compared with what stands on the page.
 */

const SCRAPES = 20;
const WINDOW = (SCRAPES - 1) * STEP;
const NOW = START + WINDOW + 7;

const page = parseExposition(
  readFileSync(join(__dirname, '..', '..', 'conventions', 'recorded', 'micrometer-spring-boot.prom'), 'utf8')
).samples;

/** Counters grow evenly from nothing to what the page says, gauges stand. */
const series = page.map(({ name, labels, value }): WrittenSeries => {
  const isGauge = name.endsWith('_max') || !/_(?:count|sum|total)$/.test(name);
  const valueAt = (scrape: number) => (isGauge ? value : (value * scrape) / (SCRAPES - 1));
  return {
    labels: { __name__: name, ...labels, job: 'jobs', instance: 'jobs:80' },
    fields: {},
    samples: Array.from({ length: SCRAPES }, (_, scrape) => [START + scrape * STEP, valueAt(scrape)]),
  };
});

const valuesOf = (suffix: string, route?: string) =>
  page.flatMap(({ name, labels, value }) =>
    name === `http_server_requests_seconds_${suffix}` && (route === undefined || labels.uri === route) ? [value] : []
  );
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

describeEngines('a summary without quantiles', (installed) => {
  let engine: Engine;
  let detection: MetricDetection;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics(series) });
    detection = await detectionOf(engine, NOW, { http_server_requests_seconds: { type: 'summary' } });
  });

  afterAll(async () => {
    await engine?.stop();
  });

  async function ask(stat: Stat, by: MetricQuestion['by'] = []): Promise<Record<string, number>> {
    const question = metricQuestion({ measure: 'duration', stat, by, shape: 'total' });
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: WINDOW });
    if ('notSupported' in rendered) {
      throw new Error(rendered.notSupported);
    }
    const answered = await Promise.all(
      rendered.queries.map(async (query) => ({ query, frames: await engine.frames(query.expr, 'A', { to: NOW }) }))
    );
    return Object.fromEntries(
      readAnswer(answered, question).map(({ labels, values }) => [labels[by[0] ?? ''] ?? '', values[0] ?? NaN])
    );
  }

  it('has no percentile', async () => {
    await expect(ask({ kind: 'quantile', q: 0.95 })).rejects.toThrow('is a summary');
  });

  it('has the mean of all, and of each route', async () => {
    expect((await ask({ kind: 'mean' }))['']).toBeCloseTo(sum(valuesOf('sum')) / sum(valuesOf('count')), 9);
    const routes = await ask({ kind: 'mean' }, ['route']);
    for (const route of ['/products', '/checkout', '/orders/{id}']) {
      const expected = sum(valuesOf('sum', route)) / sum(valuesOf('count', route));
      expect(routes[route]).toBeCloseTo(expected, 9);
    }
  });

  it('has the maximum of each service', async () => {
    expect(await ask({ kind: 'max' }, ['service'])).toEqual({ 'shop-api': Math.max(...valuesOf('max')) });
  });
});
