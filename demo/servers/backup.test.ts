import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { findServers, type Installed } from '../launch/local/installed.ts';
import { LocalStack } from '../launch/local/stack.ts';
import { eventually } from '../launch/testing/eventually.ts';
import { freeStackPorts } from '../launch/testing/free-ports.ts';
import { type Ports } from './site.ts';
import { afterwards, ROOT, run, temporaryFolder } from './testing.ts';

// The backup that docs/stack-servers.md describes, of each server that is installed: its folder is copied while it is
// stopped, and a server that starts on the copy has what was there. Of PostgreSQL a dump as well.

const all = findServers();

/** Something that a server is given, and whether one has it. */
interface Trial {
  server: 'prometheus' | 'loki' | 'tempo' | 'postgres';
  give(ports: Ports): Promise<void>;
  check(ports: Ports): Promise<void>;
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const url = (ports: Ports, name: 'prometheus' | 'loki' | 'tempo' | 'otlp-http', path: string) =>
  `http://127.0.0.1:${ports[name]}${path}`;

async function post(to: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(to, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${answer.status} ${await answer.text()}`);
}

async function results(from: string): Promise<unknown[]> {
  return ((await (await fetch(from)).json()) as { data: { result: unknown[] } }).data.result;
}

/** Runs a tool of PostgreSQL as the administrator; resolves to what it prints. */
async function postgresTool(ports: Ports, tool: string, ...args: string[]): Promise<string> {
  const address = ['-h', '127.0.0.1', '-p', String(ports.postgres), '-U', 'postgres'];
  const env = { ...process.env, PGPASSWORD: 'postgres' };
  const { stdout } = await run(join(dirname(all.postgres!), tool), [...address, ...args], { env });
  return stdout.trim();
}
const sql = (ports: Ports, database: string, text: string) =>
  postgresTool(ports, 'psql', '-X', '-A', '-t', '-d', database, '-c', text);

/** The moment at which Prometheus had a sample, in seconds. */
let sampledAt = 0;

const TRIALS: readonly Trial[] = [
  {
    server: 'prometheus',
    give: (ports) =>
      eventually(async () => {
        assert.equal((await results(url(ports, 'prometheus', '/api/v1/query?query=up{job="prometheus"}'))).length, 1);
        // After the answer: before the question there may have been no sample yet.
        sampledAt = Date.now() / 1000;
      }),
    check: async (ports) => {
      const query = `/api/v1/query?query=up{job="prometheus"}&time=${sampledAt}`;
      assert.equal((await results(url(ports, 'prometheus', query))).length, 1);
    },
  },
  {
    server: 'loki',
    give: (ports) =>
      post(url(ports, 'loki', '/loki/api/v1/push'), {
        streams: [{ stream: { job: 'backup' }, values: [[String(Date.now() * 1e6), 'kept']] }],
      }),
    check: async (ports) => {
      const query = new URLSearchParams({ query: '{job="backup"} |= "kept"', since: '1h' });
      assert.equal((await results(url(ports, 'loki', `/loki/api/v1/query_range?${query}`))).length, 1);
    },
  },
  {
    server: 'tempo',
    give: (ports) => {
      const at = String(Date.now() * 1e6);
      const span = { traceId: TRACE, spanId: 'b7ad6b7169203331', name: 'kept', kind: 2, startTimeUnixNano: at };
      return post(url(ports, 'otlp-http', '/v1/traces'), {
        resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, endTimeUnixNano: at }] }] }],
      });
    },
    check: async (ports) => assert.equal((await fetch(url(ports, 'tempo', `/api/traces/${TRACE}`))).status, 200),
  },
  {
    server: 'postgres',
    give: async (ports) => {
      await sql(ports, 'usage_stats', "CREATE TABLE kept (what text); INSERT INTO kept VALUES ('order')");
    },
    check: async (ports) => assert.equal(await sql(ports, 'usage_stats', 'SELECT what FROM kept'), 'order'),
  },
];

/** A stack of one server, with its data in a folder. */
async function startOn(t: TestContext, dataDir: string, server: Trial['server']) {
  const installed: Installed = { [server]: all[server] };
  const ports = await freeStackPorts();
  const stack = new LocalStack({
    ...{ root: ROOT, pluginDir: join(ROOT, 'dist'), dataDir, ports, shop: false, load: undefined, restarts: 0 },
    ...{ installed, grafanaHome: undefined, environment: {} },
    // PostgreSQL has nothing else to do here.
    grafanaDatabase: 'postgres',
  });
  afterwards(t, () => stack.stop());
  await stack.start();
  return { stack, ports };
}

describe('a backup', { concurrency: true }, () => {
  for (const { server, give, check } of TRIALS) {
    it(`of ${server}'s folder has what it held`, { skip: !all[server] && `${server} is not installed` }, async (t) => {
      const folder = await temporaryFolder(t);
      chmodSync(folder, 0o755);
      const first = await startOn(t, join(folder, 'first'), server);
      await give(first.ports);
      await eventually(() => check(first.ports));
      await first.stack.stop();
      await run('cp', ['-a', join(folder, 'first'), join(folder, 'restored')]);
      const second = await startOn(t, join(folder, 'restored'), server);
      await eventually(() => check(second.ports));
    });
  }

  it('of a database by a dump has its rows', { skip: !all.postgres && 'postgres is not installed' }, async (t) => {
    const folder = await temporaryFolder(t);
    chmodSync(folder, 0o755);
    const { ports } = await startOn(t, join(folder, 'data'), 'postgres');
    const { give, check } = TRIALS.find(({ server }) => server === 'postgres')!;
    await give(ports);
    const file = join(folder, 'usage_stats.dump');
    await postgresTool(ports, 'pg_dump', '-Fc', '-f', file, 'usage_stats');
    await sql(ports, 'usage_stats', 'DROP TABLE kept');
    await assert.rejects(check(ports));
    await postgresTool(ports, 'pg_restore', '--clean', '--if-exists', '-d', 'usage_stats', file);
    await check(ports);
  });
});
