import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { defaultUrl, SHOPS } from '../services.ts';
import { parseDuration } from './duration.ts';
import { TrafficConnection } from './http.ts';
import { runAsProgram } from './program.ts';
import { seeded, type Random } from './random.ts';
import { Closed, Shopper } from './shopper.ts';
import { Statistics } from './statistics.ts';

const USAGE = `Usage: load [--users 5] [--spawn-rate 1] [--duration 10m] [--target URL]...

Sends shoppers to every shop that answers (or to the targets), until the time is over or Ctrl-C.
  --users N        shoppers at the same time in each shop
  --spawn-rate N   shoppers that come each second until all are there
  --duration D     90s, 10m, 1h30m
  --target URL     a shop's address; may be given several times
  --patience F     factor on the time they think between two clicks (1)
  --seed N         the same shoppers again
`;

/** How many shoppers there are, where, and for how long. */
export interface LoadOptions {
  readonly targets: readonly string[];
  /** Shoppers in each shop. */
  readonly users: number;
  /** Shoppers a second. */
  readonly spawnRate: number;
  readonly durationMs: number;
  readonly patience: number;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** Runs shoppers against shops until the time is over. */
export async function runLoad(options: LoadOptions): Promise<Map<string, Statistics>> {
  const { targets, users, spawnRate, durationMs, patience, random } = options;
  const { signal, dispose } = endOf(options.signal, durationMs);
  // Every shopper waits on it.
  setMaxListeners(0, signal);
  const results = new Map<string, Statistics>();
  const connections = targets.map((target) => new TrafficConnection(target));
  const shoppers = connections.flatMap((connection) => {
    const statistics = new Statistics();
    results.set(connection.origin, statistics);
    return Array.from({ length: users }, async (_nothing, index) => {
      const shopper = new Shopper({ connection, statistics, patience, signal, random: seeded(random() * 2 ** 32) });
      await sleep((1000 * index) / spawnRate, undefined, { signal }).catch(() => undefined);
      await shopUntilClosed(shopper, signal);
    });
  });
  await Promise.all(shoppers);
  dispose();
  connections.forEach((connection) => connection.close());
  return results;
}

/** Aborts when the given signal does or the time is over. */
function endOf(outer: AbortSignal, milliseconds: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, milliseconds);
  outer.addEventListener('abort', abort, { once: true });
  const dispose = () => {
    clearTimeout(timer);
    outer.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, dispose };
}

async function shopUntilClosed(shopper: Shopper, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await shopper.visit();
    } catch (error) {
      if (!(error instanceof Closed)) {
        throw error;
      }
    }
  }
}

/** The shops among these addresses that answer now. */
async function answering(urls: readonly string[]): Promise<string[]> {
  const alive = await Promise.all(
    urls.map((url) =>
      fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) }).then(
        (response) => response.ok,
        () => false
      )
    )
  );
  return urls.filter((_url, index) => alive[index]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      users: { type: 'string', default: '5' },
      'spawn-rate': { type: 'string', default: '1' },
      duration: { type: 'string', default: '10m' },
      target: { type: 'string', multiple: true },
      patience: { type: 'string', default: '1' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const users = inRange('--users', values.users, 1, 500);
  const spawnRate = inRange('--spawn-rate', values['spawn-rate'], 0.01, 1000);
  const patience = inRange('--patience', values.patience, 0, 100);
  const durationMs = parseDuration(values.duration);
  const targets = values.target ?? (await answering(SHOPS.map(defaultUrl)));
  if (targets.length === 0) {
    throw new Error('No shop answers. Start one with "npm run shop", or name one with --target.');
  }
  console.log(`${users} shoppers in each of ${targets.join(', ')} for ${values.duration}`);

  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const random = values.seed === undefined ? Math.random : seeded(inRange('--seed', values.seed, 0, 2 ** 32 - 1));
  const startedAt = performance.now();
  const results = await runLoad({ targets, users, spawnRate, durationMs, patience, random, signal: abort.signal });
  const seconds = (performance.now() - startedAt) / 1000;
  for (const [target, statistics] of results) {
    const rate = (statistics.count / seconds).toFixed(1);
    console.log(`\n${target}: ${statistics.count} requests in ${seconds.toFixed(0)} s, ${rate} a second`);
    console.log(statistics.count === 0 ? '' : statistics.report());
  }
}

function inRange(name: string, text: string, from: number, to: number): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= from && number <= to)) {
    throw new Error(`${name} must be a number from ${from} to ${to}, not "${text}".`);
  }
  return number;
}

runAsProgram(import.meta.url, main);
