/** The first customers. They have no password: nobody can log in as them. */
const CUSTOMERS = [
  ['john@example.com', 'John Carter'],
  ['anna.berg@example.com', 'Anna Berg'],
  ['li.wei@example.com', 'Li Wei'],
  ['maria.rossi@example.com', 'Maria Rossi'],
  ['tunde.ade@example.com', 'Tunde Ade'],
  ['sofia.lind@example.com', 'Sofia Lind'],
  ['pedro.alves@example.com', 'Pedro Alves'],
  ['emma.novak@example.com', 'Emma Novak'],
] as const;

/** The shop's tables: customers, carts, orders. Products are the inventory's. */
export const SHOP_TABLES = [
  {
    text: `CREATE TABLE IF NOT EXISTS users (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      email text NOT NULL UNIQUE,
      name text NOT NULL,
      password_hash text,
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
  },
  {
    text: `CREATE TABLE IF NOT EXISTS sessions (
      token_hash text PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      expires_at timestamptz NOT NULL
    )`,
  },
  {
    text: `CREATE TABLE IF NOT EXISTS carts (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'checking_out')),
      updated_at timestamptz NOT NULL DEFAULT now()
    )`,
  },
  {
    text: `CREATE TABLE IF NOT EXISTS cart_items (
      cart_id uuid NOT NULL REFERENCES carts ON DELETE CASCADE,
      product_id integer NOT NULL,
      name text NOT NULL,
      category text NOT NULL,
      unit_price_cents integer NOT NULL,
      quantity integer NOT NULL CHECK (quantity > 0),
      PRIMARY KEY (cart_id, product_id)
    )`,
  },
  {
    text: `CREATE TABLE IF NOT EXISTS orders (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_id uuid REFERENCES users,
      state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'declined', 'failed')),
      region text NOT NULL,
      currency text NOT NULL,
      amount_minor integer NOT NULL,
      items jsonb NOT NULL,
      charge_id uuid,
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
  },
  // Accepted, and still to be sent to the queue (transactional outbox).
  { text: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS unsent boolean NOT NULL DEFAULT false' },
  { text: 'CREATE INDEX IF NOT EXISTS orders_unsent ON orders (created_at) WHERE unsent' },
  ...CUSTOMERS.map(([email, name]) => ({
    text: 'INSERT INTO users (email, name) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING',
    values: [email, name],
  })),
];
