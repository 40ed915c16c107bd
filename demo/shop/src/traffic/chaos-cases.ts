import { randomUUID } from 'node:crypto';
import type { TrafficConnection, TrafficRequest, TrafficResponse } from './http.ts';

/** One thing to try, and what a good shop answers. */
export interface ChaosCase {
  readonly kind: string;
  readonly good: boolean;
  readonly expected: readonly number[];
  /** The request; may need others first. */
  readonly request: (shop: ShopSetup) => TrafficRequest | Promise<TrafficRequest>;
  /** What else must hold; returns what does not. */
  readonly check?: (response: TrafficResponse) => string | undefined;
}

const CARD = '4242424242424242';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Brings a shop into the state that a case begins with. These requests are not the ones that are measured. */
export class ShopSetup {
  readonly #connection: TrafficConnection;

  constructor(connection: TrafficConnection) {
    this.#connection = connection;
  }

  /** @returns the headers of a cart with something in it. */
  async cart(): Promise<Record<string, string>> {
    const cart = await this.#json({ method: 'POST', path: '/cart/items', body: { product_id: 18, quantity: 1 } }, 201);
    return { 'x-cart-id': String(cart['id']) };
  }

  async order(): Promise<string> {
    const headers = await this.cart();
    const body = { region: 'eu', card: { number: CARD } };
    return String((await this.#json({ method: 'POST', path: '/checkout', headers, body }, 201))['id']);
  }

  async customer(): Promise<{ email: string; password: string }> {
    const customer = { email: `chaos.${randomUUID()}@example.com`, password: randomUUID() };
    await this.#json({ method: 'POST', path: '/signup', body: { ...customer, name: 'Chaos' } }, 201);
    return customer;
  }

  /** @returns the headers of somebody who is logged in. */
  async session(): Promise<Record<string, string>> {
    const { token } = await this.#json({ method: 'POST', path: '/login', body: await this.customer() }, 200);
    return { authorization: `Bearer ${String(token)}` };
  }

  async #json(request: TrafficRequest, expected: number): Promise<Record<string, unknown>> {
    const { status, text } = await this.#connection.send(request);
    if (status !== expected) {
      throw new Error(`preparing with ${request.method} ${request.path} was answered ${status}`);
    }
    return JSON.parse(text) as Record<string, unknown>;
  }
}

const get = (path: string, headers?: Record<string, string>) => (): TrafficRequest => ({
  method: 'GET',
  path,
  ...(headers && { headers }),
});
const post = (path: string, body?: unknown, headers?: Record<string, string>) => (): TrafficRequest => ({
  method: 'POST',
  path,
  ...(body !== undefined && { body }),
  ...(headers && { headers }),
});

const good = (kind: string, request: ChaosCase['request'], status = 200, check?: ChaosCase['check']): ChaosCase => ({
  kind,
  good: true,
  expected: [status],
  request,
  ...(check && { check }),
});
const bad = (kind: string, status: number, request: ChaosCase['request'], check?: ChaosCase['check']): ChaosCase => ({
  kind,
  good: false,
  expected: [status],
  request,
  ...(check && { check }),
});

const range = () => ({ from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() });
const pay =
  (number: string, region = 'eu') =>
  async (shop: ShopSetup) => ({
    method: 'POST',
    path: '/checkout',
    headers: await shop.cart(),
    body: { region, card: { number } },
  });
const contains = (text: string) => (response: TrafficResponse) =>
  response.text.includes(text) ? undefined : `the answer lacks "${text}"`;
const allows = (methods: string) => (response: TrafficResponse) =>
  response.headers.allow === methods ? undefined : `allow is "${response.headers.allow ?? ''}", not "${methods}"`;

const GOOD: readonly ChaosCase[] = [
  good('welcome', get('/')),
  good('products', get('/products'), 200, contains('"total":48')),
  good('products, page 2', get('/products?page=2&per_page=10'), 200, contains('"page":2')),
  good('products, beyond the last page', get('/products?page=99'), 200, contains('"items":[]')),
  good('product search', get('/products?q=espresso'), 200, contains('espresso')),
  good('SQL in a search finds nothing', get('/products?q=%27%3B+DROP+TABLE+products%3B--'), 200, contains('"total":0')),
  good('LIKE wildcards are ordinary characters', get('/products?q=%25'), 200, contains('Dark chocolate, 70 %')),
  good('product', get('/products/1'), 200, contains('COF-001')),
  good('HEAD of a product', () => ({ method: 'HEAD', path: '/products/1' })),
  good('users', get('/users')),
  good('empty cart', get('/cart')),
  good('cart', async (shop) => ({ method: 'GET', path: '/cart', headers: await shop.cart() })),
  good('add to cart', post('/cart/items', { product_id: 2, quantity: 3 }), 201),
  good('checkout', pay(CARD), 201, contains('accepted')),
  good('order', async (shop) => ({ method: 'GET', path: `/orders/${await shop.order()}` }), 200, contains('accepted')),
  good(
    'signup',
    () => post('/signup', { email: `new.${randomUUID()}@example.com`, name: 'New', password: 'long enough' })(),
    201
  ),
  good('login', async (shop) => ({ method: 'POST', path: '/login', body: await shop.customer() })),
  good('profile', async (shop) => ({ method: 'GET', path: '/users/me/', headers: await shop.session() })),
  good('health', get('/health')),
  good('ready', get('/ready')),
  good('startup', get('/startup')),
  good('metrics', get('/metrics'), 200, contains('# TYPE')),
  good('JSON data source: health', get('/grafana/health')),
  good('JSON data source: search', post('/grafana/search', {}), 200, contains('request_rate')),
  good('JSON data source: query', () =>
    post('/grafana/query', { range: range(), targets: [{ target: 'request_rate' }] })()
  ),
  good('JSON data source: annotations', () => post('/grafana/annotations', { range: range() })()),
  good('JSON data source: dashboard', get('/grafana/dashboard'), 200, contains('panels')),
];

const BAD: readonly ChaosCase[] = [
  bad('unknown path', 404, get('/wp-login.php')),
  bad('path outside of the shop', 404, get('/../../etc/passwd')),
  bad('path that is not valid encoding', 400, get('/products/%zz')),
  bad('unknown product', 404, get('/products/999999')),
  bad('product that is not a number', 400, get('/products/abc')),
  bad('very long product', 414, get(`/products/${'9'.repeat(400)}`)),
  bad('page zero', 400, get('/products?page=0'), contains('"pointer":"page"')),
  bad('page size of a million', 400, get('/products?per_page=1000000')),
  bad('unknown parameter', 400, get('/products?colour=red')),
  bad('wrong method', 405, () => ({ method: 'DELETE', path: '/products' }), allows('GET, HEAD')),
  bad('wrong method on checkout', 405, get('/checkout'), allows('POST')),
  bad('malformed JSON', 400, post('/cart/items', '{"product_id": 1,')),
  bad('empty body', 400, post('/cart/items', '')),
  bad(
    'body that is not JSON',
    415,
    post('/cart/items', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' })
  ),
  bad('body that is too large', 413, post('/signup', { name: 'x'.repeat(100_000) })),
  bad('prototype pollution', 400, post('/signup', '{"__proto__": {"admin": true}}')),
  bad('headers that are too large', 431, get('/', { 'x-noise': 'x'.repeat(20_000) })),
  bad('quantity zero', 400, post('/cart/items', { product_id: 1, quantity: 0 }), contains('/quantity')),
  bad('quantity of a million', 400, post('/cart/items', { product_id: 1, quantity: 1_000_000 })),
  bad('quantity as text', 400, post('/cart/items', { product_id: 1, quantity: '2' })),
  bad('unknown product in a cart', 404, post('/cart/items', { product_id: 999_999, quantity: 1 })),
  bad('unknown field', 400, post('/cart/items', { product_id: 1, quantity: 1, price: 0 })),
  bad('unknown cart', 404, get('/cart', { 'x-cart-id': UNKNOWN })),
  bad('cart id that is none', 400, get('/cart', { 'x-cart-id': "1' OR '1'='1" })),
  bad('checkout without a cart', 400, post('/checkout', { region: 'eu', card: { number: CARD } })),
  bad('card number with a typing error', 400, pay('4242424242424241'), contains('/card/number')),
  bad('region that does not exist', 400, pay(CARD, 'atlantis'), contains('/region')),
  bad('card without funds', 402, pay('4000000000000002'), contains('insufficient_funds')),
  bad('expired card', 402, pay('4000000000000069'), contains('expired_card')),
  bad('card that a region does not take', 402, pay('378282246310005', 'apac'), contains('brand_not_accepted')),
  bad('unknown order', 404, get(`/orders/${UNKNOWN}`)),
  bad('order id that is none', 400, get('/orders/42')),
  bad('profile without login', 401, get('/users/me/')),
  bad('profile with a made-up token', 401, get('/users/me/', { authorization: `Bearer ${'a'.repeat(32)}` })),
  bad('login with a wrong password', 401, async (shop) =>
    post('/login', { ...(await shop.customer()), password: 'wrong' })()
  ),
  bad('signup with a known e-mail', 409, async (shop) =>
    post('/signup', { ...(await shop.customer()), name: 'Again' })()
  ),
  bad('signup with a short password', 400, post('/signup', { email: 'a@example.com', name: 'A', password: 'short' })),
  bad('signup without an e-mail', 400, post('/signup', { email: 'nobody', name: 'A', password: 'long enough' })),
  bad('JSON data source: unknown target', 400, () =>
    post('/grafana/query', { range: range(), targets: [{ target: 'x' }] })()
  ),
  bad('endpoint that always fails', 500, get('/error')),
];

/** Everything that is tried, good and bad. */
export const CHAOS_CASES: readonly ChaosCase[] = [...GOOD, ...BAD];
