import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { pino } from 'pino';
import { openEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { statement, type Database } from '../db/types.ts';
import { ServiceUnavailable } from '../http/client.ts';
import type { Inventory, Product, ReservationResult } from '../inventory/types.ts';
import type { ChargeRequest, ChargeResult, Payments } from '../payments/types.ts';
import { OrderSender } from '../queue/sender.ts';
import { SELLS_NOTHING, SENDS_NOTHING } from '../telemetry/metrics/structured.ts';
import { NoTracing } from '../telemetry/tracing.ts';
import type { BusinessInstruments } from '../telemetry/types.ts';
import { FakeQueue } from '../testing/fake-queue.ts';
import { Carts } from './carts.ts';
import { Checkout } from './checkout.ts';
import { Dispatch } from './dispatch.ts';
import { Orders } from './orders.ts';
import { SHOP_TABLES } from './schema.ts';
import { Usage } from './usage.ts';

const PRODUCT: Product = { id: 1, sku: 'COF-001', name: 'Coffee', category: 'coffee', price_cents: 1000, stock: 5 };

/** The backends of a checkout, which note what they were asked and fail when they are told to. */
class Backends implements Pick<Inventory, 'reserve' | 'sell' | 'release'>, Payments {
  readonly calls: string[] = [];
  failing: string | undefined;
  reservation: ReservationResult = { id: 'r1' };
  result: ChargeResult = { id: '3f0f6dd2-1b0f-4ab8-9a6b-7a1b8f9d2c11' };
  charged: ChargeRequest | undefined;

  async reserve() {
    this.#note('reserve');
    return this.reservation;
  }
  async sell() {
    this.#note('sell');
  }
  async release() {
    this.#note('release');
  }
  async charge(request: ChargeRequest) {
    this.#note('charge');
    this.charged = request;
    return this.result;
  }
  async refund() {
    this.#note('refund');
  }

  #note(call: string): void {
    this.calls.push(call);
    if (this.failing === call) {
      throw new ServiceUnavailable(call, 'told to fail');
    }
  }
}

describe('Checkout', () => {
  const tracing = new NoTracing({ service: 'test-shop', version: '1.0.0', environment: 'test' });
  let db: Database;
  let carts: Carts;
  let orders: Orders;
  let backends: Backends;
  let told: string[];
  let steps: string[];
  let usage: Usage;
  let queue: FakeQueue;
  let dispatch: Dispatch;
  let checkout: Checkout;

  before(async () => {
    db = await openEmbedded(undefined, `checkout-test-${process.pid}`, 'checkout_test');
    await migrate(db, { name: 'checkout_test', statements: SHOP_TABLES });
    carts = new Carts(db);
    orders = new Orders(db);
  });
  after(() => db.close());

  beforeEach(() => {
    backends = new Backends();
    told = [];
    steps = [];
    const note = (line: string) => {
      const { feature, outcome, reason, user } = JSON.parse(line) as Record<string, string>;
      assert.equal(user, 'a1b2');
      steps.push([feature, outcome, reason].filter(Boolean).join(' '));
    };
    usage = new Usage(pino({}, { write: note }), 'test');
    queue = new FakeQueue();
    dispatch = new Dispatch('test-shop', orders, new OrderSender(queue, { tracing, messaging: SENDS_NOTHING }));
    const business: BusinessInstruments = {
      order: (outcome) => told.push(`order ${outcome}`),
      orderValue: (currency, amount) => told.push(`value ${amount} ${currency}`),
      checkoutFailed: (reason) => told.push(`failed ${reason}`),
      cart: (event) => told.push(`cart ${event}`),
      lowStock: () => undefined,
    };
    const inventory = backends as unknown as Inventory;
    checkout = new Checkout({
      carts,
      orders,
      inventory,
      payments: backends,
      dispatch,
      business,
      usage,
      log: pino({ enabled: false }),
    });
  });

  const run = async () => {
    const id = await carts.create();
    await carts.put(id, PRODUCT, 2);
    const cart = await carts.find(id);
    assert.ok(cart);
    const receipt = checkout.run({
      cart,
      userId: undefined,
      visitor: 'a1b2',
      region: 'us',
      card: { brand: 'visa', last4: '4242' },
    });
    return { id, receipt };
  };
  const stateOfOrder = async () => (await orders.find(backends.charged?.order_id ?? ''))?.state;
  const rejectedWith = async (receipt: Promise<unknown>) =>
    receipt.then(
      () => assert.fail('the checkout went through'),
      (error: unknown) => error as { status?: number; name: string }
    );

  it('holds stock, charges, accepts and sells, in this order', async () => {
    const { id, receipt } = await run();
    const { id: order, ...rest } = await receipt;
    assert.deepEqual(rest, { state: 'accepted', currency: 'USD', amount_minor: 2200 });
    assert.deepEqual(backends.calls, ['reserve', 'charge', 'sell']);
    assert.deepEqual(told, ['order accepted', 'value 22 USD', 'cart checked_out']);
    assert.deepEqual(steps, ['checkout ok', 'payment ok', 'order ok']);
    assert.equal((await orders.find(order))?.state, 'accepted');
    assert.equal(await carts.find(id), undefined);
  });

  it('ends before the charge when there is no stock', async () => {
    const shortage = { product_id: 1, name: 'Coffee', category: 'coffee', requested: 2, available: 0 };
    backends.reservation = { shortages: [shortage] };
    const { id, receipt } = await run();
    assert.equal((await rejectedWith(receipt)).status, 409);
    assert.deepEqual(backends.calls, ['reserve']);
    assert.deepEqual(told, ['failed out_of_stock']);
    assert.deepEqual(steps, ['checkout refused out_of_stock']);
    assert.ok(await carts.claim(id), 'the cart is open again');
  });

  it('releases the stock when the card is declined', async () => {
    backends.result = { declined: 'expired_card' };
    const { receipt } = await run();
    assert.equal((await rejectedWith(receipt)).status, 402);
    assert.deepEqual(backends.calls, ['reserve', 'charge', 'release']);
    assert.deepEqual(told, ['failed card_declined', 'order declined']);
    assert.deepEqual(steps, ['checkout ok', 'payment refused card_declined']);
    assert.equal(await stateOfOrder(), 'declined');
  });

  const outages = [
    {
      failing: 'reserve',
      calls: ['reserve'],
      told: ['failed inventory_unavailable'],
      steps: ['checkout failed inventory_unavailable'],
    },
    {
      failing: 'charge',
      calls: ['reserve', 'charge', 'release'],
      told: ['failed payment_unavailable', 'order failed'],
      steps: ['checkout ok', 'payment failed payment_unavailable'],
    },
  ];
  for (const outage of outages) {
    it(`undoes everything when ${outage.failing} fails`, async () => {
      backends.failing = outage.failing;
      const { id, receipt } = await run();
      assert.equal((await rejectedWith(receipt)).name, 'ServiceUnavailable');
      assert.deepEqual(backends.calls, outage.calls);
      assert.deepEqual(told, outage.told);
      assert.deepEqual(steps, outage.steps);
      assert.ok(await carts.claim(id), 'the cart is open again');
    });
  }

  it('stands by an accepted order when the inventory cannot be told', async () => {
    backends.failing = 'sell';
    const { receipt } = await run();
    assert.equal((await receipt).state, 'accepted');
    assert.equal(await stateOfOrder(), 'accepted');
    assert.deepEqual(told, ['order accepted', 'value 22 USD', 'cart checked_out']);
  });

  it('sends an accepted order to be shipped, and no other', async () => {
    const { receipt } = await run();
    const { id: order_id } = await receipt;
    backends.result = { declined: 'expired_card' };
    await rejectedWith((await run()).receipt);
    assert.deepEqual(
      queue.sent.map(({ message }) => message),
      [{ order_id, shop: 'test-shop', region: 'us', items: 1 }]
    );
    assert.deepEqual(await dispatch.sendLeftOver(), { sent: 0 }, 'it is sent once');
  });

  it('stands by an accepted order when the queue cannot be reached, and sends it as soon as it can', async () => {
    queue.reachable = false;
    const { id } = await (await run()).receipt;
    assert.equal((await orders.find(id))?.state, 'accepted');
    assert.deepEqual(await dispatch.sendLeftOver(), { sent: 0 }, 'its checkout may still be about to send it');
    const age = "UPDATE orders SET created_at = now() - interval '20 seconds' WHERE id = $1";
    await db.query(statement('UPDATE orders', age), [id]);
    assert.match(String((await dispatch.sendLeftOver()).error), /Redis did not answer/);
    queue.reachable = true;
    assert.deepEqual(await dispatch.sendLeftOver(), { sent: 1 });
    assert.deepEqual(await dispatch.sendLeftOver(), { sent: 0 });
    assert.deepEqual(
      queue.sent.map(({ message }) => message.order_id),
      [id]
    );
  });

  it('sends nothing, now or later, where there is no queue', async () => {
    const none = new Dispatch('test-shop', orders, undefined);
    const inventory = backends as unknown as Inventory;
    const log = pino({ enabled: false });
    checkout = new Checkout({
      carts,
      orders,
      inventory,
      payments: backends,
      dispatch: none,
      business: SELLS_NOTHING,
      usage,
      log,
    });
    const { id } = await (await run()).receipt;
    const [row] = await db.query<{ unsent: boolean }>(
      statement('SELECT orders', 'SELECT unsent FROM orders WHERE id = $1'),
      [id]
    );
    assert.deepEqual(row, { unsent: false });
  });

  it('gives the money back when the order cannot be written down', async (t) => {
    t.mock.method(orders, 'accept', async () => {
      throw new Error('disk full');
    });
    const { receipt } = await run();
    assert.equal((await rejectedWith(receipt)).name, 'Error');
    assert.deepEqual(backends.calls, ['reserve', 'charge', 'refund', 'release']);
    assert.deepEqual(told, ['failed error', 'order failed']);
    assert.deepEqual(steps, ['checkout ok', 'payment ok', 'order failed error']);
  });
});
