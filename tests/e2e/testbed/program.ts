import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export { freePort } from '../../../src/telemetry/testing/programs';

export interface ProgramOptions {
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Where its output goes. */
  log: string;
  /** An address that answers with a success once it is ready, or a look at its output by then. */
  ready: string | ((output: string) => boolean);
  readyWithinSeconds: number;
  /** After which it is killed when it is to stop; 10 where left out. */
  stopWithinSeconds?: number;
}

/** A server that runs for the tests. */
export interface RunningProgram {
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it is ready.
 * @throws Error with the end of its output where it ends or is late
 */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { command, args, env, cwd, log, ready, readyWithinSeconds, stopWithinSeconds = 10 } = options;
  const output = openSync(log, 'a');
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', output, output] });
  const program = { stop: () => stop(child, stopWithinSeconds) };
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code) => (failure ??= `it ended with ${code}`));
  const deadline = Date.now() + readyWithinSeconds * 1000;
  while (failure === undefined && Date.now() < deadline) {
    if (typeof ready === 'string' ? await answers(ready) : ready(readFileSync(log, 'utf8'))) {
      return program;
    }
    await pause(200);
  }
  await program.stop();
  const tail = readFileSync(log, 'utf8').split('\n').slice(-15).join('\n');
  throw new Error(`${command}: ${failure ?? `not ready after ${readyWithinSeconds} s`}\n${tail}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, withinSeconds: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), withinSeconds * 1000);
  await ended;
  clearTimeout(late);
}

/** Waits until a program runs, which then stops together with those that were kept before. */
export type Keep = <P extends RunningProgram>(program: Promise<P>) => Promise<P>;

/**
 * Starts programs that need each other, all or none, with a folder for what they write that goes with them.
 * @param name what the folder is called
 * @param start starts them, each by way of `keep`
 * @returns what `start` returned, and how to stop them all, the last one first
 * @throws what `start` throws, once all that ran are stopped
 */
export async function startTogether<T extends object>(
  name: string,
  start: (folder: string, keep: Keep) => Promise<T>
): Promise<T & RunningProgram> {
  const folder = mkdtempSync(join(tmpdir(), `tillwatch-${name}-`));
  const kept: RunningProgram[] = [];
  const keep: Keep = async (program) => {
    const running = await program;
    kept.push(running);
    return running;
  };
  const stopAll = async () => {
    for (const program of kept.reverse()) {
      await program.stop();
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await start(folder, keep)), stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
