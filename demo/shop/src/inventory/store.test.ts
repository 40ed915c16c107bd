import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { connectPostgres } from '../db/postgres.ts';
import { statement, type Database } from '../db/types.ts';
import { INVENTORY_TABLES } from './schema.ts';
import { InventoryStore } from './store.ts';

/** A PostgreSQL server to run the same tests on, such as postgres://postgres@127.0.0.1:5432/postgres. */
const SERVER = process.env['SHOP_TEST_DATABASE_URL'];
const SCHEMA = 'inventory_test';

suite('embedded PostgreSQL', () => openEmbedded(undefined, `store-test-${process.pid}`, SCHEMA));
suite(
  'a PostgreSQL server',
  () =>
    connectPostgres(SERVER ?? '', SCHEMA, (error) => {
      throw error;
    }),
  SERVER === undefined && 'set SHOP_TEST_DATABASE_URL to run it'
);

function suite(name: string, open: () => Promise<Database>, skip: string | false = false): void {
  describe(`InventoryStore on ${name}`, { skip }, () => {
    let db: Database;
    let store: InventoryStore;
    before(async () => {
      db = await open();
      await migrate(db, { name: SCHEMA, statements: INVENTORY_TABLES });
      store = new InventoryStore(db);
      // A server keeps what an earlier run left.
      await db.query(statement('DELETE reservations', 'DELETE FROM reservations'));
      await db.query(statement('UPDATE products', 'UPDATE products SET stock = delivery'));
    });
    after(() => db.close());

    const stock = async (id: number) => (await store.get(id))?.stock;
    const setStock = (id: number, to: number) =>
      db.query(statement('UPDATE products', 'UPDATE products SET stock = $2 WHERE id = $1'), [id, to]);
    const reserve = async (product_id: number, quantity: number) => {
      const result = await store.reserve([{ product_id, quantity }]);
      return 'id' in result ? result.id : undefined;
    };

    it('can be migrated again without losing anything', async () => {
      await setStock(1, 7);
      await migrate(db, { name: SCHEMA, statements: INVENTORY_TABLES });
      assert.equal(await stock(1), 7);
    });

    it('lists pages, searches in any case, and counts beyond the last page', async () => {
      const page = await store.list({ page: 2, per_page: 20 });
      assert.deepEqual([page.items.length, page.items[0]?.id, page.total], [20, 21, 48]);
      assert.deepEqual(
        (await store.list({ page: 1, per_page: 5, q: 'ESPRESSO' })).items.map(({ id }) => id),
        [4, 25]
      );
      assert.deepEqual(await store.list({ page: 9, per_page: 20 }), { items: [], page: 9, per_page: 20, total: 48 });
      assert.equal((await store.list({ page: 1, per_page: 5, category: 'tea' })).total, 8);
    });

    it('takes the wildcards of LIKE for ordinary characters', async () => {
      for (const [q, found] of [
        ['%', 1],
        ['_', 0],
        ['\\', 0],
        ["'; DROP TABLE products; --", 0],
      ] as const) {
        assert.equal((await store.list({ page: 1, per_page: 50, q })).total, found, q);
      }
    });

    it('never sells more than there is, however many want it at once', async () => {
      await setStock(2, 10);
      const results = await Promise.all(Array.from({ length: 30 }, () => reserve(2, 1)));
      assert.equal(results.filter((id) => id !== undefined).length, 10);
      assert.equal(await stock(2), 0);
    });

    it('holds all lines or none, and tells what is short', async () => {
      await setStock(3, 5);
      await setStock(4, 1);
      const result = await store.reserve([
        { product_id: 3, quantity: 2 },
        { product_id: 4, quantity: 1 },
        { product_id: 4, quantity: 1 },
      ]);
      assert.deepEqual(result, {
        shortages: [{ product_id: 4, name: 'House espresso, 1 kg', category: 'coffee', requested: 2, available: 1 }],
      });
      assert.deepEqual([await stock(3), await stock(4)], [5, 1]);
    });

    it('gives released stock back once, and sold stock never', async () => {
      await setStock(5, 10);
      const [released, sold] = [await reserve(5, 3), await reserve(5, 2)];
      assert.ok(released !== undefined && sold !== undefined);
      await store.release(released);
      await store.release(released);
      await store.sell(sold);
      await store.release(sold);
      assert.equal(await stock(5), 8);
    });

    it('frees what a checkout held and never came back for', async () => {
      await setStock(6, 10);
      const [forgotten, recent] = [await reserve(6, 4), await reserve(6, 1)];
      assert.ok(recent !== undefined);
      const age = statement(
        'UPDATE reservations',
        `UPDATE reservations SET created_at = now() - interval '3 minutes' WHERE id = $1`
      );
      await db.query(age, [forgotten]);
      await store.cleanUp();
      assert.equal(await stock(6), 9);
    });

    it('orders the scarcest product, but none before half of its threshold is used up', async () => {
      await db.query(statement('UPDATE products', 'UPDATE products SET stock = 1000'));
      assert.equal(await store.restockOne(), undefined);
      await setStock(7, 25); // its threshold is 40
      assert.equal(await store.restockOne(), undefined);
      await setStock(7, 20);
      await setStock(8, 3);
      assert.equal((await store.restockOne())?.id, 8);
      assert.equal((await store.restockOne())?.id, 7);
    });

    it('empties a category, keeps deliveries away, and puts everything back', async () => {
      const coffee = async () =>
        (await store.list({ page: 1, per_page: 50, category: 'coffee' })).items.map((p) => p.stock);
      const stocked = await coffee();
      const low = (await store.lowStock()).count;
      const refill = await store.empty('coffee');
      assert.deepEqual(await coffee(), [0, 0, 0, 0, 0, 0, 0, 0]);
      assert.equal((await store.lowStock()).count, low + 8);
      assert.equal(await store.restockOne(), undefined);
      await refill();
      assert.deepEqual(await coffee(), stocked);
    });
  });
}
