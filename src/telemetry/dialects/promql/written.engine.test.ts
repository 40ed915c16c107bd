/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type MetricDetection } from '../../conventions/binding';
import { bindDetection, planDetection } from '../../conventions/detect';
import { metricQuestion, type MetricQuestion } from '../../questions/metric';
import { Engine, installedEngines } from '../../testing/engine';
import { withMacros } from '../../testing/promqlText';
import { openMetrics, START, STEP, TICKS } from '../../testing/simulatedShop';
import { scrapePage, writtenPages } from '../../testing/writtenPages';
import { renderProbeQuery } from './detection';
import { readAnswer } from './read';
import { renderMetricQuestion } from './render';

/*
 * The pages that were written by hand, each grown from nothing to what stands there, in one Prometheus: what it answers
 * is compared with the requests that each service served.
 */

const pages = writtenPages();
const WINDOW = (TICKS - 1) * STEP;
/** Each page has a time of its own, so that no two of them speak of the same services. */
const APART = 2 * 3600;
const startOf = (index: number) => START + index * APART;

const text = openMetrics(
  pages.flatMap((page, index) =>
    scrapePage(page).series.map(({ labels, value }) => ({
      labels: { __name__: '', ...labels },
      fields: {},
      samples: Array.from(
        { length: TICKS },
        (_, tick) => [startOf(index) + tick * STEP, (value * tick) / (TICKS - 1)] as const
      ),
    }))
  )
);

const engines = installedEngines();
const table = engines.map((engine) => [`Prometheus ${engine.version}`, engine] as const);
const describeEach =
  table.length > 0
    ? describe.each(table)
    : describe.skip.each([
        ['A real Prometheus (none is on the PATH)', { version: 0, prometheus: '', promtool: '' }],
      ] as const);

describeEach('%s', (_, installed) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: text });
  }, 60_000);

  afterAll(async () => {
    await engine?.stop();
  });

  async function detectionOf(page: (typeof pages)[number], at: number): Promise<MetricDetection> {
    const plan = planDetection(await engine.names(at), scrapePage(page).metadata);
    return bindDetection(plan, await engine.labels(renderProbeQuery(plan.probes) ?? '', at));
  }

  /** Whole numbers by service. */
  async function byService(
    detection: MetricDetection,
    at: number,
    asked: Pick<MetricQuestion, 'measure' | 'stat'>
  ): Promise<Record<string, number>> {
    const question = metricQuestion({ ...asked, by: ['service'], shape: 'total' });
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: WINDOW });
    if ('notSupported' in rendered) {
      return {};
    }
    const answered = await Promise.all(
      rendered.queries.map(async (query) => ({
        query,
        frames: await engine.frames(withMacros(query.expr, '60s'), 'A', { to: at }),
      }))
    );
    return Object.fromEntries(
      readAnswer(answered, question).map(({ labels, values }) => [labels.service, Math.round(values[0] ?? NaN)])
    );
  }

  const expected = (which: 'requests' | 'errors', { families }: (typeof pages)[number]) =>
    Object.fromEntries(
      families
        .flatMap(({ services }) => Object.entries(services))
        .flatMap(([service, { [which]: number }]) => (number === null ? [] : [[service, number]]))
    );

  it.each(pages.map((page, index) => [page.name, page, startOf(index) + WINDOW] as const))(
    '%s counts each request once',
    async (__, page, at) => {
      const detection = await detectionOf(page, at);
      const count = { kind: 'count' } as const;
      expect(await byService(detection, at, { measure: 'requests', stat: count })).toEqual(expected('requests', page));
      expect(await byService(detection, at, { measure: 'errors', stat: count })).toEqual(expected('errors', page));
    }
  );
});
