import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestService, type TestService } from '../../testing/services.ts';

describe("the endpoints of Grafana's JSON data source", () => {
  let shop: TestService;
  before(async () => {
    shop = await startTestService('flask-shop');
  });
  after(() => shop.stop());

  const range = {
    from: '2020-01-01T00:00:00.000Z',
    to: '2100-01-01T00:00:00.000Z',
    raw: { from: 'now-6h', to: 'now' },
  };
  const post = async (url: string, payload: object) => (await shop.send('POST', url, { payload })).json() as unknown;

  it('pass the test of the data source, at its address and at /health', async () => {
    assert.equal((await shop.send('GET', '/grafana/')).statusCode, 200);
    assert.equal((await shop.send('GET', '/grafana/health')).statusCode, 200);
  });

  it('list the targets for both generations of the plugin', async () => {
    const names = (await post('/grafana/search', { target: '' })) as string[];
    assert.ok(names.includes('request_rate') && names.includes('low_stock_products'));
    assert.deepEqual(await post('/grafana/search', { target: 'cpu' }), ['system_cpu_usage_percent']);
    const metrics = (await post('/grafana/metrics', {})) as Array<{ value: string }>;
    assert.deepEqual(
      metrics.map(({ value }) => value),
      names
    );
  });

  it('answer a query as Grafana sends it with series and tables', async () => {
    const query = {
      panelId: 1,
      range,
      rangeRaw: range.raw,
      interval: '30s',
      intervalMs: 30_000,
      maxDataPoints: 550,
      targets: [
        { target: 'request_rate', refId: 'A', type: 'timeserie', payload: {} },
        { target: 'low_stock_products', refId: 'B', type: 'table' },
        { target: 'error_rate', refId: 'C', hide: true },
      ],
      adhocFilters: [],
    };
    const [series, table, ...rest] = (await post('/grafana/query', query)) as Array<Record<string, unknown>>;
    assert.equal(rest.length, 0);
    assert.equal(series?.['target'], 'request_rate');
    assert.ok(Array.isArray(series?.['datapoints']));
    assert.equal(table?.['type'], 'table');
    const rows = table?.['rows'] as unknown[][];
    assert.deepEqual(rows[0], ['Cold brew bottle, 0.75 l', 'brewing', 8]);
  });

  it('refuse unknown targets and ranges that end before they begin', async () => {
    const status = async (payload: object) => (await shop.send('POST', '/grafana/query', { payload })).statusCode;
    assert.equal(await status({ range, targets: [{ target: 'nonsense' }] }), 400);
    assert.equal(await status({ range: { from: range.to, to: range.from }, targets: [] }), 400);
  });

  it('annotate the start of the shop', async () => {
    const annotation = { name: 'deploys', query: 'deploy', enable: true };
    const [started] = (await post('/grafana/annotations', { range, annotation })) as Array<Record<string, unknown>>;
    assert.match(String(started?.['title']), /^Started \d/);
    assert.deepEqual(started?.['annotation'], annotation);
    assert.deepEqual(await post('/grafana/annotations', { range, annotation: { ...annotation, query: 'other' } }), []);
  });

  it('offer a dashboard whose every target can be asked for', async () => {
    const dashboard = (await shop.send('GET', '/grafana/dashboard')).json() as {
      panels: Array<{ targets: Array<{ target: string }> }>;
    };
    const names = (await post('/grafana/search', {})) as string[];
    assert.equal(dashboard.panels.length, 7);
    for (const { targets } of dashboard.panels) {
      assert.ok(targets.every(({ target }) => names.includes(target)));
    }
  });
});
