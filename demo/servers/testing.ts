import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext } from 'node:test';
import { promisify } from 'node:util';

export const run = promisify(execFile);

/** The repository. */
export const ROOT = join(import.meta.dirname, '..', '..');

type Tested = Pick<TestContext, 'after'>;
const cleanUps = new WeakMap<Tested, Array<() => unknown>>();

/**
 * Has something done after the test, what was asked for last first: a server is stopped before its folder goes. By
 * `t.after` it would be the other way round, and nothing would be done after what fails.
 */
export function afterwards(t: Tested, cleanUp: () => unknown): void {
  const known = cleanUps.get(t);
  if (known) {
    known.push(cleanUp);
    return;
  }
  const all = [cleanUp];
  cleanUps.set(t, all);
  t.after(async () => {
    const failures: unknown[] = [];
    for (const one of all.reverse()) {
      try {
        await one();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw failures.length === 1 ? failures[0] : new AggregateError(failures);
    }
  });
}

/** A folder that is removed after the test, and after what is asked for later to be done `afterwards`. */
export async function temporaryFolder(t: Tested): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tillwatch-'));
  afterwards(t, () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

/** Whether a program is on the PATH; tests against real servers are skipped where it is not. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
