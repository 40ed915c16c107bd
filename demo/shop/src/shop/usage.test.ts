import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { buy, startTestService } from '../testing/services.ts';
import type { ServiceName } from '../services.ts';
import { Usage } from './usage.ts';

const VISITOR = { 'x-visitor-id': 'ada@example.com' };

describe('Usage', () => {
  const usage = new Usage(pino({ enabled: false }), 'a key');

  it('gives a visitor the same pseudonym each time, which does not tell who it is', () => {
    const pseudonym = usage.visitorOf({ headers: VISITOR });
    assert.match(pseudonym ?? '', /^[0-9a-f]{16}$/);
    assert.equal(usage.visitorOf({ headers: { ...VISITOR, 'x-cart-id': 'c1' } }), pseudonym);
    assert.notEqual(new Usage(pino({ enabled: false }), 'another').visitorOf({ headers: VISITOR }), pseudonym);
  });

  it('takes the cart of those who do not say who they are, and nobody without one', () => {
    const inCart = usage.visitorOf({ headers: { 'x-cart-id': 'c1' } });
    assert.equal(usage.visitorOf({ headers: {} }, 'c1'), inCart);
    assert.notEqual(usage.visitorOf({ headers: {} }, 'c2'), inCart);
    assert.equal(usage.visitorOf({ headers: {} }), undefined);
  });
});

/** What two looks by a visitor, one by nobody known and a purchase tell: the feature, whether of somebody, the end. */
const BOUGHT = [
  ['browse', true, 'ok'],
  ['browse', true, 'refused unknown_product'],
  ['browse', false, 'ok'],
  ['cart', true, 'ok'],
  ['checkout', true, 'ok'],
  ['payment', true, 'ok'],
  ['order', true, 'ok'],
];
/** The same where the inventory, another service, does not answer. */
const AWAY = [true, true, false, false].map((known, index) => [
  index < 3 ? 'browse' : 'cart',
  known,
  'failed inventory_unavailable',
]);

const CASES: ReadonlyArray<[ServiceName, typeof BOUGHT]> = [
  ['flask-shop', BOUGHT],
  // Without a collector it writes its records to a file, as JSON.
  ['otel-shop', AWAY],
  ['shop-api', AWAY],
  ['fastapi-shop', AWAY],
];

describe('usage', () => {
  for (const [name, expected] of CASES) {
    it(`of ${name} is told by a line a step, in the same words in every dialect`, async (t) => {
      const shop = await startTestService(name, { INVENTORY_URL: 'http://127.0.0.1:1' });
      t.after(() => shop.stop());
      await shop.send('GET', '/products', { headers: VISITOR });
      await shop.send('GET', '/products/999', { headers: VISITOR });
      await shop.send('GET', '/products');
      await buy(shop);

      const lines = (await shop.logLines()).filter((line) => line.includes('usage=true'));
      const words =
        /usage=true feature=(\w+)( user=[0-9a-f]{16})? outcome=(\w+)(?: reason=(\w+))? event_id=([\w-]{16})/;
      const told = lines.map((line) => words.exec(line) ?? assert.fail(line));
      assert.deepEqual(
        told.map(([, feature, user, outcome, reason]) => [
          feature,
          user !== undefined,
          [outcome, reason].filter(Boolean).join(' '),
        ]),
        expected
      );
      assert.ok(!lines.some((line) => line.includes('@')), 'nobody is named');
      assert.equal(new Set(told.map(([, , , , , id]) => id)).size, lines.length);
    });
  }
});
