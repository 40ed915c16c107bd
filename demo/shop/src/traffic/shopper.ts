import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TrafficConnection } from './http.ts';
import { integer, pickWeighted, type Random } from './random.ts';
import type { Statistics } from './statistics.ts';

/** Shoppers leave when the time is over: thrown to get out of a journey. */
export class Closed extends Error {
  override readonly name = 'Closed';
}

const CARDS = [
  { weight: 45, number: '4242424242424242' },
  { weight: 26, number: '5555555555554444' },
  { weight: 26, number: '378282246310005' },
  // Test numbers of cards that are always declined.
  { weight: 2, number: '4000000000000002' },
  { weight: 1, number: '4000000000000069' },
] as const;

const REGIONS = [
  { weight: 50, region: 'eu' },
  { weight: 25, region: 'us' },
  { weight: 15, region: 'uk' },
  { weight: 10, region: 'apac' },
] as const;

const SEARCHES = ['espresso', 'filter', 'cup', 'tea', 'grinder', 'kettle', 'chocolate', 'unobtainium'];
const CATEGORIES = ['coffee', 'tea', 'brewing', 'cups', 'grinders', 'sweets'];

interface Product {
  readonly id: number;
}

/** What a shopper needs to go shopping. */
export interface ShopperOptions {
  readonly connection: TrafficConnection;
  readonly statistics: Statistics;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Factor on all think times; 1 is a person, 0 a robot. */
  readonly patience: number;
}

/** One customer: what they do at the till and how long they think between two clicks. */
export class Shopper {
  readonly #options: ShopperOptions;
  /** What their browser calls itself. */
  #visitor = randomUUID();
  #cart: string | undefined;
  #token: string | undefined;

  constructor(options: ShopperOptions) {
    this.#options = options;
  }

  /** Visits the shop once, with a journey that is picked by how common it is. */
  async visit(): Promise<void> {
    this.#cart = undefined;
    // One visit in three is of somebody who was here before.
    if (this.#options.random() > 1 / 3) {
      this.#visitor = randomUUID();
    }
    const { journey } = pickWeighted(
      [
        { weight: 35, journey: () => this.#browse() },
        { weight: 45, journey: () => this.#buy() },
        { weight: 12, journey: () => this.#join() },
        { weight: 8, journey: () => this.#getLost() },
      ],
      this.#options.random
    );
    await journey();
  }

  async #browse(): Promise<void> {
    await this.#send('GET /', 'GET', '/', [200]);
    await this.#think();
    for (let views = integer(1, 4, this.#options.random); views > 0; views -= 1) {
      await this.#lookAround();
    }
  }

  async #buy(): Promise<void> {
    for (let items = integer(1, 3, this.#options.random); items > 0; items -= 1) {
      const product = await this.#lookAround();
      if (product !== undefined) {
        await this.#putInCart(product);
      }
    }
    if (this.#cart === undefined) {
      return;
    }
    await this.#send('GET /cart', 'GET', '/cart', [200]);
    await this.#think();
    // One in eight thinks better of it.
    if (this.#options.random() < 0.125) {
      return;
    }
    await this.#checkout();
  }

  async #join(): Promise<void> {
    const email = `shopper.${integer(100_000, 999_999_999, this.#options.random)}@example.com`;
    const password = `secret-${integer(100_000, 999_999, this.#options.random)}`;
    if (this.#options.random() < 0.15) {
      await this.#send('POST /signup', 'POST', '/signup', [409], { email: 'john@example.com', name: 'John', password });
      await this.#think();
    }
    await this.#send('POST /signup', 'POST', '/signup', [201], { email, name: 'A shopper', password });
    await this.#think();
    if (this.#options.random() < 0.1) {
      await this.#send('POST /login', 'POST', '/login', [401], { email, password: 'forgotten' });
      await this.#think();
    }
    const session = await this.#send('POST /login', 'POST', '/login', [200], { email, password });
    this.#token = readString(session, 'token');
    await this.#send('GET /users/me/', 'GET', '/users/me/', this.#token === undefined ? [401] : [200]);
    await this.#think();
    await this.#buy();
    this.#token = undefined;
  }

  async #getLost(): Promise<void> {
    const { random } = this.#options;
    await this.#send('GET /products/:id', 'GET', `/products/${integer(900, 999, random)}`, [404]);
    await this.#think();
    await this.#send('GET unknown page', 'GET', random() < 0.5 ? '/favicon.ico' : '/sale', [404]);
    await this.#think();
    await this.#browse();
  }

  /** A list, and one product of it that looks good. */
  async #lookAround(): Promise<number | undefined> {
    const { random } = this.#options;
    const path =
      random() < 0.4 ? `/products?q=${one(SEARCHES, random)}` : `/products?category=${one(CATEGORIES, random)}`;
    const list = await this.#send('GET /products', 'GET', path, [200]);
    await this.#think();
    const items = (list as { items?: Product[] } | undefined)?.items ?? [];
    if (items.length === 0) {
      return undefined;
    }
    const { id } = one(items, random);
    await this.#send('GET /products/:id', 'GET', `/products/${id}`, [200]);
    await this.#think();
    return id;
  }

  async #putInCart(product_id: number): Promise<void> {
    const quantity = integer(1, 2, this.#options.random);
    const cart = await this.#send('POST /cart/items', 'POST', '/cart/items', [201], { product_id, quantity });
    this.#cart = readString(cart, 'id') ?? this.#cart;
    await this.#think();
  }

  async #checkout(): Promise<void> {
    const { random } = this.#options;
    const { number } = pickWeighted(CARDS, random);
    const { region } = pickWeighted(REGIONS, random);
    // Sold out (409) and declined cards (402) are part of a shop's day.
    const body = { region, card: { number } };
    const order = await this.#send('POST /checkout', 'POST', '/checkout', [201, 402, 409], body);
    const id = readString(order, 'id');
    if (id !== undefined) {
      await this.#think();
      await this.#send('GET /orders/:id', 'GET', `/orders/${id}`, [200]);
    }
  }

  /** @returns the answer's JSON when it was a success. */
  async #send(
    kind: string,
    method: string,
    path: string,
    expected: readonly number[],
    body?: unknown
  ): Promise<unknown> {
    const { connection, statistics, signal } = this.#options;
    if (signal.aborted) {
      throw new Closed();
    }
    const headers = {
      'x-visitor-id': this.#visitor,
      ...(this.#cart !== undefined && { 'x-cart-id': this.#cart }),
      ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
    };
    const startedAt = performance.now();
    try {
      const { status, milliseconds, text } = await connection.send({ method, path, headers, body });
      const fine = expected.includes(status);
      statistics.add({ kind, status, milliseconds, ...(!fine && { unexpected: `status ${status}` }) });
      return status < 300 ? JSON.parse(text) : undefined;
    } catch (error) {
      const unexpected = error instanceof Error ? error.message : String(error);
      statistics.add({ kind, status: 0, milliseconds: performance.now() - startedAt, unexpected });
      // The shop may be restarting; nobody hammers on a closed door.
      await this.#pause(1000);
      return undefined;
    }
  }

  /** Log-normal with a median of 0.8 s, at most 8 s: most click on soon, some fetch a coffee. */
  async #think(): Promise<void> {
    const { random, patience } = this.#options;
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    await this.#pause(patience * Math.min(8000, 800 * Math.exp(0.7 * normal)));
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#options.signal }).catch(() => {
      throw new Closed();
    });
  }
}

function one<T>(items: readonly T[], random: Random): T {
  return items[integer(0, items.length - 1, random)] as T;
}

function readString(json: unknown, field: string): string | undefined {
  const value = (json as Record<string, unknown> | undefined)?.[field];
  return typeof value === 'string' ? value : undefined;
}
