import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { afterwards, temporaryFolder } from '../../servers/testing.ts';
import { eventually, isAlive } from '../testing/eventually.ts';
import { CapturedLog } from './captured-log.ts';
import { OrphanGuard } from './orphan-guard.ts';
import { type Program } from './program.ts';
import { Supervisor } from './supervisor.ts';

const QUICK = { max: 3, windowMs: 60_000, firstDelayMs: 20 };

/** A supervised program of Node that runs `script` in a folder of its own. */
async function supervise(t: TestContext, script: string, program: Partial<Program> = {}, restarts = QUICK) {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'program.mjs');
  writeFileSync(file, script);
  const guard = new OrphanGuard();
  const log = new CapturedLog(join(folder, 'program.log'));
  const supervisor = new Supervisor(
    { name: 'program', command: process.execPath, args: [file], cwd: folder, ...program },
    { log, guard, restarts }
  );
  afterwards(t, async () => {
    await supervisor.stop();
    guard.close();
  });
  return { supervisor, folder, log };
}

/** Runs until it is told to end. */
const STAYS = 'setInterval(() => {}, 1000);';
const wrote = (folder: string, text: string) => async () =>
  readFileSync(join(folder, 'program.log'), 'utf8').includes(text);

describe('Supervisor', () => {
  it('starts a program, waits until it is ready, and stops it', async (t) => {
    let asked = 0;
    const { supervisor } = await supervise(t, STAYS, { ready: async () => ++asked > 2 });
    await supervisor.start();
    assert.ok(asked > 2);
    const pid = supervisor.pid!;
    assert.ok(await isAlive(pid));
    await supervisor.stop();
    assert.ok(!(await isAlive(pid)));
  });

  it('says why a program did not start, with the end of its log', async (t) => {
    const { supervisor } = await supervise(t, 'console.error("port is taken"); process.exit(3);', {
      ready: async () => false,
    });
    await assert.rejects(supervisor.start(), {
      name: 'ProgramFailure',
      message: 'program ended with exit code 3 before it was ready',
      logTail: 'port is taken',
    });
  });

  it('says when there is no such program', async (t) => {
    const { supervisor } = await supervise(t, '', { command: '/no/such/program' });
    await assert.rejects(supervisor.start(), /could not be started: .*ENOENT/);
  });

  it('stops a program that does not become ready', async (t) => {
    const { supervisor } = await supervise(t, STAYS, { ready: async () => false, readyWithinMs: 300 });
    const running = once(supervisor, 'running');
    await assert.rejects(supervisor.start(), /was not ready within 0.3 s/);
    const [pid] = (await running) as [number];
    assert.ok(!(await isAlive(pid)));
  });

  it('starts a program again that was killed', async (t) => {
    const { supervisor } = await supervise(t, STAYS);
    await supervisor.start();
    const first = supervisor.pid!;
    const restarting = once(supervisor, 'restarting');
    const recovered = once(supervisor, 'recovered');
    process.kill(first, 'SIGKILL');
    assert.deepEqual(await restarting, ['was ended by SIGKILL', 20]);
    await recovered;
    assert.notEqual(supervisor.pid, first);
    assert.ok(await isAlive(supervisor.pid!));
  });

  it('gives up on a program that dies again and again', async (t) => {
    const { supervisor, folder } = await supervise(
      t,
      `import { appendFileSync, existsSync } from 'node:fs';
       appendFileSync('starts', 'x');
       setTimeout(() => process.exit(1), 30);`
    );
    const failed = once(supervisor, 'failed');
    await supervisor.start();
    const [failure] = (await failed) as [Error];
    assert.equal(failure.message, 'program ended with exit code 1 and is not started again');
    assert.equal(readFileSync(join(folder, 'starts'), 'utf8').length, 1 + QUICK.max);
  });

  it('does not start a program again when that is not wanted', async (t) => {
    const dies = `process.on('SIGUSR2', () => process.exit(7)); console.log('up'); ${STAYS}`;
    const { supervisor, folder } = await supervise(t, dies, {}, { ...QUICK, max: 0 });
    const failed = once(supervisor, 'failed');
    await supervisor.start();
    await eventually(async () => assert.ok(await wrote(folder, 'up')()));
    process.kill(supervisor.pid!, 'SIGUSR2');
    const [failure] = (await failed) as [Error];
    assert.match(failure.message, /exit code 7/);
  });

  it('takes the end of a program that ends by itself for what it is', async (t) => {
    const { supervisor } = await supervise(t, 'setTimeout(() => process.exit(0), 50);', { endsByItself: true });
    const done = once(supervisor, 'done');
    await supervisor.start();
    assert.deepEqual(await done, [0]);
  });

  it('lets a program finish its work when it is stopped', async (t) => {
    const { supervisor, folder } = await supervise(
      t,
      `process.on('SIGTERM', () => setTimeout(() => { console.log('order saved'); process.exit(0); }, 200));
       console.log('up'); ${STAYS}`
    );
    await supervisor.start();
    await eventually(async () => assert.ok(await wrote(folder, 'up')()));
    await supervisor.stop();
    assert.ok(await wrote(folder, 'order saved')());
  });

  it('sends the signal that the program understands', async (t) => {
    const { supervisor, folder } = await supervise(
      t,
      `process.on('SIGINT', () => { console.log('fast'); process.exit(0); }); console.log('up'); ${STAYS}`,
      { stopSignal: 'SIGINT' }
    );
    await supervisor.start();
    await eventually(async () => assert.ok(await wrote(folder, 'up')()));
    await supervisor.stop();
    assert.ok(await wrote(folder, 'fast')());
  });

  it('kills a program that does not end, and what it started', async (t) => {
    const { supervisor, folder } = await supervise(
      t,
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       process.on('SIGTERM', () => {});
       const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('deaf')";
       const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
       writeFileSync('child', String(child.pid));
       child.stdout.once('data', () => console.log('up')); ${STAYS}`,
      { stopWithinMs: 300 }
    );
    await supervisor.start();
    await eventually(async () => assert.ok(await wrote(folder, 'up')()));
    const pids = [supervisor.pid!, Number(readFileSync(join(folder, 'child'), 'utf8'))];
    await supervisor.stop();
    for (const pid of pids) {
      await eventually(async () => assert.ok(!(await isAlive(pid))));
    }
  });

  it('removes what a program left behind before it starts it again', async (t) => {
    const { supervisor, folder } = await supervise(
      t,
      `import { spawn } from 'node:child_process';
       import { appendFileSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
       appendFileSync('children', child.pid + '\\n'); console.log('up'); ${STAYS}`
    );
    await supervisor.start();
    await eventually(async () => assert.ok(await wrote(folder, 'up')()));
    const child = Number(readFileSync(join(folder, 'children'), 'utf8'));
    const recovered = once(supervisor, 'recovered');
    process.kill(supervisor.pid!, 'SIGKILL');
    await recovered;
    assert.ok(!(await isAlive(child)));
  });

  it('can be stopped while it waits to start a program again', async (t) => {
    const { supervisor } = await supervise(t, STAYS, {}, { ...QUICK, firstDelayMs: 60_000 });
    await supervisor.start();
    const restarting = once(supervisor, 'restarting');
    process.kill(supervisor.pid!, 'SIGKILL');
    await restarting;
    await supervisor.stop();
    assert.ok(!(await isAlive(supervisor.pid!)));
  });
});
