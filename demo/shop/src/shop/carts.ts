import { statement, type Database } from '../db/types.ts';
import type { Product } from '../inventory/types.ts';

/** So many of one product, as the customer sees it in the cart. */
export interface CartItem {
  readonly product_id: number;
  readonly name: string;
  readonly category: string;
  /** In cents of EUR, as it was when the product was put in. */
  readonly unit_price_cents: number;
  readonly quantity: number;
}

/** What a customer means to buy. */
export interface Cart {
  readonly id: string;
  readonly items: readonly CartItem[];
  /** In cents of EUR. */
  readonly total_cents: number;
}

const CREATE = statement('INSERT carts', 'INSERT INTO carts DEFAULT VALUES RETURNING id');
const FIND = statement('SELECT carts', 'SELECT id FROM carts WHERE id = $1');
const ITEMS = statement(
  'SELECT cart_items',
  `SELECT product_id, name, category, unit_price_cents, quantity FROM cart_items
   WHERE cart_id = $1 ORDER BY product_id`
);
const PUT_ITEM = statement(
  'INSERT cart_items',
  `INSERT INTO cart_items (cart_id, product_id, name, category, unit_price_cents, quantity)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (cart_id, product_id) DO UPDATE SET quantity = LEAST(cart_items.quantity + excluded.quantity, 20)`
);
const TOUCH = statement('UPDATE carts', 'UPDATE carts SET updated_at = now() WHERE id = $1');
const CLAIM = statement(
  'UPDATE carts',
  `UPDATE carts SET state = 'checking_out', updated_at = now() WHERE id = $1 AND state = 'open' RETURNING id`
);
const REOPEN = statement('UPDATE carts', `UPDATE carts SET state = 'open', updated_at = now() WHERE id = $1`);
const REOPEN_STUCK = statement(
  'UPDATE carts',
  `UPDATE carts SET state = 'open' WHERE state = 'checking_out' AND updated_at < now() - interval '1 minute'`
);
const ABANDON = statement(
  'DELETE carts',
  `DELETE FROM carts WHERE state = 'open' AND updated_at < now() - interval '10 minutes' RETURNING id`
);

/** Carts of customers who need not have an account: who knows a cart's id has the cart. */
export class Carts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create(): Promise<string> {
    const [cart] = await this.#db.query<{ id: string }>(CREATE);
    if (!cart) {
      throw new Error('INSERT returned no row');
    }
    return cart.id;
  }

  async find(id: string): Promise<Cart | undefined> {
    const [cart] = await this.#db.query<{ id: string }>(FIND, [id]);
    if (!cart) {
      return undefined;
    }
    const items = await this.#db.query<CartItem>(ITEMS, [id]);
    return { id, items, total_cents: items.reduce((sum, item) => sum + item.unit_price_cents * item.quantity, 0) };
  }

  async put(cart: string, { id, name, category, price_cents }: Product, quantity: number): Promise<void> {
    await this.#db.transaction(async (tx) => {
      await tx.query(PUT_ITEM, [cart, id, name, category, price_cents, quantity]);
      await tx.query(TOUCH, [cart]);
    });
  }

  /** @returns whether the cart is now ours to check out; `false` while another checkout of it is under way. */
  async claim(id: string): Promise<boolean> {
    return (await this.#db.query(CLAIM, [id])).length === 1;
  }

  /** The checkout came to nothing; the customer may try again. */
  async reopen(id: string): Promise<void> {
    await this.#db.query(REOPEN, [id]);
  }

  /**
   * Throws away carts that nobody touched for ten minutes, and frees those whose checkout died with its process.
   * @returns how many were thrown away.
   */
  async cleanUp(): Promise<number> {
    await this.#db.query(REOPEN_STUCK);
    return (await this.#db.query(ABANDON)).length;
  }
}
