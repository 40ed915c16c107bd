import { type Attributes } from './attributes';
import { type Call, cache, changeCall, external, failing, parallel, serve, sql, type Target } from './calls';

/** Why an order was not placed, as the shop counts it. */
export type CheckoutFailure = 'payment_declined' | 'payment_error' | 'out_of_stock' | 'invalid';

/** One way in which a request can go: what happens inside, and what it means for the shop. */
export interface Outcome {
  name: string;
  /** Share of the journey's requests on an ordinary day, 0 to 1. */
  share: number;
  call: Call;
  /** Attributes that all of these requests have. */
  pins: Attributes;
  /** An order was placed, in this currency. */
  order?: Currency;
  failure?: CheckoutFailure;
}

export type Currency = 'EUR' | 'USD' | 'GBP';

/** What customers, testers and others ask of the shop from outside. */
export interface Journey {
  /** Names it for ever: the seed of its numbers. */
  id: string;
  /** Requests per second in production, on average over a week. */
  rate: number;
  outcomes: readonly Outcome[];
}

interface Mishap {
  name: string;
  share: number;
  call: Call | undefined;
  failure?: CheckoutFailure;
  pins?: Attributes;
}

/** A journey that mostly goes well. */
function journey(id: string, rate: number, call: Call, mishaps: readonly Mishap[] = []): Journey {
  const failed = mishaps.flatMap(({ call: failedCall, pins = {}, ...mishap }): Outcome[] =>
    failedCall ? [{ ...mishap, call: failedCall, pins }] : []
  );
  const rest = 1 - failed.reduce((sum, { share }) => sum + share, 0);
  return { id, rate, outcomes: [{ name: 'ok', share: rest, call, pins: {} }, ...failed] };
}

const target = (service: Target['service'], method: Target['method'], route: string): Target => ({
  service,
  method,
  route,
});

const noSteps = () => [];

/** Nothing there by that name. */
const missing = (call: Call, at: Target, share: number): Mishap => ({
  name: 'not found',
  share,
  call: changeCall(call, at, (found) => ({
    ...failing(404, { level: 'warn', logger: 'http', message: 'not found' })(found),
    steps: found.steps.slice(0, 1),
  })),
});

/** What goes wrong once in a thousand times anywhere. */
const broken = (call: Call, at: Target, share = 0.0012): Mishap => ({
  name: 'connection lost',
  share,
  call: changeCall(
    call,
    at,
    failing(500, { level: 'error', logger: 'db', message: 'connection terminated unexpectedly' })
  ),
});

const PRODUCT = target('catalog', 'GET', '/products/:id');
const PRODUCTS = target('catalog', 'GET', '/products');
const SEARCH = target('catalog', 'GET', '/search');
const CART = target('cart', 'GET', '/carts/:id');
const CART_ITEMS = target('cart', 'POST', '/carts/:id/items');
const ORDER = target('shop-api', 'GET', '/orders/:id');
const CHARGES = target('payments', 'POST', '/charges');
const RESERVATIONS = target('inventory', 'POST', '/reservations');
const SESSIONS = target('accounts', 'POST', '/sessions');
const USERS = target('accounts', 'POST', '/users');

const products = () => serve('catalog', 'GET /products', 4, [cache('GET products'), sql('SELECT products', 14)]);
const product = () => serve('catalog', 'GET /products/:id', 3, [sql('SELECT products', 5), sql('SELECT reviews', 6)]);
const stock = () => serve('inventory', 'GET /stock/:sku', 2, [sql('SELECT stock', 3)]);
const search = () => serve('catalog', 'GET /search', 7, [sql('SELECT products_search', 38)]);
const cart = () => serve('cart', 'GET /carts/:id', 2.5, [cache('GET cart')]);
const addItem = () => serve('cart', 'POST /carts/:id/items', 3, [cache('GET cart'), stock(), cache('SET cart')]);
const removeItem = () => serve('cart', 'DELETE /carts/:id/items/:sku', 3, [cache('SET cart')], { status: 204 });
const me = () => serve('accounts', 'GET /users/me', 2.5, [cache('GET session'), sql('SELECT users', 3)]);
const signIn = () => serve('accounts', 'POST /sessions', 95, [sql('SELECT users', 4), cache('SET session')]);
const orders = () => serve('shop-api', 'GET /orders', 5, [sql('SELECT orders', 18)]);
const order = () => serve('shop-api', 'GET /orders/:id', 5, [sql('SELECT orders', 6), sql('SELECT order_items', 8)]);
const charge = () =>
  serve(
    'payments',
    'POST /charges',
    9,
    [external('api.cardprocessor.example', 'POST', 165), sql('INSERT charges', 6)],
    {
      lines: [{ level: 'info', logger: 'charges', message: 'charge of {amount} {currency} authorised ({card_brand})' }],
    }
  );
const reserve = () => serve('inventory', 'POST /reservations', 5, [sql('UPDATE stock', 9)]);
const notify = () => serve('notifications', 'POST /messages', 4, [sql('INSERT outbox', 5)], { status: 202 });
const checkout = () =>
  serve('shop-api', 'POST /checkout', 14, [cart(), reserve(), charge(), sql('INSERT orders', 11), notify()], {
    lines: [{ level: 'info', logger: 'checkout', message: 'order {order_id} placed: {amount} {currency}' }],
  });

/** Each currency has its own customers. */
const MARKETS: ReadonlyArray<{ currency: Currency; region: string; share: number }> = [
  { currency: 'EUR', region: 'eu', share: 0.45 },
  { currency: 'USD', region: 'us', share: 0.35 },
  { currency: 'GBP', region: 'uk', share: 0.2 },
];

function checkoutJourney(id: string, rate: number, call: Call): Journey {
  const declined = failing(402, { level: 'warn', logger: 'charges', message: 'card declined ({card_brand}, code 51)' });
  const sold = failing(409, { level: 'warn', logger: 'stock', message: 'not enough of {sku} in stock' });
  const invalid = failing(422, { level: 'warn', logger: 'checkout', message: 'address is incomplete' }, noSteps);
  const plain = journey(id, rate, call, [
    { name: 'declined', share: 0.03, call: changeCall(call, CHARGES, declined), failure: 'payment_declined' },
    {
      name: 'sold out',
      share: 0.004,
      call: changeCall(call, RESERVATIONS, sold),
      failure: 'out_of_stock',
      pins: { sku: 'other' },
    },
    {
      name: 'invalid',
      share: 0.012,
      call: changeCall(call, target('shop-api', 'POST', '/checkout'), invalid),
      failure: 'invalid',
    },
    { ...broken(call, CHARGES, 0.001), failure: 'payment_error' },
  ]);
  return {
    ...plain,
    outcomes: plain.outcomes.flatMap((outcome) =>
      outcome.name === 'ok'
        ? MARKETS.map(({ currency, region, share }) => ({
            ...outcome,
            name: `ok ${currency}`,
            share: outcome.share * share,
            order: currency,
            pins: { currency, region },
          }))
        : [outcome]
    ),
  };
}

const refused = failing(401, { level: 'warn', logger: 'auth', message: 'wrong password' }, (steps) =>
  steps.slice(0, 1)
);
const known = failing(409, { level: 'warn', logger: 'signup', message: 'this e-mail address is registered' });
const wrongSignIn = (call: Call): Mishap => ({
  name: 'refused',
  share: 0.05,
  call: changeCall(call, SESSIONS, refused),
});

function build(): Journey[] {
  const home = serve('storefront', 'GET /', 12, [parallel(products(), cart())]);
  const category = serve('storefront', 'GET /category/:slug', 11, [products()]);
  const page = serve('storefront', 'GET /product/:id', 10, [parallel(product(), stock()), products()]);
  const find = serve('storefront', 'GET /search', 9, [search()]);
  const viewCart = serve('storefront', 'GET /cart', 9, [cart()]);
  const add = serve('storefront', 'POST /cart/items', 6, [addItem()]);
  const remove = serve('storefront', 'DELETE /cart/items/:sku', 5, [removeItem()]);
  const pay = serve('storefront', 'POST /checkout', 12, [checkout()]);
  const history = serve('storefront', 'GET /orders', 9, [orders()]);
  const oneOrder = serve('storefront', 'GET /orders/:id', 9, [order()]);
  const login = serve('storefront', 'POST /login', 6, [signIn()]);
  const signup = serve('storefront', 'POST /signup', 7, [
    serve('accounts', 'POST /users', 110, [sql('SELECT users', 3), sql('INSERT users', 7), notify()]),
  ]);
  const account = serve('storefront', 'GET /account', 8, [me()]);
  const apiProducts = serve('shop-api', 'GET /products', 5, [products()]);
  const apiProduct = serve('shop-api', 'GET /products/:id', 5, [parallel(product(), stock())]);
  const apiCart = serve('shop-api', 'GET /cart', 4, [cart()]);
  const apiAdd = serve('shop-api', 'POST /cart/items', 4, [addItem()]);
  const apiMe = serve('shop-api', 'GET /users/me', 4, [me()]);
  const apiLogin = serve('shop-api', 'POST /login', 4, [signIn()]);
  return [
    journey('home', 3, home, [broken(home, PRODUCTS)]),
    journey('category', 4, category, [broken(category, PRODUCTS)]),
    journey('product', 6, page, [missing(page, PRODUCT, 0.01), broken(page, PRODUCT)]),
    journey('search', 2.5, find, [broken(find, SEARCH, 0.002)]),
    journey('cart', 1.2, viewCart, [broken(viewCart, CART)]),
    journey('add to cart', 1, add, [
      missing(add, target('inventory', 'GET', '/stock/:sku'), 0.006),
      broken(add, CART_ITEMS),
    ]),
    journey('remove from cart', 0.2, remove),
    checkoutJourney('checkout', 0.22, pay),
    journey('orders', 0.3, history, [broken(history, target('shop-api', 'GET', '/orders'))]),
    journey('order', 0.4, oneOrder, [missing(oneOrder, ORDER, 0.01), broken(oneOrder, ORDER)]),
    journey('login', 0.35, login, [wrongSignIn(login), broken(login, SESSIONS)]),
    journey('signup', 0.08, signup, [{ name: 'known', share: 0.03, call: changeCall(signup, USERS, known) }]),
    journey('account', 0.25, account, [broken(account, target('accounts', 'GET', '/users/me'))]),
    journey('app products', 3, apiProducts, [broken(apiProducts, PRODUCTS)]),
    journey('app product', 4, apiProduct, [missing(apiProduct, PRODUCT, 0.008), broken(apiProduct, PRODUCT)]),
    journey('app cart', 1, apiCart, [broken(apiCart, CART)]),
    journey('app add to cart', 0.7, apiAdd, [broken(apiAdd, CART_ITEMS)]),
    checkoutJourney('app checkout', 0.18, checkout()),
    journey('app order', 0.6, order(), [missing(order(), ORDER, 0.012), broken(order(), ORDER)]),
    journey('app account', 1.2, apiMe, [broken(apiMe, target('accounts', 'GET', '/users/me'))]),
    journey('app login', 0.25, apiLogin, [wrongSignIn(apiLogin), broken(apiLogin, SESSIONS)]),
    journey('processor webhook', 0.35, serve('payments', 'POST /webhooks/processor', 4, [sql('UPDATE charges', 7)])),
    journey(
      'refund',
      0.02,
      serve('payments', 'POST /refunds', 8, [external('api.cardprocessor.example', 'POST', 210)])
    ),
    journey('stock report', 0.02, serve('inventory', 'GET /stock/low', 6, [sql('SELECT stock', 45)])),
    journey('stock update', 0.5, serve('inventory', 'PUT /stock/:sku', 4, [sql('UPDATE stock', 8)])),
    journey(
      'catalog update',
      0.1,
      serve('catalog', 'PUT /products/:id', 6, [sql('UPDATE products', 12), cache('DEL products')])
    ),
    journey(
      'unsubscribe',
      0.03,
      serve('notifications', 'GET /unsubscribe/:token', 4, [sql('UPDATE subscriptions', 5)])
    ),
    journey('delivery report', 0.3, serve('notifications', 'POST /receipts', 3, [sql('UPDATE outbox', 5)])),
    journey('password reset', 0.03, serve('accounts', 'POST /password-reset', 12, [sql('UPDATE users', 8), notify()])),
  ];
}

/** Everything that is asked of the sample shop. */
export const JOURNEYS: readonly Journey[] = build();
