import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { afterwards } from '../servers/testing.ts';
import { eventually, isAlive } from './testing/eventually.ts';
import { fakeMachine, type FakeMachine } from './testing/fake-machine.ts';
import { type RunningPart } from './local/state.ts';

/** Runs `npm start` on a machine, without npm. */
function start(t: TestContext, { root, dataDir, env }: FakeMachine, ...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'demo/launch/start.mjs'), '--data-dir', dataDir, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  afterwards(t, () => child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, exit, output: () => output };
}

function partPids({ dataDir }: FakeMachine): number[] {
  const file = join(dataDir, 'stack.json');
  const { parts } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{"parts":[]}') as {
    parts: RunningPart[];
  };
  return parts.map(({ pid }) => pid);
}

const SERVERS = ['--way', 'local', '--no-build', '--no-shop'];

describe('npm start', () => {
  it('says what it would do with --check, and does nothing', async (t) => {
    const machine = await fakeMachine(t);
    const { exit, output } = start(t, machine, '--check', '--no-build', '--no-shop');
    assert.equal(await exit, 0);
    assert.match(output(), /Docker: docker is not installed\.\n-> this machine: Grafana is on this machine/);
    assert.match(output(), /Would start loki: /);
    assert.match(output(), /tempo is not installed: no traces and no service graph/);
    assert.ok(!existsSync(machine.dataDir));
  });

  it('prints the addresses, and stops everything on SIGTERM', async (t) => {
    const machine = await fakeMachine(t);
    const { child, exit, output } = start(t, machine, ...SERVERS);
    const address = `http://localhost:${machine.ports.grafana}/a/tillwatch-shop-app/health`;
    await eventually(() => assert.ok(output().includes(address), output()));
    assert.match(output(), /viewer\/viewer123/);
    const pids = partPids(machine);
    assert.equal(pids.length, 5);
    child.kill('SIGTERM');
    assert.equal(await exit, 0);
    assert.match(output(), /Everything is stopped\./);
    for (const pid of pids) {
      assert.ok(!(await isAlive(pid)));
    }
  });

  it('leaves nothing behind when it is killed', async (t) => {
    const machine = await fakeMachine(t);
    const { child, exit, output } = start(t, machine, ...SERVERS);
    await eventually(() => assert.match(output(), /Ctrl-C stops everything/));
    const pids = [...partPids(machine), ...machine.pids()];
    child.kill('SIGKILL');
    await exit;
    for (const pid of pids) {
      await eventually(async () => assert.ok(!(await isAlive(pid))));
    }
  });

  it('names a port that is taken, and starts nothing', async (t) => {
    const machine = await fakeMachine(t);
    const other = createServer().listen(machine.ports.prometheus, '127.0.0.1');
    await once(other, 'listening');
    t.after(() => other.close());
    const { exit, output } = start(t, machine, ...SERVERS);
    assert.equal(await exit, 1);
    assert.match(
      output(),
      new RegExp(`Port ${machine.ports.prometheus} \\(prometheus\\) is taken by .*PROMETHEUS_PORT`)
    );
    assert.deepEqual(machine.pids(), []);
  });

  it('says which program died for good, with its last lines, and stops the rest', async (t) => {
    const machine = await fakeMachine(t);
    const { exit, output } = start(t, machine, ...SERVERS, '--restarts', '0');
    await eventually(() => assert.match(output(), /Ctrl-C stops everything/));
    const [prometheus = 0] = machine.pids();
    process.kill(prometheus, 'SIGKILL');
    assert.equal(await exit, 1);
    assert.match(
      output(),
      /prometheus was ended by SIGKILL and is not started again\. The end of .*prometheus\.log:\n {4}listening/
    );
    assert.deepEqual(partPids(machine), []);
  });

  it('asks for an installation where a dependency came later than that', async (t) => {
    const machine = await fakeMachine(t);
    rmSync(join(machine.root, 'node_modules'));
    mkdirSync(join(machine.root, 'node_modules/tsx'), { recursive: true });
    const { exit, output } = start(t, machine);
    assert.equal(await exit, 1);
    assert.match(output(), /The dependencies are not installed, or not all of them: run `npm install` first\./);
  });

  it('explains how to get a Grafana when nothing can run', async (t) => {
    const machine = await fakeMachine(t);
    const { exit, output } = start(t, { ...machine, env: { ...machine.env, PATH: '/nowhere' } });
    assert.equal(await exit, 1);
    assert.match(output(), /no Grafana is on this machine/);
    assert.match(output(), /Nothing can run here/);
  });

  it('explains its options when it is called wrongly', async (t) => {
    const { exit, output } = start(t, await fakeMachine(t), '--wya', 'local');
    assert.equal(await exit, 2);
    assert.match(output(), /--wya[\s\S]*Usage: npm start/);
  });
});
