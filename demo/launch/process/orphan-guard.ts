import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** Keeps the guard program informed of the process groups that must not outlive the launcher. */
export class OrphanGuard {
  private readonly child: ChildProcess;

  constructor() {
    this.child = spawn(process.execPath, [join(import.meta.dirname, 'orphan-guard.mjs')], {
      stdio: ['pipe', 'ignore', 'inherit'],
      // A session of its own: a Ctrl-C in the terminal must not end the guard together with the launcher.
      detached: true,
    });
    // The guard may be killed by hand; the stack then runs on without it.
    this.child.stdin?.on('error', () => undefined);
    this.child.on('error', () => undefined);
    this.child.unref();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  add(group: number): void {
    this.child.stdin?.write(`+${group}\n`);
  }

  remove(group: number): void {
    this.child.stdin?.write(`-${group}\n`);
  }

  /** Lets the guard end. Whatever was not removed is ended by it. */
  close(): void {
    this.child.stdin?.end();
  }
}
