/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type MetricDetection } from '../../conventions/binding';
import { bindDetection, planDetection } from '../../conventions/detect';
import { is, metricQuestion, type MetricQuestion } from '../../questions/metric';
import { Engine, installedEngines } from '../../testing/engine';
import { until } from '../../testing/programs';
import { withMacros } from '../../testing/promqlText';
import { renderProbeQuery } from './detection';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';

/*
 * Names with dots and native histograms, on a Prometheus that knows both. Two targets serve the same durations: from
 * one the classic histogram is kept, from the other it is converted to a native one, so the answers have to agree.
 */

const BOUNDS = [0.01, 0.05, 0.1, 0.5, 1];
/** How many requests of each route take up to each bound, with every scrape. */
const SERVED: Record<string, number[]> = { '/products/{id}': [40, 30, 20, 10, 4], '/checkout': [0, 5, 10, 20, 5] };
const STATUSES = { '200': 3, '500': 1 } as const;

function page(scrapes: number): string {
  const name = 'http.server.request.duration_seconds';
  const lines = [`# TYPE "${name}" histogram`];
  for (const [route, counts] of Object.entries(SERVED)) {
    for (const [status, weight] of Object.entries(STATUSES)) {
      const labels = `"http.route"="${route}","http.request.method"="GET","http.response.status_code"="${status}"`;
      let cumulated = 0;
      counts.forEach((count, index) => {
        cumulated += count * weight * scrapes;
        lines.push(`{"${name}_bucket",${labels},le="${BOUNDS[index] ?? ''}"} ${cumulated}`);
      });
      lines.push(`{"${name}_bucket",${labels},le="+Inf"} ${cumulated}`);
      const spent = counts.reduce((sum, count, index) => sum + count * (BOUNDS[index] ?? 0), 0);
      lines.push(`{"${name}_sum",${labels}} ${spent * 0.8 * weight * scrapes}`);
      lines.push(`{"${name}_count",${labels}} ${cumulated}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Each scrape finds one more batch of requests served. */
async function serve(): Promise<Server> {
  let scrapes = 0;
  const server = createServer((_, response) => {
    scrapes += 1;
    response.setHeader('Content-Type', 'text/plain; version=1.0.0; escaping=allow-utf-8; charset=utf-8');
    response.end(page(scrapes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

const config = (classic: number, native: number) => `
global: { scrape_interval: 1s }
scrape_configs:
  - job_name: classic
    static_configs: [{ targets: ['127.0.0.1:${classic}'] }]
  - job_name: native
    convert_classic_histograms_to_nhcb: true
    always_scrape_classic_histograms: false
    static_configs: [{ targets: ['127.0.0.1:${native}'] }]
`;

const installed = installedEngines().find(({ version }) => version >= 3);
/** Without one the tests are counted as skipped. */
const describeOn = installed ? describe : describe.skip;

describeOn(installed ? 'Prometheus 3' : 'A Prometheus 3 (none is on the PATH)', () => {
  const WINDOW = 5;
  let engine: Engine;
  let servers: Server[] = [];
  let detection: MetricDetection;
  let now: number;

  beforeAll(async () => {
    servers = await Promise.all([serve(), serve()]);
    const [classic, native] = servers.map(portOf);
    engine = await Engine.start(installed ?? { version: 3, prometheus: 'prometheus3', promtool: 'promtool3' }, {
      config: config(classic ?? 0, native ?? 0),
      flags: ['--enable-feature=native-histograms'],
    });
    const isReady = async (at: number) => (await engine.labels('count_over_time(up[1h]) > 7', at)).length === 2;
    await until(() => isReady(Date.now() / 1000), 'Not enough was scraped in time');
    now = Date.now() / 1000;
    const plan = planDetection(await engine.names(now), {});
    detection = bindDetection(plan, await engine.labels(renderProbeQuery(plan.probes) ?? '', now));
  });

  afterAll(async () => {
    await engine?.stop();
    servers.forEach((server) => server.close());
  });

  async function answer(question: Parameters<typeof metricQuestion>[0]): Promise<Array<[string, number]>> {
    const asked: MetricQuestion = metricQuestion({ shape: 'total', ...question });
    const rendered = renderMetricQuestion(asked, detection, { rangeSeconds: WINDOW });
    if ('notSupported' in rendered) {
      throw new Error(rendered.notSupported);
    }
    const answered = await Promise.all(
      rendered.queries.map(async (query) => ({
        query,
        frames: await engine.frames(withMacros(query.expr), 'A', { to: now }),
      }))
    );
    return readAnswer(answered, asked).map(({ labels, values }) => [
      asked.by.map((field) => labels[field] ?? '').join(' '),
      values[0] ?? NaN,
    ]);
  }

  it('finds both, each in its form, with the labels as they are called', () => {
    const found = detection.families.map(({ convention, requests, duration, services }) => [
      services.map(({ service }) => service).join(),
      convention,
      requests.from,
      duration?.type,
      requests.labels.route,
      requests.labels.status,
    ]);
    const labels = [['http.route'], ['http.response.status_code']];
    expect(found.sort()).toEqual([
      ['classic', 'otel-http', 'histogram-count', 'histogram', ...labels],
      ['native', 'otel-http', 'native-histogram-count', 'native-histogram', ...labels],
    ]);
  });

  it.each([0.5, 0.9, 0.99])('gives the same quantile %s from both', async (q) => {
    const stat = { kind: 'quantile', q } as const;
    for (const by of [['service'], ['service', 'route']] as const) {
      const values = await answer({ measure: 'duration', stat, by: [...by] });
      expect(values.length).toBe(by.length === 1 ? 2 : 4);
      const of = (service: string) =>
        new Map(
          values.filter(([key]) => key.startsWith(service)).map(([key, value]) => [key.replace(service, ''), value])
        );
      for (const [key, value] of of('classic')) {
        expect(of('native').get(key)).toBeCloseTo(value, 9);
      }
    }
  });

  it('computes the mean and the share of errors', async () => {
    const weighed = (of: (count: number, index: number) => number) =>
      Object.values(SERVED).reduce(
        (sum, counts) => sum + counts.reduce((a, count, index) => a + of(count, index), 0),
        0
      );
    const mean = (weighed((count, index) => count * (BOUNDS[index] ?? 0)) * 0.8) / weighed((count) => count);
    for (const service of ['classic', 'native']) {
      const where = [is('service', service)];
      const [[, measured] = []] = await answer({ measure: 'duration', stat: { kind: 'mean' }, where });
      expect(measured).toBeCloseTo(mean, 9);
      const [[, ratio] = []] = await answer({ measure: 'errors', stat: { kind: 'ratio' }, where });
      expect(ratio).toBeCloseTo(0.25, 9);
    }
  });

  it('counts requests of both together and of one route', async () => {
    const batch = (counts: number[] = []) => counts.reduce((a, b) => a + b, 0) * 4;
    const all = Object.values(SERVED).reduce((sum, counts) => sum + batch(counts), 0);
    // The scrapes are a second apart, more or less.
    const near = (value: number | undefined, expected: number) => expect((value ?? NaN) / expected).toBeCloseTo(1, 0);
    const [[, rate] = []] = await answer({ measure: 'requests', stat: { kind: 'rate' } });
    near(rate, 2 * all);
    const where = [is('route', '/checkout'), is('service', 'native')];
    const [[, one] = []] = await answer({ measure: 'requests', stat: { kind: 'rate' }, where });
    near(one, batch(SERVED['/checkout']));
  });

  it('says that the two kinds cannot share one quantile', () => {
    const question = metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.5 }, shape: 'total' });
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: WINDOW });
    expect(rendered).toMatchObject({
      notices: [expect.stringContaining('(native): http.server.request.duration_seconds is a native histogram')],
    });
  });
});
