import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { UsageEvent } from './event.ts';
import { Store } from './store.ts';
import { NO_POSTGRES, startPostgres, type TestPostgres } from './testing/servers.ts';

interface Panel {
  readonly title: string;
  readonly datasource: { readonly uid: string };
  readonly links: ReadonlyArray<{ readonly url: string }>;
  readonly targets: ReadonlyArray<{ readonly rawSql: string }>;
}

const FILE = new URL('../../../provisioning/dashboards/usage-dashboard.json', import.meta.url);
const { panels, templating } = JSON.parse(readFileSync(FILE, 'utf8')) as {
  panels: Panel[];
  templating: { list: Array<{ query: string }> };
};

/** A Monday, at noon. */
const MONDAY = Date.UTC(2026, 2, 2, 12);
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

/** A query as Grafana sends it: its macros and variables replaced. */
function sent(sql: string, from: number, to: number, services: readonly string[]): string {
  const [start, end] = [from, to].map((time) => `'${new Date(time).toISOString()}'`);
  return sql
    .replaceAll('$__timeFilter(time)', `time BETWEEN ${start} AND ${end}`)
    .replaceAll('$__timeTo()', `${end}`)
    .replaceAll('$__timeGroupAlias(time, $__interval)', `floor(extract(epoch FROM time) / 3600) * 3600 AS "time"`)
    .replaceAll('${service:sqlstring}', services.map((service) => `'${service}'`).join());
}

const TRACE = 'a'.repeat(32);

describe('the dashboard of usage', { skip: NO_POSTGRES }, () => {
  let postgres: TestPostgres;
  let reader: pg.Client;

  before(async () => {
    postgres = await startPostgres();
    const store = new Store(postgres.url, () => undefined);
    await store.migrate();
    await store.position(0n);
    const event = (
      time: number,
      user: string | undefined,
      feature: string,
      more: Partial<UsageEvent> = {}
    ): UsageEvent => ({
      key: randomBytes(32),
      ns: BigInt(time) * 1_000_000n,
      service: 'shop-api',
      feature,
      outcome: 'ok',
      ...(user !== undefined && { user }),
      ...more,
    });
    const refused = { outcome: 'refused', reason: 'card_declined' };
    const events = [
      ...['browse', 'cart', 'checkout', 'payment', 'order'].map((feature) => event(MONDAY, 'ada', feature)),
      ...['browse', 'browse', 'cart', 'checkout'].map((feature) => event(MONDAY + HOUR, 'bob', feature)),
      event(MONDAY + HOUR, 'bob', 'payment', { ...refused, traceId: 'b'.repeat(32) }),
      event(MONDAY + 2 * HOUR, 'bob', 'payment', { ...refused, traceId: TRACE }),
      event(MONDAY + 2 * HOUR, 'cleo', 'browse'),
      // Nobody knows who, and somebody who was never seen looking.
      event(MONDAY + 2 * HOUR, undefined, 'browse'),
      event(MONDAY + 2 * HOUR, 'dan', 'cart', { outcome: 'failed', reason: 'error', service: 'otel-shop' }),
      // Two weeks before: ada and bob were there, and ada a week after.
      event(MONDAY - 2 * WEEK, 'ada', 'browse'),
      event(MONDAY - 2 * WEEK, 'bob', 'browse'),
      event(MONDAY - WEEK, 'ada', 'browse'),
    ];
    await store.store({ events, malformed: [], readTo: 1n });
    await store.close();
    reader = new pg.Client({ connectionString: postgres.readerUrl });
    await reader.connect();
    await reader.query(`SET TIME ZONE 'UTC'`);
  });
  after(async () => {
    await reader?.end();
    await postgres?.remove();
  });

  const ask = async (title: string, services = ['shop-api', 'otel-shop'], from = MONDAY - HOUR) => {
    const panel = panels.find((one) => one.title === title) ?? assert.fail(title);
    const { rows } = await reader.query<Record<string, unknown>>({
      text: sent(panel.targets[0]?.rawSql ?? '', from, MONDAY + 3 * HOUR, services),
      rowMode: 'array',
    } as pg.QueryConfig);
    return rows as unknown as unknown[][];
  };

  const cases: ReadonlyArray<[title: string, rows: unknown[][]]> = [
    ['Active users', [['4']]],
    ['Orders', [['1']]],
    ['Visitors who buy', [[1 / 3]]],
    [
      'Active users over time',
      [MONDAY, MONDAY + HOUR, MONDAY + 2 * HOUR].map((time, index) => [String(time / 1000), ['1', '1', '3'][index]]),
    ],
    [
      'From looking to buying',
      [
        ['browse', '3', 1, null],
        ['cart', '2', 2 / 3, '1'],
        ['checkout', '2', 2 / 3, '0'],
        ['payment', '1', 1 / 3, '1'],
        ['order', '1', 1 / 3, '0'],
      ],
    ],
    [
      'What stopped them',
      [
        ['payment', 'shop-api', 'refused', 'card_declined', '2', '1', TRACE],
        ['cart', 'otel-shop', 'failed', 'error', '1', '1', null],
      ],
    ],
  ];
  for (const [title, rows] of cases) {
    it(`${title}: numbers of the events, read as Grafana reads them`, async () => {
      assert.deepEqual(await ask(title), rows);
    });
  }

  it('Features by use: every event by its feature', async () => {
    const rows = await ask('Features by use');
    assert.equal(
      rows.reduce((sum, [, , events]) => sum + Number(events), 0),
      14
    );
    assert.deepEqual(rows[0], [String(MONDAY / 1000), 'browse', '1']);
  });

  it('Who comes back: shares of those who came first in a week, and nothing for weeks to come', async () => {
    const rows = await ask('Who comes back', undefined, MONDAY - 6 * WEEK);
    const weekOf = (time: number) => new Date(time - 12 * HOUR);
    assert.deepEqual(rows, [
      [weekOf(MONDAY), '2', null, null, null, null],
      [weekOf(MONDAY - 2 * WEEK), '2', 0.5, 1, null, null],
    ]);
  });

  it('every panel asks as the reader may, about one service too, and where there is none', async () => {
    for (const { title, datasource, links } of panels) {
      assert.equal(datasource.uid, 'usage');
      assert.match(links[0]?.url ?? '', /^\/a\/tillwatch-shop-app\/\w+\?from=\$\{__from\}&to=\$\{__to\}$/, title);
      await ask(title, ['otel-shop']);
      await ask(title, []);
    }
    const { rows } = await reader.query(sent(templating.list[0]?.query ?? '', MONDAY, MONDAY + 3 * HOUR, []));
    assert.deepEqual(rows, [{ service: 'otel-shop' }, { service: 'shop-api' }]);
  });
});
