import { statement, type Database } from '../db/types.ts';
import type { Currency, Region } from '../payments/types.ts';
import type { Cart, CartItem } from './carts.ts';

export type OrderState = 'pending' | 'accepted' | 'declined' | 'failed';

/** What was bought, or was to be. */
export interface Order {
  readonly id: string;
  readonly user_id: string | null;
  readonly state: OrderState;
  readonly region: Region;
  readonly currency: Currency;
  /** In the currency's minor unit. */
  readonly amount_minor: number;
  readonly items: readonly CartItem[];
  readonly created_at: Date;
}

const INSERT = statement(
  'INSERT orders',
  `INSERT INTO orders (user_id, region, currency, amount_minor, items)
   VALUES ($1, $2, $3, $4, $5::jsonb) RETURNING id`
);
const ACCEPT = statement(
  'UPDATE orders',
  `UPDATE orders SET state = 'accepted', charge_id = $2, unsent = $3 WHERE id = $1`
);
const DROP_CART = statement('DELETE carts', 'DELETE FROM carts WHERE id = $1');
const CLOSE = statement('UPDATE orders', 'UPDATE orders SET state = $2 WHERE id = $1');
const FIND = statement(
  'SELECT orders',
  'SELECT id, user_id, state, region, currency, amount_minor, items, created_at FROM orders WHERE id = $1'
);
const SENT = statement('UPDATE orders', 'UPDATE orders SET unsent = false WHERE id = $1');
const UNSENT = statement(
  'SELECT orders',
  `SELECT id, user_id, state, region, currency, amount_minor, items, created_at FROM orders
   WHERE unsent AND created_at < now() - interval '15 seconds' ORDER BY created_at LIMIT 100`
);
const FAIL_STUCK = statement(
  'UPDATE orders',
  `UPDATE orders SET state = 'failed' WHERE state = 'pending' AND created_at < now() - interval '2 minutes'`
);

/** Orders, from the moment somebody wants to pay. */
export class Orders {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @returns the id of a pending order. */
  async open(order: Pick<Order, 'user_id' | 'region' | 'currency' | 'amount_minor' | 'items'>): Promise<string> {
    const values = [order.user_id, order.region, order.currency, order.amount_minor, JSON.stringify(order.items)];
    const [row] = await this.#db.query<{ id: string }>(INSERT, values);
    if (!row) {
      throw new Error('INSERT returned no row');
    }
    return row.id;
  }

  /**
   * The order is paid: it counts, its cart is gone, and it is to be sent to be shipped, all of it or nothing.
   * @param toBeSent whether there is anybody to send it to.
   */
  async accept(order: string, charge: string, cart: Cart, toBeSent: boolean): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.query(ACCEPT, [order, charge, toBeSent]);
      await tx.query(DROP_CART, [cart.id]);
    });
  }

  async close(order: string, state: 'declined' | 'failed'): Promise<void> {
    await this.#db.query(CLOSE, [order, state]);
  }

  async find(id: string): Promise<Order | undefined> {
    const [order] = await this.#db.query<Order>(FIND, [id]);
    return order;
  }

  /** The order was sent to be shipped. */
  async sent(order: string): Promise<void> {
    await this.#db.query(SENT, [order]);
  }

  /** Accepted orders that their own checkout should have sent by now and did not, the oldest first. */
  async unsent(): Promise<Order[]> {
    return this.#db.query<Order>(UNSENT);
  }

  /** Ends orders whose checkout died with its process. */
  async cleanUp(): Promise<void> {
    await this.#db.query(FAIL_STUCK);
  }
}
