import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { afterwards, ROOT, temporaryFolder } from '../../servers/testing.ts';
import { eventually, isAlive } from '../testing/eventually.ts';

describe('OrphanGuard', () => {
  it('ends what the launcher started, and what that started, when the launcher is killed', async (t) => {
    const folder = await temporaryFolder(t);
    const program = join(folder, 'program.mjs');
    // One of the two ignores the polite signal.
    writeFileSync(
      program,
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('deaf')";
       const stubborn = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
       stubborn.stdout.once('data', () =>
         writeFileSync(${JSON.stringify(join(folder, 'pids'))}, process.pid + ' ' + stubborn.pid));
       setInterval(() => {}, 1000);`
    );
    const launcher = join(folder, 'launcher.mts');
    writeFileSync(
      launcher,
      `import { CapturedLog } from ${JSON.stringify(join(import.meta.dirname, 'captured-log.ts'))};
       import { OrphanGuard } from ${JSON.stringify(join(import.meta.dirname, 'orphan-guard.ts'))};
       import { Supervisor } from ${JSON.stringify(join(import.meta.dirname, 'supervisor.ts'))};
       const supervisor = new Supervisor(
         { name: 'program', command: process.execPath, args: [${JSON.stringify(program)}] },
         { log: new CapturedLog(${JSON.stringify(join(folder, 'log'))}), guard: new OrphanGuard() }
       );
       await supervisor.start();
       setInterval(() => {}, 1000);`
    );
    const child = spawn(process.execPath, ['--import', 'tsx', launcher], { cwd: ROOT, stdio: 'inherit' });
    afterwards(t, () => child.kill('SIGKILL'));
    await eventually(() => assert.ok(existsSync(join(folder, 'pids'))));
    const pids = readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);
    assert.equal(pids.length, 2);
    for (const pid of pids) {
      assert.ok(await isAlive(pid));
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (const pid of pids) {
      await eventually(async () => assert.ok(!(await isAlive(pid))));
    }
  });
});
