/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type MetricDetection } from '../../conventions/binding';
import { is, metricQuestion } from '../../questions/metric';
import { describeEngines, detectionOf } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { withMacros } from '../../testing/promqlText';
import { openMetrics, START, STEP, TICKS } from '../../testing/simulatedShop';
import { scrapePage, writtenPages } from '../../testing/writtenPages';
import { type Field } from '../../vocabulary';
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

const texts = pages.map((page, index) =>
  openMetrics(
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

const whole = (numbers: Record<string, number>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Math.round(value)]));

describeEngines('Pages written by hand', (installed) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: texts });
  });

  afterAll(async () => {
    await engine?.stop();
  });

  /** What is answered, by the values of the one field that it is asked by. */
  async function answer(
    detection: MetricDetection,
    at: number,
    asked: Parameters<typeof metricQuestion>[0]
  ): Promise<Record<string, number>> {
    const question = metricQuestion({ ...asked, shape: 'total' });
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
    const [by] = question.by;
    return Object.fromEntries(
      readAnswer(answered, question).map(({ labels, values }) => [by ? labels[by] : 'all', values[0] ?? NaN])
    );
  }

  /** Whole numbers by service. */
  async function byService(...[detection, at, asked]: Parameters<typeof answer>): Promise<Record<string, number>> {
    return whole(await answer(detection, at, { ...asked, by: ['service'] }));
  }

  const expected = (which: 'requests' | 'errors' | 'clientErrors', { families }: (typeof pages)[number]) =>
    Object.fromEntries(
      families
        .flatMap(({ services }) => Object.entries(services))
        .flatMap(([service, { [which]: number }]) =>
          number === null || number === undefined ? [] : [[service, number]]
        )
    );

  it.each(pages.map((page, index) => [page.name, page, startOf(index) + WINDOW] as const))(
    '%s counts each request once',
    async (__, page, at) => {
      const detection = await detectionOf(engine, at, scrapePage(page).metadata);
      const count = { kind: 'count' } as const;
      expect(await byService(detection, at, { measure: 'requests', stat: count })).toEqual(expected('requests', page));
      expect(await byService(detection, at, { measure: 'errors', stat: count })).toEqual(expected('errors', page));
      const clientErrors = await byService(detection, at, { measure: 'clientErrors', stat: count });
      expect(clientErrors).toEqual(expect.objectContaining(expected('clientErrors', page)));
    }
  );

  const asking = async (name: string) => {
    const index = pages.findIndex((page) => page.name === name);
    const page = pages[index] as (typeof pages)[number];
    const at = startOf(index) + WINDOW;
    const detection = await detectionOf(engine, at, scrapePage(page).metadata);
    return (asked: Parameters<typeof metricQuestion>[0]) => answer(detection, at, asked);
  };

  it('Spring Boot tells the mean and the maximum', async () => {
    const ask = await asking('spring-boot');
    const by: Field[] = ['service'];
    const mean = await ask({ measure: 'duration', stat: { kind: 'mean' }, by });
    expect(mean.cart).toBeCloseTo(0.06, 6);
    expect(mean.pay).toBeCloseTo(0.2, 6);
    expect(await ask({ measure: 'duration', stat: { kind: 'max' }, by })).toEqual({ cart: 1.5, pay: 0.75 });
    expect(await ask({ measure: 'duration', stat: { kind: 'max' } })).toEqual({ all: 1.5 });
  });

  it.each([
    ['kafka-exporter', { mailer: 42, search: 0 }],
    ['kminion', { mailer: 45 }],
    ['burrow-exporter', { mailer: 34 }],
    ['kafka-client-micrometer', { mailer: 13 }],
    ['kafka-client-jmx', { mailer: 8 }],
    ['rabbitmq', { mails: 12 }],
    ['celery-exporter', { 'mail-workers': 12 }],
    ['sidekiq-yabeda', { workers: 14 }],
    ['bullmq', { mails: 4 }],
  ])('%s tells how many messages wait for a service', async (name, waiting) => {
    const ask = await asking(name);
    expect(whole(await ask({ measure: 'consumerLag', stat: { kind: 'value' }, by: ['service'] }))).toEqual(waiting);
  });

  it.each([
    ['otel-messaging', 'orders', 96, 6],
    ['celery-exporter', 'shop.send_mail', 100, 7],
    ['sidekiq-yabeda', 'MailJob', 90, 5],
  ])('%s tells what is processed, and what of it fails', async (name, route, messages, errors) => {
    const ask = await asking(name);
    const of = { stat: { kind: 'count' }, where: [is('route', route)] } as const;
    const count = async (measure: 'requests' | 'errors') => whole(await ask({ ...of, where: [...of.where], measure }));
    expect([await count('requests'), await count('errors')]).toEqual([{ all: messages }, { all: errors }]);
    expect((await ask({ measure: 'errors', stat: { kind: 'ratio' }, where: [...of.where] })).all).toBeCloseTo(
      errors / messages,
      6
    );
  });

  describe('calls of gRPC', () => {
    const COUNT = { kind: 'count' } as const;
    const ADD = 'shop.v1.Cart/Add';
    const GET = 'shop.v1.Cart/Get';

    it('have a route of service and method; one that was never called is none', async () => {
      const ask = await asking('grpc-java');
      const by: Field[] = ['route'];
      const requests = { measure: 'requests', stat: COUNT } as const;
      expect(whole(await ask({ ...requests, by }))).toEqual({ [ADD]: 90, [GET]: 10 });
      expect(whole(await ask({ measure: 'errors', stat: COUNT, by }))).toEqual({ [ADD]: 3, [GET]: 2 });
      expect(whole(await ask({ ...requests, where: [is('route', GET)] }))).toEqual({ all: 10 });
      expect(whole(await ask({ ...requests, where: [{ field: 'route', op: 'in', values: [ADD, GET] }] }))).toEqual({
        all: 100,
      });
      expect(whole(await ask({ ...requests, where: [{ field: 'route', op: 'notIn', values: [ADD] }] }))).toEqual({
        all: 10,
      });
      expect(await ask({ ...requests, where: [is('route', 'shop.v1.Cart')] })).toEqual({});
      expect(Object.keys(await ask({ measure: 'duration', stat: { kind: 'mean' }, by })).sort()).toEqual([ADD, GET]);
    });

    it('have statuses of their own', async () => {
      const ask = await asking('grpc-java');
      expect(whole(await ask({ measure: 'requests', stat: COUNT, by: ['status'] }))).toEqual({
        OK: 88,
        NOT_FOUND: 7,
        INTERNAL: 3,
        UNAVAILABLE: 2,
      });
      expect((await ask({ measure: 'errors', stat: { kind: 'ratio' } })).all).toBeCloseTo(0.05, 6);
    });

    it('are requests of their service beside those of HTTP', async () => {
      const ask = await asking('http-and-grpc');
      expect(whole(await ask({ measure: 'requests', stat: COUNT }))).toEqual({ all: 150 });
      expect(whole(await ask({ measure: 'requests', stat: COUNT, by: ['route'] }))).toEqual({
        '/cart': 50,
        [ADD]: 90,
        [GET]: 10,
      });
      const mean = await ask({ measure: 'duration', stat: { kind: 'mean' }, by: ['service'] });
      expect(mean.cart).toBeCloseTo((5 + 5) / 150, 6);
      // Of twelve buckets with as many requests in each, up to rounding, the median ends the sixth.
      const median = await ask({ measure: 'duration', stat: { kind: 'quantile', q: 0.5 }, by: ['service'] });
      expect(median.cart).toBeGreaterThan(0.2);
      expect(median.cart).toBeLessThan(0.26);
    });
  });
});
