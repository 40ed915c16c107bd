import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buy, filledCart, startTestService, VISA, type TestService } from '../testing/services.ts';

describe('a shop', () => {
  let shop: TestService;
  before(async () => {
    // Stock and payments are in this one's own process.
    shop = await startTestService('flask-shop');
  });
  after(() => shop.stop());

  const json = async <T>(response: ReturnType<TestService['send']>): Promise<T> => (await response).json() as T;

  describe('accounts', () => {
    const customer = { email: 'Ada@Example.com', name: 'Ada', password: 'analytical engine' };

    it('sign up, log in and know themselves', async () => {
      assert.equal((await shop.send('POST', '/signup', { payload: customer })).statusCode, 201);
      const { token } = await json<{ token: string }>(
        shop.send('POST', '/login', { payload: login('analytical engine') })
      );
      const headers = { authorization: `Bearer ${token}` };
      const me = await shop.send('GET', '/users/me/', { headers });
      assert.deepEqual([me.statusCode, (me.json() as { email: string }).email], [200, 'ada@example.com']);
      assert.equal((await shop.send('GET', '/users/me', { headers })).statusCode, 200, 'the slash does not matter');
    });

    const login = (password: string) => ({ email: 'ada@example.com', password });

    it('are refused with a known e-mail, in any case, and that is a WARNING', async () => {
      const payload = { ...customer, email: 'ADA@example.COM' };
      const again = await shop.send('POST', '/signup', { payload });
      assert.equal(again.statusCode, 409);
      assert.equal((again.json() as { type: string }).type, 'urn:problem:shop:email-taken');
      const warning = / WARNING Signup attempt for existing email: ADA@example\.COM$/;
      assert.ok((await shop.logLines()).some((line) => warning.test(line)));
    });

    it('are refused with a wrong password, an unknown address and a made-up token alike', async () => {
      const wrong = await shop.send('POST', '/login', { payload: login('nonsense') });
      const unknown = await shop.send('POST', '/login', { payload: { ...login('nonsense'), email: 'no@example.com' } });
      const made = await shop.send('GET', '/users/me/', { headers: { authorization: `Bearer ${'x'.repeat(32)}` } });
      for (const response of [wrong, unknown, made]) {
        assert.equal(response.statusCode, 401);
        assert.equal(response.headers['www-authenticate'], 'Bearer');
      }
    });

    it('cannot log in as a first customer, who has no password', async () => {
      const payload = { email: 'john@example.com', password: '0'.repeat(64) };
      assert.equal((await shop.send('POST', '/login', { payload })).statusCode, 401);
    });

    it('are listed without their addresses', async () => {
      const response = await shop.send('GET', '/users?per_page=100');
      const { items, total } = response.json() as { items: unknown[]; total: number };
      assert.equal(items.length, total);
      assert.ok(!response.body.includes('@'));
    });
  });

  describe('buying', () => {
    it('takes the money, the stock and the cart', async () => {
      const before = await json<{ stock: number }>(shop.send('GET', '/products/18'));
      const headers = await filledCart(shop, 18, 3);
      const cart = await json<{ total_cents: number }>(shop.send('GET', '/cart', { headers }));
      assert.equal(cart.total_cents, 3 * 690);

      const payload = { region: 'uk', card: { number: '4242 4242 4242 4242' } };
      const checkout = await shop.send('POST', '/checkout', { headers, payload });
      assert.equal(checkout.statusCode, 201);
      const { id, currency, amount_minor } = checkout.json() as { id: string; currency: string; amount_minor: number };
      assert.deepEqual([currency, amount_minor], ['GBP', Math.round(3 * 690 * 0.86)]);

      const order = await json<{ state: string; items: unknown[] }>(
        shop.send('GET', String(checkout.headers.location))
      );
      assert.deepEqual([order.state, order.items.length], ['accepted', 1]);
      assert.equal(checkout.headers.location, `/orders/${id}`);
      assert.equal((await json<{ stock: number }>(shop.send('GET', '/products/18'))).stock, before.stock - 3);
      assert.equal((await shop.send('GET', '/cart', { headers })).statusCode, 404);
    });

    it('gives everything back when the card is declined, and lets the customer try another', async () => {
      const before = await json<{ stock: number }>(shop.send('GET', '/products/19'));
      const headers = await filledCart(shop, 19, 2);
      const pay = (number: string) =>
        shop.send('POST', '/checkout', { headers, payload: { region: 'eu', card: { number } } });
      const declined = await pay('4000000000000002');
      const { type, reason, order_id } = declined.json() as Record<string, string>;
      assert.deepEqual(
        [declined.statusCode, type, reason],
        [402, 'urn:problem:shop:card-declined', 'insufficient_funds']
      );
      assert.equal((await json<{ stock: number }>(shop.send('GET', '/products/19'))).stock, before.stock);
      assert.equal((await json<{ state: string }>(shop.send('GET', `/orders/${order_id}`))).state, 'declined');
      assert.equal((await pay(VISA)).statusCode, 201);
    });

    it('checks a cart out once, however often it is asked at the same time', async () => {
      const headers = await filledCart(shop);
      const payload = { region: 'eu', card: { number: VISA } };
      const answers = await Promise.all([1, 2, 3, 4].map(() => shop.send('POST', '/checkout', { headers, payload })));
      const statuses = answers.map(({ statusCode }) => statusCode).sort();
      assert.equal(statuses.filter((status) => status === 201).length, 1);
      // The others came while it ran, or after the cart was gone.
      assert.ok(
        statuses.every((status) => [201, 404, 409].includes(status)),
        String(statuses)
      );
    });

    it('refuses what is not in stock, with the products that are short', async () => {
      const response = await buy(shop, { product: 23, quantity: 20 });
      assert.equal(response.statusCode, 409);
      const { shortages } = response.json() as { shortages: Array<{ product_id: number; available: number }> };
      assert.deepEqual(
        shortages.map(({ product_id, available }) => [product_id, available]),
        [[23, 8]]
      );
    });

    it("keeps a customer's order from everybody else", async () => {
      const payload = { email: 'grace@example.com', name: 'Grace', password: 'nanoseconds' };
      await shop.send('POST', '/signup', { payload });
      const { token } = await json<{ token: string }>(
        shop.send('POST', '/login', { payload: { email: payload.email, password: payload.password } })
      );
      const authorization = `Bearer ${token}`;
      const headers = { ...(await filledCart(shop)), authorization };
      const checkout = await shop.send('POST', '/checkout', {
        headers,
        payload: { region: 'eu', card: { number: VISA } },
      });
      const url = String(checkout.headers.location);
      assert.equal((await shop.send('GET', url)).statusCode, 404);
      assert.equal((await shop.send('GET', url, { headers: { authorization } })).statusCode, 200);
    });
  });

  it('speaks as the Flask application does: counter without status, latency by method and endpoint, nothing else', async () => {
    await shop.send('GET', '/error');
    const { samples, types } = await shop.metrics();
    const own = [...types.keys()].filter((name) => !/^(process|nodejs)_/.test(name));
    assert.deepEqual(own, ['http_requests_total', 'http_request_latency_seconds']);
    const labels = new Set(
      samples.filter(({ name }) => name.startsWith('http_')).map((sample) => Object.keys(sample.labels).sort().join())
    );
    assert.deepEqual([...labels].sort(), ['endpoint,le,method', 'endpoint,method']);
  });

  it('writes its lines as "timestamp level message", each on one line', async () => {
    for (const line of await shop.logLines()) {
      assert.match(line, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (DEBUG|INFO|WARNING|ERROR|CRITICAL) \S/);
    }
    assert.ok(
      (await shop.logLines()).some((line) => / ERROR Unhandled error: Error: This endpoint always fails/.test(line))
    );
  });
});
