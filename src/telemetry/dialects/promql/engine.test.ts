/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type MetricDetection } from '../../conventions/binding';
import { type Condition, is, metricQuestion, type MetricQuestion, type Stat } from '../../questions/metric';
import { describeEngines, detectionOf } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { expectedAnswer, type World } from '../../testing/expectedAnswer';
import { withMacros } from '../../testing/promqlText';
import {
  openMetrics,
  plainSeries,
  seriesOfService,
  simulate,
  START,
  STEP,
  type Style,
  TICKS,
} from '../../testing/simulatedShop';
import { type Field } from '../../vocabulary';
import { type AnswerSeries, readAnswer } from './read';
import { renderMetricQuestion } from './render';

/*
 * Every question, in every convention at once, on a real Prometheus: what comes back is compared with what plain
 * TypeScript computes from the same samples.
 */

/** Between two samples, so that it does not matter whether windows include their edges. */
const NOW = START + (TICKS - 1) * STEP + 7;
const WINDOW = 1200;
const RATE_INTERVAL = 60;

const MICROMETER = { route: 'uri', method: 'method', status: 'status' } as const;
const OTEL = { route: 'http_route', method: 'http_request_method', status: 'http_response_status_code' } as const;
const SPAN = { route: 'span_name', status: 'status_code' } as const;
const SERVER = { span_kind: 'SPAN_KIND_SERVER' } as const;

const STYLES: Style[] = [
  {
    service: 'shop',
    target: { job: 'shop', environment: 'prod' },
    status: 'code',
    typical: 0.04,
    counter: { name: 'http_requests_total', labels: { route: 'path', method: 'method', status: 'status' } },
    duration: {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: { route: 'path', method: 'method' },
      bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    },
  },
  {
    service: 'inventory',
    target: { job: 'inventory', environment: 'test' },
    status: 'code',
    typical: 0.01,
    counter: { name: 'http_requests_total', labels: { route: 'route', method: 'method', status: 'code' } },
    duration: {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: { route: 'route', method: 'method', status: 'code' },
      bounds: [0.002, 0.008, 0.03, 0.12, 0.5],
    },
  },
  {
    service: 'grouped',
    target: { job: 'grouped' },
    status: 'class',
    typical: 0.1,
    counter: { name: 'http_requests_total', labels: { route: 'handler', method: 'method', status: 'status' } },
    duration: {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: { route: 'handler', method: 'method' },
      bounds: [0.1, 0.5, 1],
    },
  },
  // Two services of one job, which a label tells apart, beside others that only their jobs tell.
  ...['cart', 'stock'].map((service): Style => ({
    service,
    target: { job: 'cluster', service },
    status: service === 'cart' ? 'code' : 'no',
    typical: 0.03,
    counter: {
      name: 'http_requests_total',
      labels: { route: 'path', method: 'method', ...(service === 'cart' ? { status: 'status' } : {}) },
    },
    duration: {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: { route: 'path' },
      bounds: [0.01, 0.1, 0.2, 1],
    },
  })),
  {
    service: 'averages',
    target: { job: 'averages' },
    status: 'code',
    typical: 0.2,
    duration: {
      name: 'http_request_duration_seconds',
      type: 'summary',
      perSecond: 1,
      labels: { route: 'route', method: 'method', status: 'status_code' },
      bounds: [],
    },
  },
  {
    service: 'flask',
    target: { job: 'flask' },
    status: 'no',
    typical: 0.3,
    counter: { name: 'http_requests_total', labels: { route: 'endpoint', method: 'method' } },
    duration: {
      name: 'http_request_latency_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: { route: 'endpoint' },
      bounds: [0.05, 0.1, 0.5, 1, 5],
    },
  },
  {
    service: 'fastapi-app',
    target: { job: 'fastapi-app' },
    status: 'code',
    typical: 0.02,
    counter: { name: 'fastapi_requests_total', labels: { route: 'path', method: 'method', status: 'status' } },
    duration: {
      name: 'fastapi_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: { route: 'path', method: 'method' },
      bounds: [0.01, 0.1, 1],
    },
  },
  {
    service: 'otel',
    target: { job: 'k8s', service_name: 'otel' },
    status: 'code',
    typical: 0.05,
    duration: {
      name: 'http_server_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: OTEL,
      bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    },
  },
  {
    service: 'legacy',
    target: { job: 'legacy' },
    status: 'code',
    typical: 0.05,
    duration: {
      name: 'http_server_duration_milliseconds',
      type: 'histogram',
      perSecond: 1000,
      labels: { route: 'http_target', method: 'http_method', status: 'http_status_code' },
      bounds: [0.005, 0.05, 0.5, 5],
    },
  },
  {
    service: 'spring',
    target: { job: 'spring-job', application: 'spring' },
    status: 'code',
    typical: 0.03,
    duration: {
      name: 'http_server_requests_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: MICROMETER,
      bounds: [0.01, 0.02, 0.04, 0.08, 0.2, 1],
      constant: { outcome: 'SUCCESS' },
    },
  },
  {
    service: 'spring-plain',
    target: { job: 'spring-job', application: 'spring-plain' },
    status: 'code',
    typical: 0.03,
    duration: {
      name: 'http_server_requests_seconds',
      type: 'summary',
      perSecond: 1,
      labels: MICROMETER,
      bounds: [],
      constant: { outcome: 'SUCCESS' },
    },
  },
  {
    service: 'traced',
    target: { service: 'traced' },
    status: 'mark',
    typical: 0.06,
    counter: { name: 'traces_spanmetrics_calls_total', labels: SPAN, constant: SERVER },
    duration: {
      name: 'traces_spanmetrics_latency',
      type: 'histogram',
      perSecond: 1,
      labels: SPAN,
      bounds: [0.002, 0.008, 0.032, 0.128, 0.512, 2.048],
      constant: SERVER,
    },
  },
  {
    service: 'collected',
    target: { job: 'collector', service_name: 'collected' },
    status: 'mark',
    typical: 0.06,
    counter: { name: 'traces_span_metrics_calls_total', labels: SPAN, constant: SERVER },
    duration: {
      name: 'traces_span_metrics_duration_milliseconds',
      type: 'histogram',
      perSecond: 1000,
      labels: SPAN,
      bounds: [0.002, 0.01, 0.1, 1],
      constant: SERVER,
    },
  },
  {
    service: 'gin',
    target: { job: 'gin' },
    status: 'code',
    typical: 0.02,
    counter: { name: 'gin_requests_total', labels: { route: 'url', method: 'method', status: 'code' } },
    duration: {
      name: 'gin_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: { route: 'url', method: 'method', status: 'code' },
      bounds: [0.01, 0.05, 0.2, 1],
    },
  },
  // Its unit shows in the bounds of its buckets only.
  {
    service: 'keycloak',
    target: { job: 'keycloak' },
    status: 'code',
    typical: 0.4,
    counter: { name: 'keycloak_response_total', labels: { route: 'resource', method: 'method', status: 'code' } },
    duration: {
      name: 'keycloak_request_duration',
      type: 'histogram',
      perSecond: 1000,
      labels: { route: 'resource', method: 'method', status: 'code' },
      bounds: [0.05, 0.1, 0.25, 0.5, 1, 2, 10, 30],
    },
  },
];

const services = STYLES.map((style, index) => simulate(style, index + 1));

/** What looks like the shop's requests, and is not, or is counted elsewhere already. */
const DECOYS: Style[] = [
  // The shop and the Flask application are traced too, and their spans beside those of requests.
  {
    ...spans('shop', 'SPAN_KIND_SERVER'),
  },
  { ...spans('flask', 'SPAN_KIND_SERVER') },
  { ...spans('traced', 'SPAN_KIND_INTERNAL') },
  { ...spans('traced', 'SPAN_KIND_CLIENT') },
  // A Grafana under a job that does not tell, and a queue worker.
  {
    service: 'dashboards',
    target: { job: 'dashboards' },
    status: 'code',
    typical: 0.1,
    counter: { name: 'http_requests_total', labels: { route: 'handler', method: 'method', status: 'code' } },
  },
  {
    service: 'shop',
    target: { job: 'shop' },
    status: 'code',
    typical: 0.1,
    duration: {
      name: 'http_client_request_duration_seconds',
      type: 'histogram',
      perSecond: 1,
      labels: OTEL,
      bounds: [0.1, 1],
    },
  },
];

function spans(service: string, kind: string): Style {
  return {
    service,
    target: { service },
    status: 'mark',
    typical: 0.05,
    counter: { name: 'traces_spanmetrics_calls_total', labels: SPAN, constant: { span_kind: kind } },
    duration: {
      name: 'traces_spanmetrics_latency',
      type: 'histogram',
      perSecond: 1,
      labels: SPAN,
      bounds: [0.002, 0.008, 0.032, 0.128, 0.512, 2.048],
      constant: { span_kind: kind },
    },
  };
}

const signals = [
  plainSeries('grafana_build_info', { job: 'dashboards', instance: 'a:80' }, () => 1),
  plainSeries('grafana_build_info', { job: 'dashboards', instance: 'b:80' }, () => 1),
  plainSeries('http_requests_in_flight', { job: 'shop', instance: 'a:80' }, (tick) => tick % 7),
  plainSeries('http_requests_in_flight', { job: 'shop', instance: 'b:80' }, () => 2),
  plainSeries('system_cpu_usage_percent', { job: 'shop', instance: 'a:80' }, () => 40),
  plainSeries('system_cpu_usage_percent', { job: 'shop', instance: 'b:80' }, () => 60),
  plainSeries('process_cpu_seconds_total', { job: 'flask', instance: 'a:80' }, (tick) => tick * STEP * 0.25),
  plainSeries('process_cpu_seconds_total', { job: 'dashboards', instance: 'a:80' }, (tick) => tick * STEP * 0.5),
  plainSeries('products_low_stock_total', { job: 'shop', instance: 'a:80' }, () => 5),
  plainSeries('products_low_stock_total', { job: 'shop', instance: 'b:80' }, () => 4),
  plainSeries('orders_total', { job: 'shop', instance: 'a:80', outcome: 'placed' }, (tick) => 100 + tick * 3),
  plainSeries('orders_total', { job: 'shop', instance: 'a:80', outcome: 'failed' }, (tick) => 100 + tick * 9),
  plainSeries('order_value_total', { job: 'shop', instance: 'a:80', currency: 'EUR' }, (tick) => 5000 + tick * 60),
  plainSeries('order_value_total', { job: 'shop', instance: 'a:80', currency: 'USD' }, (tick) => 5000 + tick * 15),
  plainSeries('shop_build_info', { job: 'shop', instance: 'a:80', version: '1.2.0' }, () => 1),
];

const world: World = { services };
const text = openMetrics([
  ...services.flatMap(seriesOfService),
  ...DECOYS.flatMap((style, index) => seriesOfService(simulate(style, 100 + index))),
  ...signals,
]);

const STATS: Array<[MetricQuestion['measure'], Stat]> = [
  ['requests', { kind: 'rate' }],
  ['requests', { kind: 'count' }],
  ['errors', { kind: 'rate' }],
  ['errors', { kind: 'count' }],
  ['errors', { kind: 'ratio' }],
  ['clientErrors', { kind: 'rate' }],
  ['clientErrors', { kind: 'ratio' }],
  ['duration', { kind: 'mean' }],
  ['duration', { kind: 'timeSpent' }],
  ['duration', { kind: 'quantile', q: 0.5 }],
  ['duration', { kind: 'quantile', q: 0.95 }],
  ['duration', { kind: 'quantile', q: 0.99 }],
];
const BYS: Field[][] = [
  [],
  ['service'],
  ['route'],
  ['method'],
  ['status'],
  ['service', 'route'],
  ['service', 'status'],
  ['service', 'instance'],
];
const WHERES: Condition[][] = [
  [],
  ...STYLES.map(({ service }) => [is('service', service)]),
  [is('service', 'nobody')],
  [{ field: 'service', op: 'in', values: ['shop', 'flask', 'traced', 'spring'] }],
  [{ field: 'service', op: 'notIn', values: ['shop', 'otel', 'averages'] }],
  [is('route', '/checkout')],
  [is('service', 'inventory'), is('route', '/checkout')],
  [{ field: 'route', op: 'notIn', values: ['/cart', '/checkout'] }],
  [is('method', 'POST')],
  [{ field: 'status', op: 'in', values: ['200', '503'] }],
  [is('environment', 'prod')],
  [{ field: 'environment', op: 'notIn', values: ['test'] }],
  [is('environment', 'nowhere')],
];

function describeQuestion({ measure, stat, by, where }: MetricQuestion): string {
  const conditions = where.map(({ field, op, values }) => `${field} ${op} ${values.join('|')}`).join(', ');
  return `${measure} ${stat.kind}${stat.kind === 'quantile' ? ` ${stat.q}` : ''} by [${by.join(', ')}] where [${conditions}]`;
}

describeEngines('What is rendered', (installed) => {
  let engine: Engine;
  let detection: MetricDetection;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: text });
    detection = await detectionOf(engine, NOW);
  });

  afterAll(async () => {
    await engine?.stop();
  });

  async function answer(question: MetricQuestion): Promise<AnswerSeries[] | undefined> {
    const rendered = renderMetricQuestion(question, detection, { rangeSeconds: WINDOW });
    if ('notSupported' in rendered) {
      return undefined;
    }
    const span = question.shape === 'total' ? { to: NOW } : { from: NOW - 240, to: NOW, step: 60 };
    const answered = await Promise.all(
      rendered.queries.map(async (query) => ({
        query,
        frames: await engine.frames(withMacros(query.expr, `${RATE_INTERVAL}s`), 'A', span),
      }))
    );
    return readAnswer(answered, question);
  }

  /** Groups and their values at a moment, without those that have none. */
  function valuesAt(series: readonly AnswerSeries[], by: readonly Field[], at: number): Map<string, number> {
    const values = new Map<string, number>();
    for (const one of series) {
      const key = JSON.stringify(by.map((field) => one.labels[field] ?? ''));
      const value = one.values[one.times.findIndex((time) => Math.abs(time - at * 1000) < 1)];
      if (value !== undefined && value !== null) {
        expect(values.has(key)).toBe(false);
        values.set(key, value);
      }
    }
    return values;
  }

  function compare(actual: Map<string, number>, expected: Map<string, number>): void {
    expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [key, value] of expected) {
      const got = actual.get(key) ?? NaN;
      if (!(Math.abs(got - value) <= 1e-9 + 1e-6 * Math.abs(value))) {
        throw new Error(`${key}: ${got}, but computed from the samples ${value}`);
      }
    }
  }

  it('finds each service in the convention that it speaks', () => {
    const found = detection.families.flatMap(({ convention, services: own }) =>
      own.map(({ service }) => `${service}: ${convention}`)
    );
    expect(found.sort()).toEqual([
      'averages: prometheus-http',
      'cart: prometheus-http',
      'collected: span-metrics-collector',
      'fastapi-app: fastapi',
      'flask: flask-latency',
      'gin: other',
      'grouped: prometheus-http',
      'inventory: prometheus-http',
      'keycloak: other',
      'legacy: otel-http-legacy',
      'otel: otel-http',
      'shop: prometheus-http',
      'spring-plain: micrometer',
      'spring: micrometer',
      'stock: prometheus-http',
      'traced: span-metrics-tempo',
    ]);
  });

  describe.each(STATS)('%s %j', (measure, stat) => {
    it.each(BYS.map((by) => [by.join(', ') || 'nothing', by] as const))('by %s', async (__, by) => {
      for (const where of WHERES) {
        const question = metricQuestion({ measure, stat, by, where, shape: 'total' });
        const expected = expectedAnswer(question, world, { from: NOW - WINDOW, to: NOW });
        const actual = await answer(question);
        try {
          expect(actual === undefined).toBe(expected === undefined);
          if (actual && expected) {
            compare(valuesAt(actual, question.by, NOW), expected);
          }
        } catch (error) {
          throw new Error(`${describeQuestion(question)}\n${(error as Error).message}`);
        }
      }
    });

    it('as a series', async () => {
      for (const where of [[], [is('service', 'shop')], [is('service', 'collected')]]) {
        const question = metricQuestion({ measure, stat, by: ['service'], where });
        const actual = await answer(question);
        if (stat.kind === 'count') {
          expect(actual).toBeUndefined();
          continue;
        }
        for (const at of [NOW - 240, NOW - 120, NOW]) {
          const expected = expectedAnswer(question, world, { from: at - RATE_INTERVAL, to: at });
          expect(expected === undefined).toBe(actual === undefined);
          if (actual && expected) {
            compare(valuesAt(actual, ['service'], at), expected);
          }
        }
      }
    });
  });

  it('splits a distribution into buckets of seconds', async () => {
    const question = metricQuestion({
      measure: 'duration',
      stat: { kind: 'distribution' },
      where: [is('service', 'legacy')],
      shape: 'total',
    });
    const actual = (await answer(question)) ?? [];
    expect(actual.map(({ labels }) => labels.le)).toEqual(['0.005', '0.05', '0.5', '5', '+Inf']);
    const all = await answer(metricQuestion({ ...question, measure: 'requests', stat: { kind: 'count' } }));
    const sum = actual.reduce((total, { values }) => total + (values[0] ?? NaN), 0);
    expect(sum).toBeCloseTo(all?.[0]?.values[0] ?? NaN, 6);
    expect(actual.every(({ values }) => (values[0] ?? -1) >= 0)).toBe(true);
  });

  describe('signals', () => {
    const total = (question: Parameters<typeof metricQuestion>[0]) =>
      answer(metricQuestion({ ...question, shape: 'total' }));
    const single = async (question: Parameters<typeof metricQuestion>[0]) =>
      (await total(question))?.map(({ values }) => values[0]);

    it('are read as they stand', async () => {
      expect(await single({ measure: 'inFlight', stat: { kind: 'value' } })).toEqual([((TICKS - 1) % 7) + 2]);
      expect(await single({ measure: 'cpu', stat: { kind: 'value' }, where: [is('service', 'shop')] })).toEqual([50]);
      expect(await single({ measure: 'lowStock', stat: { kind: 'value' } })).toEqual([5]);
    });

    it('are counted without what failed', async () => {
      const [orders] = (await single({ measure: 'orders', stat: { kind: 'count' } })) ?? [];
      expect(orders).toBeCloseTo((3 / STEP) * WINDOW, 6);
    });

    it('take CPU seconds as cores, and leave the monitoring stack out', async () => {
      const [cores] =
        (await single({ measure: 'cpu', stat: { kind: 'value' }, where: [is('service', 'flask')] })) ?? [];
      expect(cores).toBeCloseTo(0.25, 9);
      const byService = await total({ measure: 'cpu', stat: { kind: 'value' }, by: ['service'] });
      expect(byService?.map(({ labels }) => labels.service)).toEqual(['flask']);
    });

    it('keep currencies apart', async () => {
      const revenue = (await total({ measure: 'revenue', stat: { kind: 'count' }, by: ['service'] })) ?? [];
      const byCurrency = revenue.map(({ labels, values }) => [
        labels.service,
        labels.currency,
        Math.round(values[0] ?? 0),
      ]);
      expect(byCurrency.sort()).toEqual([
        ['shop', 'EUR', (60 / STEP) * WINDOW],
        ['shop', 'USD', (15 / STEP) * WINDOW],
      ]);
    });

    it('name the running version', async () => {
      const versions = await total({ measure: 'build', stat: { kind: 'value' }, by: ['service', 'version'] });
      expect(versions?.map(({ labels }) => labels)).toEqual([{ service: 'shop', version: '1.2.0' }]);
    });
  });
});
