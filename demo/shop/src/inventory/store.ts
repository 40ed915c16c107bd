import { statement, type Database, type Queryable } from '../db/types.ts';
import type {
  Inventory,
  Line,
  LowStock,
  Product,
  ProductPage,
  ProductQuery,
  ReservationResult,
  Shortage,
} from './types.ts';

const COLUMNS = 'id, sku, name, category, price_cents, stock';

export const LIST_PRODUCTS = statement(
  'SELECT products',
  `SELECT ${COLUMNS}, count(*) OVER ()::int AS total FROM products
   WHERE ($1::text IS NULL OR name ILIKE $1) AND ($2::text IS NULL OR category = $2)
   ORDER BY id LIMIT $3 OFFSET $4`
);
const COUNT_PRODUCTS = statement(
  'SELECT products',
  `SELECT count(*)::int AS total FROM products
   WHERE ($1::text IS NULL OR name ILIKE $1) AND ($2::text IS NULL OR category = $2)`
);
const GET_PRODUCT = statement('SELECT products', `SELECT ${COLUMNS} FROM products WHERE id = $1`);
const LOW_STOCK = statement(
  'SELECT products',
  `SELECT ${COLUMNS} FROM products WHERE stock <= low_stock_threshold ORDER BY stock, id`
);
const TAKE_STOCK = statement(
  'UPDATE products',
  'UPDATE products SET stock = stock - $2 WHERE id = $1 AND stock >= $2 RETURNING id'
);
const HOLD = statement('INSERT reservations', 'INSERT INTO reservations DEFAULT VALUES RETURNING id');
const HOLD_ITEM = statement(
  'INSERT reservation_items',
  'INSERT INTO reservation_items (reservation_id, product_id, quantity) VALUES ($1, $2, $3)'
);
const CLOSE = statement(
  'UPDATE reservations',
  `UPDATE reservations SET state = $2 WHERE id = $1 AND state = 'held' RETURNING id`
);
const GIVE_BACK = statement(
  'UPDATE products',
  `UPDATE products SET stock = stock + quantity FROM reservation_items
   WHERE reservation_id = $1 AND product_id = products.id`
);
const STALE = statement(
  'SELECT reservations',
  `SELECT id FROM reservations WHERE state = 'held' AND created_at < now() - interval '2 minutes' LIMIT 100`
);
const FORGET = statement(
  'DELETE reservations',
  `DELETE FROM reservations WHERE state <> 'held' AND created_at < now() - interval '10 minutes'`
);
const RESTOCK = statement(
  'UPDATE products',
  `UPDATE products SET stock = stock + delivery
   WHERE id = (SELECT id FROM products WHERE stock <= low_stock_threshold / 2 AND NOT category = ANY($1)
               ORDER BY stock LIMIT 1)
   RETURNING ${COLUMNS}`
);
const EMPTY = statement(
  'UPDATE products',
  `UPDATE products SET stock = 0 FROM (SELECT id, stock AS before FROM products) AS old
   WHERE products.id = old.id AND category = $1 RETURNING products.id, before`
);
const REFILL = statement('UPDATE products', 'UPDATE products SET stock = stock + $2 WHERE id = $1');

/** Rolls a reservation back without being an error of the database. */
class ShortOf extends Error {
  readonly product: number;

  constructor(product: number) {
    super(`not enough of product ${product}`);
    this.product = product;
  }
}

/** Products and stock in the database. */
export class InventoryStore implements Inventory {
  readonly #db: Database;
  /** Categories that get no deliveries, because an incident is on. */
  readonly #cutOff = new Set<string>();

  constructor(db: Database) {
    this.#db = db;
  }

  async list({ page, per_page, q, category }: ProductQuery): Promise<ProductPage> {
    const filter = [q === undefined ? null : `%${escapeLike(q)}%`, category ?? null];
    const values = [...filter, per_page, (page - 1) * per_page];
    const rows = await this.#db.query<Product & { total: number }>(LIST_PRODUCTS, values);
    // A page beyond the last has no row that could carry the total.
    const total = rows[0]?.total ?? (await this.#db.query<{ total: number }>(COUNT_PRODUCTS, filter))[0]?.total ?? 0;
    return { items: rows.map(({ total: _total, ...product }) => product), page, per_page, total };
  }

  async get(id: number): Promise<Product | undefined> {
    const [product] = await this.#db.query<Product>(GET_PRODUCT, [id]);
    return product;
  }

  async lowStock(): Promise<LowStock> {
    const items = await this.#db.query<Product>(LOW_STOCK);
    return { count: items.length, items };
  }

  async reserve(items: readonly Line[]): Promise<ReservationResult> {
    const lines = merged(items);
    try {
      return await this.#db.transaction(async (tx) => ({ id: await hold(tx, lines) }));
    } catch (error) {
      if (error instanceof ShortOf) {
        return { shortages: await this.#shortages(lines) };
      }
      throw error;
    }
  }

  async sell(reservation: string): Promise<void> {
    await this.#db.query(CLOSE, [reservation, 'sold']);
  }

  async release(reservation: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      const [closed] = await tx.query(CLOSE, [reservation, 'released']);
      if (closed) {
        await tx.query(GIVE_BACK, [reservation]);
      }
    });
  }

  /** Releases what a checkout held and never came back for, and forgets what is long over. */
  async cleanUp(): Promise<void> {
    for (const { id } of await this.#db.query<{ id: string }>(STALE)) {
      await this.release(id);
    }
    await this.#db.query(FORGET);
  }

  /**
   * A supplier delivers the scarcest product. Nobody orders before half of the threshold is used up, so low stock is
   * seen for a while.
   * @returns the product, if there was one.
   */
  async restockOne(): Promise<Product | undefined> {
    const [product] = await this.#db.query<Product>(RESTOCK, [[...this.#cutOff]]);
    return product;
  }

  /**
   * Empties a category and keeps deliveries away from it.
   * @returns how to undo it.
   */
  async empty(category: string): Promise<() => Promise<void>> {
    this.#cutOff.add(category);
    const taken = await this.#db.query<{ id: number; before: number }>(EMPTY, [category]);
    return async () => {
      this.#cutOff.delete(category);
      for (const { id, before } of taken) {
        await this.#db.query(REFILL, [id, before]);
      }
    };
  }

  async #shortages(lines: readonly Line[]): Promise<Shortage[]> {
    const shortages: Shortage[] = [];
    for (const { product_id, quantity } of lines) {
      const product = await this.get(product_id);
      const available = product?.stock ?? 0;
      if (available < quantity) {
        const { name, category } = product ?? { name: 'unknown product', category: 'none' };
        shortages.push({ product_id, name, category, requested: quantity, available });
      }
    }
    return shortages;
  }
}

async function hold(tx: Queryable, lines: readonly Line[]): Promise<string> {
  for (const { product_id, quantity } of lines) {
    const [taken] = await tx.query(TAKE_STOCK, [product_id, quantity]);
    if (!taken) {
      throw new ShortOf(product_id);
    }
  }
  const [reservation] = await tx.query<{ id: string }>(HOLD);
  if (!reservation) {
    throw new Error('INSERT returned no row');
  }
  for (const { product_id, quantity } of lines) {
    await tx.query(HOLD_ITEM, [reservation.id, product_id, quantity]);
  }
  return reservation.id;
}

/** One line a product, always in the same order: two checkouts that lock the same rows must not wait for each other. */
function merged(items: readonly Line[]): Line[] {
  const quantities = new Map<number, number>();
  for (const { product_id, quantity } of items) {
    quantities.set(product_id, (quantities.get(product_id) ?? 0) + quantity);
  }
  return [...quantities].sort(([a], [b]) => a - b).map(([product_id, quantity]) => ({ product_id, quantity }));
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
