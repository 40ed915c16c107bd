import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CapturedLog } from './captured-log.ts';
import { type OrphanGuard } from './orphan-guard.ts';
import { describeExit, type Program } from './program.ts';
import { waitUntil } from './readiness.ts';
import { DEFAULT_RESTARTS, RestartBudget, type RestartPolicy } from './restarts.ts';

/** A program could not be started, or died more often than it may. */
export class ProgramFailure extends Error {
  readonly program: string;
  readonly logFile: string;
  /** The last lines that the program wrote. */
  readonly logTail: string;

  constructor(program: Program, reason: string, log: CapturedLog) {
    super(`${program.name} ${reason}`);
    this.name = 'ProgramFailure';
    this.program = program.name;
    this.logFile = log.path;
    this.logTail = log.tail();
  }
}

/** What a supervisor tells. */
export interface SupervisorEvents {
  /** The process runs, for the first time or again. */
  running: [pid: number];
  /** It died and is started again after the pause (milliseconds). */
  restarting: [reason: string, delayMs: number];
  /** It is ready again after a restart. */
  recovered: [];
  /** It ended because its work is done. */
  done: [exitCode: number];
  /** It died and is not started again. */
  failed: [failure: ProgramFailure];
}

interface SupervisorOptions {
  log: CapturedLog;
  guard: OrphanGuard;
  restarts?: RestartPolicy;
}

/** A restart waits no longer than this for what was left behind: dead processes that nobody collects stay for ever. */
const LEFT_BEHIND_MS = 3_000;

/** Runs one program in a process group of its own, starts it again when it dies, and stops all of the group. */
export class Supervisor extends EventEmitter<SupervisorEvents> {
  readonly program: Program;
  private readonly log: CapturedLog;
  private readonly guard: OrphanGuard;
  private readonly budget: RestartBudget;
  private readonly stopping = new AbortController();
  private child: ChildProcess | undefined;
  private ended: Promise<void> = Promise.resolve();
  private watching: Promise<void> | undefined;

  constructor(program: Program, { log, guard, restarts = DEFAULT_RESTARTS }: SupervisorOptions) {
    super();
    this.program = program;
    this.log = log;
    this.guard = guard;
    this.budget = new RestartBudget(restarts);
  }

  /** The process id while the program runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /**
   * Starts the program and resolves once it is ready. Rejects with a {@link ProgramFailure} when it dies or is late.
   */
  async start(): Promise<void> {
    const child = await this.spawn();
    const reason = await this.becomeReady(child);
    if (reason) {
      await this.stop();
      throw new ProgramFailure(this.program, reason, this.log);
    }
    this.watching = this.watch(child);
  }

  /** Ends the program and everything it started; resolves when nothing of it is left. Safe to call more than once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.stopGroup(this.child);
    await this.watching;
  }

  /** Kills the program at once, for a second Ctrl-C. */
  kill(): void {
    this.stopping.abort();
    if (this.child?.pid) {
      signalGroup(this.child.pid, 'SIGKILL');
    }
  }

  private async spawn(): Promise<ChildProcess> {
    const { command, args, env, cwd, user } = this.program;
    const fd = await this.log.open();
    try {
      const child = spawn(command, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: ['ignore', fd, fd],
        detached: true,
        ...user,
      });
      this.child = child;
      this.ended = new Promise((resolve) => {
        child.once('error', () => resolve());
        child.once('exit', () => {
          if (child.pid && !this.stopping.signal.aborted) {
            // A process that dies by itself may leave children behind, which would hold its port.
            signalGroup(child.pid, 'SIGKILL');
            this.guard.remove(child.pid);
          }
          resolve();
        });
      });
      if (child.pid) {
        this.guard.add(child.pid);
        this.emit('running', child.pid);
      }
      return child;
    } finally {
      closeSync(fd);
    }
  }

  /** Returns why the child did not become ready, or undefined when it did. */
  private async becomeReady(child: ChildProcess): Promise<string | undefined> {
    const { ready, readyWithinMs = 60_000 } = this.program;
    const over = new AbortController();
    let failure: string | undefined;
    child.once('error', (error) => {
      failure ??= `could not be started: ${error.message}`;
      over.abort();
    });
    child.once('exit', (code, signal) => {
      failure ??= `${describeExit(code, signal)} before it was ready`;
      over.abort();
    });
    this.stopping.signal.addEventListener('abort', () => over.abort(), { once: true });
    // An unknown command reports its error only in the next turn.
    await sleep(0);
    const isReady = ready ? await waitUntil(ready, { withinMs: readyWithinMs, signal: over.signal }) : true;
    if (failure && !(this.program.endsByItself && child.exitCode === 0)) {
      return failure;
    }
    if (this.stopping.signal.aborted) {
      return 'was stopped before it was ready';
    }
    return isReady ? undefined : `was not ready within ${readyWithinMs / 1000} s`;
  }

  /** Starts the program again each time it dies, until it is stopped or may not be restarted any more. */
  private async watch(first: ChildProcess): Promise<void> {
    for (let child = first; ;) {
      await this.ended;
      if (this.stopping.signal.aborted) {
        return;
      }
      if (this.program.endsByItself) {
        this.emit('done', child.exitCode ?? 1);
        return;
      }
      const reason = describeExit(child.exitCode, child.signalCode);
      const delay = this.budget.take();
      if (delay === undefined) {
        this.emit('failed', new ProgramFailure(this.program, `${reason} and is not started again`, this.log));
        return;
      }
      this.emit('restarting', reason, delay);
      await sleep(delay, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      await this.untilGone(child);
      if (this.stopping.signal.aborted) {
        return;
      }
      child = await this.spawn();
      const problem = await this.becomeReady(child);
      if (this.stopping.signal.aborted) {
        // stop() may have looked for a child just before this one was there.
        await this.stopGroup(child);
        return;
      }
      if (!problem) {
        this.emit('recovered');
      } else if (child.pid && child.exitCode === null && child.signalCode === null) {
        // Alive but never ready: as good as dead.
        signalGroup(child.pid, 'SIGKILL');
      }
    }
  }

  /** What a program left behind was killed as it died, but ends, and lets go of its port, only when it gets to run. */
  private async untilGone({ pid: group }: ChildProcess): Promise<void> {
    const isGone = async () => group === undefined || !signalGroup(group, 0);
    await waitUntil(isGone, { withinMs: LEFT_BEHIND_MS, everyMs: 20, signal: this.stopping.signal });
  }

  private async stopGroup(child: ChildProcess | undefined): Promise<void> {
    const group = child?.pid;
    if (!group) {
      return;
    }
    if (signalGroup(group, this.program.stopSignal ?? 'SIGTERM')) {
      const gone = async () => !signalGroup(group, 0);
      if (!(await waitUntil(gone, { withinMs: this.program.stopWithinMs ?? 15_000, everyMs: 50 }))) {
        signalGroup(group, 'SIGKILL');
      }
    }
    await this.ended;
    this.guard.remove(group);
  }
}

/** Sends a signal to a whole process group; 0 only asks. Returns whether anything of the group was there to get it. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
