import { PRODUCTS } from './products.data.ts';

/** The inventory's tables: what can be bought, and what is held for a checkout under way. */
export const INVENTORY_TABLES = [
  {
    text: `CREATE TABLE IF NOT EXISTS products (
      id integer PRIMARY KEY,
      sku text NOT NULL UNIQUE,
      name text NOT NULL,
      category text NOT NULL,
      price_cents integer NOT NULL CHECK (price_cents > 0),
      stock integer NOT NULL CHECK (stock >= 0),
      low_stock_threshold integer NOT NULL,
      delivery integer NOT NULL
    )`,
  },
  {
    text: `CREATE TABLE IF NOT EXISTS reservations (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'sold', 'released')),
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
  },
  {
    text: `CREATE TABLE IF NOT EXISTS reservation_items (
      reservation_id uuid NOT NULL REFERENCES reservations ON DELETE CASCADE,
      product_id integer NOT NULL REFERENCES products,
      quantity integer NOT NULL CHECK (quantity > 0),
      PRIMARY KEY (reservation_id, product_id)
    )`,
  },
  { text: 'CREATE INDEX IF NOT EXISTS reservations_created_at ON reservations (created_at)' },
  ...PRODUCTS.map(({ sku, name, category, priceCents, stock, lowStockThreshold }, index) => ({
    text: `INSERT INTO products (id, sku, name, category, price_cents, stock, low_stock_threshold, delivery)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $6) ON CONFLICT (id) DO NOTHING`,
    values: [index + 1, sku, name, category, priceCents, stock, lowStockThreshold],
  })),
];
