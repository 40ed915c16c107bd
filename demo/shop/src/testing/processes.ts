import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { bundle } from '../process/bundle.ts';
import type { ReadyMessage } from '../process/supervisor.ts';
import type { ServiceName } from '../services.ts';
import { until } from './until.ts';

/** A suite that starts processes ends by then, whatever hangs in it: on a busy machine each takes its time. */
export const PATIENCE = { timeout: 540_000 };

/** A service in a process of its own, as in real life. */
export interface ServiceProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Sends the signal and waits for the end. Resolves with the exit code, or null when the signal killed it. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** A folder that goes with the test. */
export async function scratchFolder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'shop-test-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/**
 * A port that nobody listens on: at random below those that the system gives out by itself, so that hardly anybody
 * else takes it before it is used.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false
    );
    if (isFree) {
      server.close();
      await once(server, 'close');
      return port;
    }
  }
}

/** Waits until no new connection is taken at the address of a server. */
export async function untilNobodyListens(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const taken = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.once('error', () => resolve(false));
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
    });
  await until(async () => !(await taken()), `${url} still takes connections`);
}

let compiled: Promise<string> | undefined;

/** Starts a service and waits until it is ready; it ends with the test. */
export async function startProcess(t: TestContext, name: ServiceName, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  compiled ??= bundle();
  const child = spawn(process.execPath, [await compiled, '--service', name], {
    env: { PATH: process.env['PATH'], PORT: String(await freePort()), LOG_CONSOLE: '0', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  t.after(() => kill('SIGTERM'));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', ({ ready }: ReadyMessage) => resolve(ready));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
  });
  return { url, child, kill };
}

/** Three services that know each other. */
export async function startShop(
  t: TestContext,
  env: NodeJS.ProcessEnv
): Promise<Record<'inventory' | 'payments' | 'shop', ServiceProcess>> {
  const [inventory, payments] = await Promise.all([
    startProcess(t, 'inventory', env),
    startProcess(t, 'payments', env),
  ]);
  const shop = await startProcess(t, 'shop-api', { ...env, INVENTORY_URL: inventory.url, PAYMENTS_URL: payments.url });
  return { inventory, payments, shop };
}
