import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Counter, Gauge, Histogram } from 'prom-client';
import { readPage } from '../../testing/exposition.ts';
import { createRegistry, prefersOpenMetrics, PrometheusPage } from './page.ts';

/** What Prometheus 2.4x and 3.x send. */
const PROMETHEUS =
  'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,' +
  'text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

function somePage(): PrometheusPage {
  const registry = createRegistry();
  const registers = [registry];
  new Counter({ name: 'orders_total', help: 'Orders', labelNames: ['outcome'], registers }).inc(
    { outcome: 'accepted' },
    3
  );
  new Gauge({ name: 'products_low_stock_total', help: 'Products', registers }).set(4);
  new Histogram<string>({
    name: 'took_seconds',
    help: 'Took',
    buckets: [0.1, 1],
    enableExemplars: true,
    registers,
  }).observe({
    labels: {},
    value: 0.5,
    exemplarLabels: { trace_id: 'abc' },
  });
  return new PrometheusPage(registry);
}

const value = (body: string, name: string) => readPage(body).samples.find((sample) => sample.name === name)?.value;

describe('PrometheusPage', () => {
  it('is plain text unless asked otherwise, without exemplars', async () => {
    const { contentType, body } = await somePage().render(undefined);
    assert.match(contentType, /^text\/plain; version=0\.0\.4/);
    assert.equal(value(body, 'orders_total'), 3);
    assert.ok(!body.includes('abc'));
    assert.equal(readPage(body).types.get('orders_total'), 'counter');
  });

  it('is OpenMetrics for Prometheus, with exemplars', async () => {
    const { contentType, body } = await somePage().render(PROMETHEUS);
    assert.match(contentType, /^application\/openmetrics-text; version=1\.0\.0/);
    assert.match(body, /\n# EOF\n$/);
    assert.equal(value(body, 'orders_total'), 3);
    assert.deepEqual(readPage(body).samples.find(({ exemplar }) => exemplar)?.exemplar, { trace_id: 'abc' });
  });

  it('keeps all names, whoever asked before and whoever asks at the same time', async () => {
    const page = somePage();
    const pages = await Promise.all(
      [PROMETHEUS, undefined, PROMETHEUS, undefined].map((accept) => page.render(accept))
    );
    for (const { body } of pages) {
      assert.equal(value(body, 'orders_total'), 3);
      assert.equal(value(body, 'products_low_stock_total'), 4);
    }
    assert.equal(pages[1]?.body, pages[3]?.body);
  });
});

describe('prefersOpenMetrics', () => {
  const cases: Array<[string | undefined, boolean]> = [
    [PROMETHEUS, true],
    [undefined, false],
    ['*/*', false],
    ['text/plain', false],
    ['application/openmetrics-text', true],
    ['application/openmetrics-text;q=0', false],
    ['application/openmetrics-text;q=0.2,text/plain;q=0.9', false],
    ['application/openmetrics-text;q=nonsense', false],
  ];
  for (const [accept, wanted] of cases) {
    it(`${wanted ? 'gives' : 'refuses'} it to "${accept}"`, () => assert.equal(prefersOpenMetrics(accept), wanted));
  }
});
