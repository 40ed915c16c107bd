import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import pg from 'pg';
import { pino } from 'pino';
import { Collector } from './collector.ts';
import type { LokiLine } from './line.ts';
import { Metrics } from './metrics.ts';
import { readSettings } from './settings.ts';
import { Store } from './store.ts';
import { FakeLoki, usageLine } from './testing/lines.ts';
import { NO_POSTGRES, startPostgres, type TestPostgres } from './testing/servers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Noon of a day, in milliseconds. */
const NOON = Date.UTC(2026, 2, 1, 12);

describe('Collector', { skip: NO_POSTGRES }, () => {
  let postgres: TestPostgres;
  let owner: pg.Pool;
  let store: Store;
  let loki: FakeLoki;
  let metrics: Metrics;
  let now: number;
  let written: string[];

  before(async () => {
    postgres = await startPostgres();
    owner = new pg.Pool({ connectionString: postgres.url });
    store = new Store(postgres.url, () => undefined);
    // Two that start together.
    const other = new Store(postgres.url, () => undefined);
    await Promise.all([store.migrate(), other.migrate()]);
    await other.close();
  });
  after(async () => {
    await Promise.all([store?.close(), owner?.end()]);
    await postgres?.remove();
  });
  beforeEach(async () => {
    await owner.query('TRUNCATE usage_events, usage_quarantine, usage_position');
    loki = new FakeLoki();
    metrics = new Metrics();
    now = NOON;
    written = [];
  });

  const collector = (env: NodeJS.ProcessEnv = {}) => {
    const settings = readSettings({ DATABASE_URL: postgres.url, PAGE_LINES: '3', ...env });
    const log = pino({}, { write: (line: string) => void written.push(line) });
    return new Collector({ ask: loki.ask, store, metrics, log, settings, now: () => now });
  };
  const users = async () => {
    const { rows } = await owner.query<{ user_hash: string }>(
      'SELECT user_hash FROM usage_events ORDER BY time_ns, user_hash'
    );
    return rows.map(({ user_hash }) => user_hash);
  };
  const at = (milliseconds: number, number: number): LokiLine => usageLine(BigInt(milliseconds) * 1_000_000n, number);
  const counted = async (metric: keyof Pick<Metrics, 'events' | 'lines' | 'malformed' | 'deleted'>) =>
    (await metrics[metric].get()).values[0]?.value;

  it('stores each event once, however often a poll meets it', async () => {
    loki.lines.push(...[1, 2, 3, 4, 5].map((number) => at(NOON - number * 1000, number)));
    const polling = collector();
    await polling.poll();
    now += MINUTE;
    loki.lines.push(at(NOON + 1000, 6));
    await polling.poll();
    assert.deepEqual(await users(), ['u5', 'u4', 'u3', 'u2', 'u1', 'u6']);
    assert.equal(await counted('events'), 6);
    assert.ok(((await counted('lines')) ?? 0) > 6, 'the look back met some again');
    const { rows } = await owner.query(
      'SELECT time, service, feature, outcome FROM usage_events WHERE user_hash = $1',
      ['u6']
    );
    assert.deepEqual(rows, [{ time: new Date(NOON + 1000), service: 'shop-api', feature: 'browse', outcome: 'ok' }]);
  });

  it('goes on behind the last page that it stored when it dies between two', async () => {
    loki.lines.push(...Array.from({ length: 20 }, (_none, number) => at(NOON - HOUR + number * MINUTE, number)));
    loki.failing = 3;
    await assert.rejects(collector().poll(), /Loki is away/);
    const before = await users();
    assert.ok(before.length > 0 && before.length < 20, String(before.length));
    const { readTo } = await store.position(0n);
    assert.ok(readTo > BigInt(NOON - HOUR) * 1_000_000n && readTo < BigInt(NOON) * 1_000_000n);
    await collector().poll();
    assert.equal((await users()).length, 20);
    assert.ok(loki.asked.at(-1)!.from >= readTo - 120n * 1_000_000_000n, 'it does not begin anew');
  });

  it('stores a page and its position both or not at all', async (t) => {
    loki.lines.push(at(NOON - 1000, 1));
    await owner.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$;
      CREATE TRIGGER refuse BEFORE UPDATE ON usage_position EXECUTE FUNCTION refuse();`);
    t.after(() => owner.query('DROP FUNCTION IF EXISTS refuse CASCADE'));
    await assert.rejects(collector().poll(), /the disk is full/);
    assert.deepEqual(await users(), []);
    await owner.query('DROP FUNCTION refuse CASCADE');
    await collector().poll();
    assert.deepEqual(await users(), ['u1']);
  });

  it('catches up after an outage of weeks, in pages', async () => {
    await collector().poll();
    now += 20 * DAY;
    loki.lines.push(...Array.from({ length: 40 }, (_none, day) => at(NOON + day * 12 * HOUR, day)));
    await collector().poll();
    assert.equal((await users()).length, 40);
    assert.ok(loki.asked.every(({ from, to, limit }) => limit <= 3 && to - from <= BigInt(DAY) * 1_000_000n));
  });

  it('takes a line that comes late: within the look back by the next poll, later by the longer one', async () => {
    const polling = collector();
    await polling.poll();
    await store.swept(now);
    now += MINUTE;
    loki.lines.push(at(NOON - 30_000, 1), at(NOON - 3 * HOUR, 2));
    await polling.poll();
    assert.deepEqual(await users(), ['u1']);
    now += HOUR;
    await polling.poll();
    assert.deepEqual(await users(), ['u2', 'u1']);
  });

  it('reads an outage once more an hour after it, for lines that waited longer than the longer look back', async () => {
    // The first poll of all is not behind by an hour.
    const started = () => collector({ FIRST_BACK_HOURS: '0.5' });
    await started().poll();
    await store.swept(now);
    now += 10 * HOUR;
    // It finds nothing yet, also when it starts again, and twice.
    await started().poll();
    now += 10 * MINUTE;
    await started().poll();
    loki.lines.push(at(NOON + MINUTE, 1), at(now - MINUTE, 2));
    now += 10 * MINUTE;
    await started().poll();
    assert.deepEqual(await users(), ['u2']);
    now += 40 * MINUTE;
    await started().poll();
    assert.deepEqual(await users(), ['u1', 'u2']);
    // Once is enough.
    const asked = loki.asked.length;
    now += 30 * MINUTE;
    await started().poll();
    now += 30 * MINUTE;
    await started().poll();
    assert.ok(loki.asked.slice(asked).every(({ from }) => from > BigInt(NOON + 4 * HOUR) * 1_000_000n));
  });

  it('keeps lines that it cannot read, once, counts them and does not stop at them', async () => {
    const odd = { ...at(NOON - 1000, 1), line: 'GET /usage=true 404\0' };
    const label = { ...at(NOON - 900, 3), stream: { service_name: 'a\0' } };
    loki.lines.push(odd, label, at(NOON - 500, 2));
    const polling = collector();
    await polling.poll();
    await polling.poll();
    const { rows } = await owner.query('SELECT time, stream, line, problem FROM usage_quarantine ORDER BY time');
    assert.deepEqual(rows, [
      { time: new Date(NOON - 1000), stream: odd.stream, line: 'GET /usage=true 404\uFFFD', problem: 'no feature' },
      {
        time: new Date(NOON - 900),
        stream: { service_name: 'a\uFFFD' },
        line: label.line,
        problem: 'service is longer than 200 characters, or has control characters',
      },
    ]);
    assert.deepEqual(await users(), ['u2']);
    assert.equal(await counted('malformed'), 2);
    assert.ok(!written.some((line) => line.includes('usage=true')), 'its own log is none of the events');
  });

  it('deletes what is older than the retention, and does not fetch it again', async () => {
    loki.lines.push(at(NOON - 20 * HOUR, 1), at(NOON - HOUR, 2));
    await collector().poll();
    await store.swept(now - DAY);
    now += 10 * DAY + 5 * HOUR;
    loki.lines.push(at(now - HOUR, 3));
    const short = collector({ RETENTION_DAYS: '10' });
    await short.poll();
    assert.deepEqual(await users(), ['u3']);
    assert.equal(await counted('deleted'), 2);
    await short.poll();
    assert.deepEqual(await users(), ['u3']);
  });

  it('reads on when the clock was set back', async () => {
    await collector().poll();
    now -= HOUR;
    loki.lines.push(at(now - 1000, 1));
    await collector().poll();
    assert.deepEqual(await users(), ['u1']);
  });

  it('waits longer after each failure, says so, and recovers', async () => {
    loki.failing = 0;
    const stopping = new AbortController();
    const polling = collector({ POLL_SECONDS: '0.01' });
    const running = polling.run(stopping.signal);
    const deadline = Date.now() + 20_000;
    while (polling.lastSuccess === undefined && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    stopping.abort();
    await running;
    assert.equal(polling.lastSuccess, NOON);
    assert.ok(written.some((line) => line.includes('Polling failed: Loki is away')));
    assert.ok(written.some((line) => line.includes('Polling works again')));
    const { values } = await metrics.polls.get();
    assert.equal(values.find(({ labels }) => labels.outcome === 'failed')?.value, 1);
  });
});

describe('the role that Grafana reads by', { skip: NO_POSTGRES }, () => {
  let postgres: TestPostgres;
  let reader: pg.Client;
  before(async () => {
    postgres = await startPostgres();
    const store = new Store(postgres.url, () => undefined);
    await store.migrate();
    await store.close();
    reader = new pg.Client({ connectionString: postgres.readerUrl });
    await reader.connect();
  });
  after(async () => {
    await reader?.end();
    await postgres?.remove();
  });

  it('sees events', async () => {
    assert.deepEqual((await reader.query('SELECT * FROM usage_events')).rows, []);
  });

  for (const statement of [
    'SELECT * FROM usage_quarantine',
    'SELECT * FROM usage_position',
    'INSERT INTO usage_position (read_to_ns) VALUES (1)',
    'DELETE FROM usage_events',
    'CREATE TABLE mine (a int)',
    'CREATE TEMPORARY TABLE mine (a int)',
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
  ]) {
    it(`may not ${statement}`, async () => {
      await reader.query('SET default_transaction_read_only = off');
      await assert.rejects(reader.query(statement), { code: '42501' });
    });
  }

  it('may not think for long', async () => {
    const { rows } = await reader.query('SHOW statement_timeout');
    assert.deepEqual(rows, [{ statement_timeout: '30s' }]);
  });
});
