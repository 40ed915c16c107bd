import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PG_MIGRATE_LOCK_ID } from 'node-pg-migrate';
import pg from 'pg';
import { isMalformed, readEvent } from './event.ts';
import { Store, type Reading } from './store.ts';
import { usageLine } from './testing/lines.ts';
import { NO_POSTGRES, startPostgres, type TestPostgres } from './testing/servers.ts';

const PAGE: Reading = {
  events: [readEvent(usageLine(1_700_000_000_000_000_000n, 1))].flatMap((read) => (isMalformed(read) ? [] : read)),
  malformed: [],
  readTo: 1_700_000_000_000_000_001n,
};

// An error to which nobody listens fails the test that runs.
describe('a PostgreSQL that dies', { skip: NO_POSTGRES }, () => {
  let postgres: TestPostgres;
  let owner: pg.Client;
  let store: Store;

  const connect = async () => {
    owner = new pg.Client({ connectionString: postgres.url });
    owner.on('error', () => undefined);
    await owner.connect();
  };
  /** Lets it die while another connection waits for something, and starts it again. */
  const dieAt = async (waiting: string) => {
    const text = 'SELECT FROM pg_stat_activity WHERE wait_event = $1';
    while ((await owner.query(text, [waiting])).rowCount === 0) {
      await sleep(20);
    }
    await postgres.kill();
  };
  const startAgain = async () => {
    await postgres.start();
    await connect();
  };

  before(async () => {
    postgres = await startPostgres();
    store = new Store(postgres.url, () => undefined);
    await connect();
  });
  after(async () => {
    await Promise.all([owner?.end(), store?.close()]);
    await postgres?.remove();
  });

  it('in the middle of the migrations fails these, which are made up for later', { timeout: 120_000 }, async () => {
    await owner.query('SELECT pg_advisory_lock($1)', [PG_MIGRATE_LOCK_ID]);
    await Promise.all([assert.rejects(store.migrate()), dieAt('advisory')]);
    await startAgain();
    await store.migrate();
    assert.equal((await store.position(1n)).readTo, 1n);
  });

  it('in the middle of a page fails that page, which is stored later', { timeout: 120_000 }, async () => {
    await owner.query(`
      CREATE FUNCTION hesitate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(100); END $$;
      CREATE TRIGGER hesitate BEFORE UPDATE ON usage_position EXECUTE FUNCTION hesitate();`);
    await Promise.all([assert.rejects(store.store(PAGE)), dieAt('PgSleep')]);
    await startAgain();
    await owner.query('DROP FUNCTION hesitate CASCADE');
    assert.equal((await owner.query('SELECT FROM usage_events')).rowCount, 0);
    assert.deepEqual(await store.store(PAGE), { events: 1, malformed: 0 });
    assert.equal((await store.position(0n)).readTo, PAGE.readTo);
  });
});
