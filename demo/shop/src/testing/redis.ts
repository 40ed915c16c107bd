import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { BullOrderQueue } from '../queue/bullmq.ts';
import type { OrderQueue } from '../queue/types.ts';
import { freePort, scratchFolder } from './processes.ts';
import { until } from './until.ts';

/** Why tests on a real Redis are skipped, or false where there is one. */
export const NO_REDIS = spawnSync('redis-server', ['--version']).error ? 'redis-server is not installed' : false;

/** A Redis of one's own; it ends with the test. */
export interface TestRedis {
  readonly url: string;
  /** The queue of orders in it. */
  readonly queue: OrderQueue;
  /** Ends it without a warning and starts it again on what it had written down. */
  restart(): Promise<void>;
  /** Has something done before it ends: hooks of a test run in the order in which they were made. */
  beforeEnd(work: () => Promise<unknown>): void;
}

/** Starts a Redis that writes down what it is told, as the demo's does. */
export async function startRedis(t: TestContext): Promise<TestRedis> {
  const port = await freePort();
  const dir = await scratchFolder(t);
  const url = `redis://127.0.0.1:${port}`;
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes', '--save', ''];
  const queue = new BullOrderQueue(url, () => undefined);
  const start = async () => {
    const child = spawn('redis-server', [...settings, '--appendfsync', 'always'], { stdio: 'ignore' });
    const answers = () =>
      queue.state().then(
        () => true,
        () => false
      );
    await until(answers, 'redis-server does not answer');
    return child;
  };
  let server = await start();
  const kill = async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  const works: Array<() => Promise<unknown>> = [() => queue.close()];
  t.after(async () => {
    await Promise.all(works.map((work) => work()));
    await kill();
  });
  return {
    url,
    queue,
    beforeEnd: (work) => void works.push(work),
    restart: async () => {
      await kill();
      server = await start();
    },
  };
}
