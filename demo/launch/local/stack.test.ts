import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { SHOP_SERVICES } from '../../servers/site.ts';
import { afterwards } from '../../servers/testing.ts';
import { readOptions } from '../options.ts';
import { planLocal } from './run.ts';
import { eventually, isAlive } from '../testing/eventually.ts';
import { fakeMachine, type FakeMachine } from '../testing/fake-machine.ts';
import { installProgram } from '../testing/fake-programs.ts';
import { type ProgramFailure } from '../process/supervisor.ts';
import { findServers } from './installed.ts';
import { LocalStack, neededPorts, type LocalStackOptions } from './stack.ts';
import { usageCollectorProgram } from './usage-collector.ts';
import { type RunningPart } from './state.ts';

function stackOn(
  t: TestContext,
  { root, dataDir, ports, env, bin }: FakeMachine,
  options: Partial<LocalStackOptions> = {}
) {
  const stack = new LocalStack({
    root,
    pluginDir: join(root, 'dist'),
    dataDir,
    ports,
    shop: true,
    load: undefined,
    restarts: 5,
    grafanaDatabase: 'sqlite',
    installed: findServers(env),
    grafanaHome: join(bin, '..'),
    environment: env,
    ...options,
  });
  afterwards(t, () => stack.stop());
  return stack;
}

const running = ({ dataDir }: FakeMachine) =>
  (JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as { parts: RunningPart[] }).parts;

/** The services that run where there is no Redis. */
const WITHOUT_QUEUE = SHOP_SERVICES.filter((service) => service !== 'fulfilment');

// A Redis that answers a ping, on loopback only.
const REDIS = `
const option = (name) => process.argv[process.argv.indexOf(name) + 1];
require('node:net').createServer((socket) => socket.on('data', () => socket.write('+PONG\\r\\n')))
  .listen(Number(option('--port')), option('--bind'));`;

describe('LocalStack', () => {
  it('starts all there is, ships its logs, and leaves nothing behind', async (t) => {
    const machine = await fakeMachine(t);
    const stack = stackOn(t, machine);
    const ready: string[] = [];
    stack.on('ready', ({ name }) => ready.push(name));
    await stack.start();
    const expected = ['grafana', 'prometheus', 'loki', 'notifications', 'log-shipper', ...WITHOUT_QUEUE].sort();
    assert.deepEqual(ready.sort(), expected);
    assert.deepEqual(
      running(machine)
        .map(({ name }) => name)
        .sort(),
      expected
    );
    for (const { url } of running(machine)) {
      assert.equal((await fetch(`${url}/ready`)).status, 200);
    }
    assert.equal(readlinkSync(join(machine.dataDir, 'grafana/plugins/tillwatch-shop-app')), join(machine.root, 'dist'));

    // One line of each label style, read from where the real services write theirs.
    const labelsOf = (text: string) => machine.shipped().find(({ line }) => line.includes(text))?.labels;
    await eventually(() => {
      assert.equal(labelsOf('"up"')?.level, 'info');
      assert.deepEqual(labelsOf('flask-shop is up'), { container_name: 'flask-shop' });
      assert.equal(labelsOf('fastapi-shop is up')?.compose_service, 'fastapi-shop');
    });

    const pids = [...running(machine).map(({ pid }) => pid), ...machine.pids()];
    await stack.stop();
    for (const pid of pids) {
      assert.ok(!(await isAlive(pid)), String(pid));
    }
    assert.deepEqual(running(machine), []);
    // The shop is stopped before the shipper, and that before Loki.
    assert.equal(machine.shipped().filter(({ line }) => line.includes('last words')).length, 3);
  });

  it('starts a part again that is killed, and says so', async (t) => {
    const machine = await fakeMachine(t);
    const stack = stackOn(t, machine, { shop: false });
    await stack.start();
    const before = running(machine).find(({ name }) => name === 'prometheus')!.pid;
    const restarting = once(stack, 'restarting');
    const recovered = once(stack, 'recovered');
    process.kill(before, 'SIGKILL');
    const [program, reason] = (await restarting) as [{ name: string }, string];
    assert.deepEqual([program.name, reason], ['prometheus', 'was ended by SIGKILL']);
    await recovered;
    await eventually(() => {
      const after = running(machine).find(({ name }) => name === 'prometheus')?.pid;
      assert.ok(after && after !== before);
    });
  });

  it('tells of a part that is not started again', async (t) => {
    const machine = await fakeMachine(t);
    const stack = stackOn(t, machine, { shop: false, restarts: 0 });
    await stack.start();
    const failed = once(stack, 'failed');
    process.kill(running(machine).find(({ name }) => name === 'loki')!.pid, 'SIGKILL');
    const [failure] = (await failed) as [ProgramFailure];
    assert.equal(failure.program, 'loki');
  });

  it('stops everything when a part does not start, and what is being built', async (t) => {
    const machine = await fakeMachine(t);
    const builder = JSON.stringify(join(machine.root, 'builder'));
    writeFileSync(
      join(machine.root, 'demo/shop/src/process/build.ts'),
      `import { writeFileSync } from 'node:fs';
       writeFileSync(${builder}, String(process.pid));
       setInterval(() => {}, 1000);`
    );
    installProgram(
      machine.bin,
      'grafana',
      `setInterval(() => {
         if (require('node:fs').statSync(${builder}, { throwIfNoEntry: false })?.size > 0) {
           console.log('no such database');
           process.exit(1);
         }
       }, 20);`
    );
    const stack = stackOn(t, machine);
    await assert.rejects(stack.start(), {
      program: 'grafana',
      logTail: 'no such database',
      message: 'grafana ended with exit code 1 before it was ready',
    });
    for (const pid of machine.pids()) {
      assert.ok(!(await isAlive(pid)));
    }
    assert.deepEqual(running(machine), []);
    const pid = Number(readFileSync(join(machine.root, 'builder'), 'utf8'));
    await eventually(async () => assert.ok(!(await isAlive(pid))));
  });

  it('starts a queue and the worker that fetches from it where Redis is installed', async (t) => {
    const machine = await fakeMachine(t);
    installProgram(machine.bin, 'redis-server', REDIS);
    const stack = stackOn(t, machine, { installed: { redis: findServers(machine.env).redis! } });
    const ready: string[] = [];
    stack.on('ready', ({ name }) => ready.push(name));
    await stack.start();
    assert.deepEqual(ready.sort(), ['notifications', 'redis', ...SHOP_SERVICES].sort());
    assert.ok(existsSync(join(machine.dataDir, 'redis')));
    assert.ok(stack.site.addresses.fulfilment);
  });

  it('uses the Redis that the environment names instead of its own', async (t) => {
    const machine = await fakeMachine(t);
    installProgram(machine.bin, 'redis-server', REDIS);
    const env = { ...machine.env, REDIS_URL: 'redis://127.0.0.1:6379' };
    const { stack, remarks } = await planLocal(readOptions([], env, machine.root), machine.root, env);
    assert.equal(stack.installed.redis, undefined);
    assert.ok(!remarks.some((line) => line.startsWith('redis is')), remarks.join('\n'));
    assert.ok(new LocalStack(stack).site.addresses.fulfilment);
    const without = await planLocal(readOptions([], machine.env, machine.root), machine.root, {
      ...machine.env,
      PATH: '',
    });
    assert.ok(without.remarks.some((line) => line.startsWith('redis is not installed: no queue of accepted orders')));
    assert.equal(new LocalStack(without.stack).site.addresses.fulfilment, undefined);
  });

  it('collects usage events where the shop, its PostgreSQL and Loki run', async (t) => {
    const machine = await fakeMachine(t);
    const installed = { loki: '/loki', postgres: '/postgres' };
    const all = { installed, shop: true, ports: machine.ports, environment: {}, grafanaDatabase: 'sqlite' as const };
    assert.ok(neededPorts(all).includes('usage-collector'));
    for (const less of [{ shop: false }, { installed: { loki: '/loki' } }, { installed: { postgres: '/postgres' } }]) {
      assert.ok(!neededPorts({ ...all, ...less }).includes('usage-collector'), JSON.stringify(less));
    }
    const { root } = machine;
    const environment = { USAGE_DATABASE_PASSWORD: 'own' };
    const [collector, ...others] = usageCollectorProgram({
      root,
      site: stackOn(t, machine, { installed }).site,
      environment,
    });
    assert.deepEqual(others, []);
    assert.equal(collector?.url, `http://127.0.0.1:${machine.ports['usage-collector']}`);
    assert.equal(
      collector?.env?.DATABASE_URL,
      `postgres://usage_stats@127.0.0.1:${machine.ports.postgres}/usage_stats`
    );
    assert.equal(collector.env.PGPASSWORD, 'own');
    assert.deepEqual(usageCollectorProgram({ root, site: stackOn(t, machine).site, environment }), []);
  });

  it('provisions the data source of usage events, and its dashboard, only where there is a PostgreSQL to read', async (t) => {
    const machine = await fakeMachine(t);
    const stack = stackOn(t, machine, { shop: false });
    await stack.start();
    const provisioned = (folder: string) => readdirSync(join(machine.dataDir, 'config/provisioning', folder)).sort();
    assert.deepEqual(provisioned('datasources'), ['datasources.yaml', 'influxdb.yaml']);
    assert.deepEqual(provisioned('dashboards'), ['dashboards.yaml', 'ecommerce-dashboard.json']);
  });

  it('runs without what is not installed', async (t) => {
    const machine = await fakeMachine(t);
    const { grafana } = findServers(machine.env);
    const stack = stackOn(t, machine, { shop: false, installed: { grafana: grafana! } });
    await stack.start();
    assert.deepEqual(
      running(machine)
        .map(({ name }) => name)
        .sort(),
      ['grafana', 'notifications']
    );
    assert.ok(!existsSync(join(machine.dataDir, 'config', 'log-shipper.json')));
  });
});
