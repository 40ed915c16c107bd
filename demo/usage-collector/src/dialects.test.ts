import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { EntryMaker } from '../../launch/ship/entry.ts';
import { pushToLoki } from '../../launch/ship/loki.ts';
import { shopSources } from '../../launch/ship/sources.ts';
import { buy, startTestService } from '../../shop/src/testing/services.ts';
import { isMalformed, readEvent } from './event.ts';
import type { LokiLine } from './line.ts';
import { askLoki, usageQuery } from './loki.ts';
import { readSettings } from './settings.ts';
import { NO_LOKI, startLoki, type TestLoki } from './testing/servers.ts';

const { selector } = readSettings({ DATABASE_URL: 'postgres://nobody@127.0.0.1/none' });
/** Of the visitor below, with the key that the demo's shops have. */
const PSEUDONYM = createHmac('sha256', 'tillwatch-demo').update('a visitor').digest('hex').slice(0, 16);
const HOUR = 3_600_000_000_000n;
const nowNs = () => BigInt(Date.now()) * 1_000_000n;

describe('the question for usage events, in a real Loki', { skip: NO_LOKI, timeout: 240_000 }, () => {
  let loki: TestLoki;
  const lines = (): Promise<LokiLine[]> => {
    const ask = askLoki(loki.url, selector, new AbortController().signal);
    return ask({ from: nowNs() - HOUR, to: nowNs() + HOUR }, 1000);
  };
  const ofService = async (service: string) => (await lines()).filter(({ stream }) => stream.service_name === service);

  before(async () => {
    loki = await startLoki();
  });
  after(() => loki?.remove());

  /** Lets a shop sell, and ships its lines with the labels that the demo gives them. */
  const sell = async (name: 'shop-api' | 'flask-shop' | 'fastapi-shop' | 'otel-shop') => {
    const shop = await startTestService(name, {
      INVENTORY_URL: 'http://127.0.0.1:1',
      ...(name === 'otel-shop' && { OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${loki.url}/otlp/v1/logs` }),
    });
    try {
      await shop.send('GET', '/products', { headers: { 'x-visitor-id': 'a visitor' } });
      await buy(shop);
      const sources = shopSources({ shop: '/shop', console: '/console' });
      const source = sources.find(({ labels }) => labels.service === name || labels.container_name === name);
      const maker = source && new EntryMaker(source);
      const entries = (await shop.logLines()).flatMap((line) => maker?.make(line, '/shop/app.log') ?? []);
      if (entries.length > 0) {
        assert.deepEqual(await pushToLoki(loki.url, entries, 10_000), { kind: 'accepted' });
      }
    } finally {
      // Sends what is to be sent by OTLP.
      await shop.stop();
    }
  };

  const away = { outcome: 'failed', reason: 'inventory_unavailable' };
  const cases = [
    ['shop-api', ['browse', 'cart'], away],
    ['fastapi-shop', ['browse', 'cart'], away],
    ['otel-shop', ['browse', 'cart'], away],
    ['flask-shop', ['browse', 'cart', 'checkout', 'payment', 'order'], { outcome: 'ok', reason: undefined }],
  ] as const;
  for (const [name, features, { outcome, reason }] of cases) {
    it(`finds those of ${name}, and they are read`, async () => {
      await sell(name);
      const events = (await ofService(name)).map(readEvent);
      assert.deepEqual(
        events.map((event) => (isMalformed(event) ? event.problem : [event.feature, event.outcome, event.reason])),
        features.map((feature) => [feature, outcome, reason])
      );
      const [browse] = events;
      assert.ok(browse && !isMalformed(browse));
      // The same visitor has the same pseudonym in every shop, as all have the demo's key.
      assert.equal(browse.user, PSEUDONYM);
      // The Flask shop has no traces.
      assert.equal(browse.traceId !== undefined, name !== 'flask-shop');
    });
  }

  it('finds other ways to write the field, and what is none by its sight only', async () => {
    const found = ['{"usage": true, "a": 1}', '{"usage":"true"}', 'usage="true"', 'GET /usage=true 404 1.2ms'];
    const others = [
      'disk_usage=true',
      'usage=false',
      `query=${JSON.stringify(usageQuery(selector))}`,
      'usage was true',
    ];
    const values = [...found, ...others].map((line, index) => [String(nowNs() + BigInt(index)), line] as const);
    await loki.push([
      { stream: { service_name: 'written' }, values },
      // Whoever looks for them in Grafana has Loki log the words.
      { stream: { service_name: 'loki' }, values: [[String(nowNs()), 'query="{a=\\"b\\"} |= \\"usage=true\\""']] },
    ]);
    assert.deepEqual(
      (await ofService('written')).map(({ line }) => line),
      found
    );
    assert.deepEqual(await ofService('loki'), []);
  });

  it('gets one of two lines that are alike in all, so that a key needs no number', async () => {
    const time = String(nowNs());
    const stream = { service_name: 'twins' };
    await loki.push([
      {
        stream,
        values: [
          [time, 'usage=true 1'],
          [time, 'usage=true 2'],
          [time, 'usage=true 1'],
        ],
      },
    ]);
    await loki.push([{ stream, values: [[time, 'usage=true 1']] }]);
    assert.deepEqual((await ofService('twins')).map(({ line }) => line).sort(), ['usage=true 1', 'usage=true 2']);
  });
});
