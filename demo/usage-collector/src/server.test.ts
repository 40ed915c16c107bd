import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import type { AddressInfo } from 'node:net';
import { Metrics } from './metrics.ts';
import { createProbes } from './server.ts';
import { readSettings } from './settings.ts';

async function probesOf(t: TestContext, collector: { lastSuccess: number | undefined }, patienceMs = 60_000) {
  const metrics = new Metrics();
  const server = createProbes({ collector, metrics, patienceMs }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return { metrics, get: (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`) };
}

describe('the probes', () => {
  it('say that it is well while polls go well, and before the first had its time', async (t) => {
    for (const lastSuccess of [Date.now() - 1000, undefined]) {
      const response = await (await probesOf(t, { lastSuccess })).get('/health');
      assert.equal(response.status, 200);
      const last_success = lastSuccess === undefined ? null : new Date(lastSuccess).toISOString();
      assert.deepEqual(await response.json(), { status: 'ok', last_success });
    }
  });

  it('say that it fails when none went well for long', async (t) => {
    const { get } = await probesOf(t, { lastSuccess: Date.now() - 61_000 });
    assert.equal((await get('/health')).status, 503);
    assert.equal((await get('/nothing')).status, 404);
  });

  it('give numbers that are not taken for those of a service', async (t) => {
    const { metrics, get } = await probesOf(t, { lastSuccess: undefined });
    metrics.events.inc(3);
    const page = await (await get('/metrics')).text();
    assert.match(page, /^usage_collector_events_stored_total 3$/m);
    assert.match(page, /^usage_collector_polls_total\{outcome="failed"\} 0$/m);
    assert.doesNotMatch(page, /^(?:http_|usage_collector_read_to_timestamp_seconds )/m);
  });
});

describe('readSettings', () => {
  const DATABASE_URL = 'postgres://usage_stats@127.0.0.1/usage_stats';

  it('polls every minute and looks back for two, where nothing else is said', () => {
    const { pollMs, lookBackMs, lokiUrl, host } = readSettings({ DATABASE_URL, LOKI_URL: '' });
    assert.deepEqual([pollMs, lookBackMs, lokiUrl, host], [60_000, 120_000, 'http://127.0.0.1:3100', '127.0.0.1']);
  });

  it('names what cannot be used', () => {
    assert.throws(() => readSettings({ PAGE_LINES: '9000', SELECTOR: 'app' }), /DATABASE_URL.*SELECTOR.*PAGE_LINES/);
    assert.throws(() => readSettings({ DATABASE_URL, RETENTION_DAYS: '0.5' }), /what is deleted comes again/);
  });
});
