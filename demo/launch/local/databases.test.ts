import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { afterwards } from '../../servers/testing.ts';
import { eventually } from '../testing/eventually.ts';
import { fakeMachine } from '../testing/fake-machine.ts';
import { readOptions } from '../options.ts';
import { describeMissing, findServers } from './installed.ts';
import { planLocal } from './run.ts';
import { LocalStack } from './stack.ts';
import { type RunningPart } from './state.ts';

// The stack's real PostgreSQL and Redis with their exporters, for Grafana alone.

const installed = findServers();
const missing = (['postgres', 'redis', 'postgres-exporter', 'redis-exporter'] as const).filter(
  (name) => !installed[name]
);

/** A machine on which they may run: root's PostgreSQL is somebody else, who has to enter the folder. */
async function machineWithDatabases(t: TestContext) {
  const machine = await fakeMachine(t);
  chmodSync(dirname(machine.root), 0o755);
  const env = {
    ...machine.env,
    POSTGRES_BIN: installed.postgres,
    REDIS_BIN: installed.redis,
    POSTGRES_EXPORTER_BIN: installed['postgres-exporter'],
    REDIS_EXPORTER_BIN: installed['redis-exporter'],
    PATH: `${machine.bin}:/usr/bin:/bin`,
    LOKI_BIN: '/not/installed',
    PROMETHEUS_BIN: '/not/installed',
    TEMPO_BIN: '/not/installed',
    ALERTMANAGER_BIN: '/not/installed',
    NODE_EXPORTER_BIN: '/not/installed',
  };
  return { machine, env };
}

describe('databases without Docker', { skip: missing.length > 0 && `not installed: ${missing.join(', ')}` }, () => {
  it('hold what Grafana keeps, under the passwords of the environment, and are watched', async (t) => {
    const { machine, env } = await machineWithDatabases(t);
    const { root, ports } = machine;
    const own = { ...env, GRAFANA_DATABASE_PASSWORD: `it's "mine" $1`, POSTGRES_PASSWORD: 'own' };
    const argv = ['--no-shop', '--grafana-database', 'postgres', '--data-dir', machine.dataDir];
    const { stack: options, problems } = await planLocal(readOptions(argv, own, root), root, own);
    assert.deepEqual(problems, []);
    const stack = new LocalStack(options);
    afterwards(t, () => stack.stop());
    const ready: string[] = [];
    stack.on('ready', ({ name }) => ready.push(name));
    await stack.start();
    assert.deepEqual([...ready].sort(), [
      ...['grafana', 'notifications', 'postgres', 'postgres-exporter', 'redis', 'redis-exporter'],
    ]);
    assert.ok(ready.indexOf('postgres') < ready.indexOf('grafana'));

    const { parts } = JSON.parse(readFileSync(join(machine.dataDir, 'stack.json'), 'utf8')) as {
      parts: RunningPart[];
    };
    const environ = readFileSync(`/proc/${parts.find(({ name }) => name === 'grafana')?.pid}/environ`, 'utf8');
    const given = new Map(environ.split('\0').map((pair) => pair.split(/=(.*)/s) as [string, string]));
    assert.equal(given.get('GF_DATABASE_TYPE'), 'postgres');
    assert.equal(given.get('GF_REMOTE_CACHE_TYPE'), 'redis');
    assert.match(given.get('GF_REMOTE_CACHE_CONNSTR') ?? '', new RegExp(`^addr=127\\.0\\.0\\.1:${ports.redis},`));

    // As Grafana signs in.
    const ask = async (database: string, user: string, password: string) => {
      const psql = join(dirname(installed.postgres!), 'psql');
      const address = ['-h', '127.0.0.1', '-p', String(ports.postgres), '-U', user, '-d', database];
      const { stdout } = await promisify(execFile)(psql, ['-X', '-A', '-t', ...address, '-c', 'SELECT current_user'], {
        env: { PATH: env.PATH, PGPASSWORD: password },
      });
      return stdout.trim();
    };
    assert.equal(await ask('grafana', given.get('GF_DATABASE_USER')!, given.get('GF_DATABASE_PASSWORD')!), 'grafana');
    assert.equal(await ask('usage_stats', 'usage_stats', 'usage_stats'), 'usage_stats');
    await assert.rejects(ask('grafana', 'grafana', 'grafana'), /password authentication failed/);

    const page = async (port: number) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    await eventually(async () => {
      assert.match(await page(ports['postgres-exporter']), /^pg_up 1$/m);
      assert.match(await page(ports['redis-exporter']), /^redis_up 1$/m);
    });
    assert.match(await page(ports['postgres-exporter']), /^pg_stat_database_numbackends\{.*datname="grafana"/m);
  });
});

describe('planLocal', () => {
  it('keeps Grafana in a file where no PostgreSQL runs, and says so', async (t) => {
    const machine = await fakeMachine(t);
    const plan = (argv: string[]) => planLocal(readOptions(argv, machine.env, machine.root), machine.root, machine.env);
    const { stack, remarks } = await plan(['--grafana-database', 'postgres']);
    assert.equal(stack.grafanaDatabase, 'sqlite');
    assert.ok(remarks.includes('Grafana keeps its own data in a file (sqlite): PostgreSQL does not run here.'));
    const usual = (await plan([])).remarks;
    assert.deepEqual(usual.slice(0, -1), describeMissing(findServers(machine.env)));
    assert.match(usual.at(-1) ?? '', /^Alloy, Promtail, cAdvisor and InfluxDB run with Docker alone/);
  });
});
