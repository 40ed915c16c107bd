import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePorts } from '../../../launch/testing/free-ports.ts';
import {
  startLoki,
  startPostgres,
  type PushedStream,
  type TestLoki,
  type TestPostgres,
  type TestServer,
} from './servers.ts';

/** How a run is to be. */
export interface KillRunOptions {
  readonly events: number;
  /** How often the collector is killed while they flow; events flow until the last. */
  readonly kills: number;
  /** Each how many kills Loki or PostgreSQL, in turn, is killed, too. */
  readonly restartEach: number;
  readonly report?: (text: string) => void;
}

/** What came of a run. */
export interface KillRunResult {
  readonly events: number;
  readonly stored: number;
  readonly lost: number;
  readonly twice: number;
  readonly malformed: number;
  readonly kills: number;
  /** Kills before which the collector had stored something new. */
  readonly killsAtWork: number;
  /** Kills of Loki and of PostgreSQL in turn, the first of Loki. */
  readonly restarts: number;
  /** Lines that were pushed a second time, as whoever ships at least once does. */
  readonly pushedAgain: number;
  readonly late: number;
  readonly seconds: number;
  /** Exit code of the last collector, which was asked to stop. */
  readonly exitCode: number | null;
}

const START = fileURLToPath(new URL('../start.ts', import.meta.url));
const BATCH = 20;
/** Between two batches: those of one life of the collector flow for all of it, also while a server starts again. */
const LONGEST_GAP_MS = 300;
/** No line is later than this. */
const LATEST_MS = 20_000;
/** What the collector looks back: longer, also for lines that wait for a Loki that takes its time to start. */
const LOOK_BACK_SECONDS = 180;
/** How long something may take on a machine that does ten other things, too. */
const PATIENCE_MS = 90_000;

/**
 * Lets events flow into a Loki while the collector is killed (kill -9), and Loki and PostgreSQL with it, and then
 * compares what is in PostgreSQL with what was pushed, event by event.
 */
export async function killRun(options: KillRunOptions): Promise<KillRunResult> {
  const starting = [startPostgres(), startLoki()] as const;
  try {
    const [postgres, loki] = await Promise.all(starting);
    return await runOn(postgres, loki, options);
  } finally {
    // Also the one that started where the other did not.
    const started = await Promise.allSettled(starting);
    await Promise.all(started.map((one) => one.status === 'fulfilled' && one.value.remove()));
  }
}

async function runOn(postgres: TestPostgres, loki: TestLoki, options: KillRunOptions): Promise<KillRunResult> {
  const { events, kills, restartEach, report = () => undefined } = options;
  const startedAt = Date.now();
  const flow = new Flow(loki, events);
  const servers = [loki, postgres];
  let restarts = 0;
  let killsAtWork = 0;
  const [port = 0] = await freePorts(1);
  let collector: Collector | undefined;
  try {
    let stored = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      collector = new Collector(postgres.url, loki.url, port);
      const restarted = kill % restartEach === restartEach - 1 ? servers[restarts++ % servers.length] : undefined;
      await Promise.all([
        flow.upTo(Math.ceil(((kill + 1) * events) / kills)),
        lifeOf(port, kill).then(() => restarted && restart(restarted)),
      ]);
      await collector.kill();
      const now = await countStored(postgres.url);
      killsAtWork += now > stored ? 1 : 0;
      stored = now;
      report(`${kill + 1} kills, ${flow.pushed} events pushed, ${stored} stored`);
    }
    collector = new Collector(postgres.url, loki.url, port);
    await until('polls', () => shows(port, /^usage_collector_polls_total\{outcome="ok"\} [1-9]/m));
    await untilStill(postgres.url, events);
    const exitCode = await collector.stop();
    const compared = await compare(postgres.url, events);
    const { again: pushedAgain, late } = flow;
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    return { events, kills, killsAtWork, restarts, ...compared, pushedAgain, late, seconds, exitCode };
  } finally {
    await collector?.remove();
  }
}

/** One collector in five is killed within its start, the others at any moment of their first pages. */
async function lifeOf(port: number, kill: number): Promise<void> {
  if (kill % 5 === 2) {
    await sleep(Math.random() * 1500);
    return;
  }
  await until('stores', () => shows(port, /^usage_collector_events_stored_total [1-9]/m));
  await sleep(Math.random() * 800);
}

/** Waits until the collector does something: in each life events flow that are new to it. */
async function until(does: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await holds()); await sleep(20)) {
    if (Date.now() > deadline) {
      throw new Error(`In ${PATIENCE_MS / 1000} s there is no collector that ${does}`);
    }
  }
}

/** Whether the metrics of a collector show something; not while it starts. */
async function shows(port: number, what: RegExp): Promise<boolean> {
  const page = await fetch(`http://127.0.0.1:${port}/metrics`).then(
    (response) => response.text(),
    () => ''
  );
  return what.test(page);
}

async function restart(server: TestServer): Promise<void> {
  await server.kill();
  await sleep(300);
  await server.start();
  await sleep(300);
}

/** Events that are pushed in batches, of which some share a time, some come late and some are pushed twice. */
class Flow {
  pushed = 0;
  again = 0;
  late = 0;
  readonly #loki: TestLoki;
  readonly #total: number;

  constructor(loki: TestLoki, total: number) {
    this.#loki = loki;
    this.#total = total;
  }

  /** Pushes until so many are in Loki. */
  async upTo(count: number): Promise<void> {
    while (this.pushed < Math.min(count, this.#total)) {
      const size = Math.min(BATCH, this.#total - this.pushed);
      const streams = this.#streams(size);
      await this.#loki.push(streams);
      if (Math.random() < 0.1) {
        await this.#loki.push(streams);
        this.again += size;
      }
      this.pushed += size;
      await sleep(Math.random() * LONGEST_GAP_MS);
    }
  }

  #streams(size: number): PushedStream[] {
    const isLate = Math.random() < 0.05;
    this.late += isLate ? size : 0;
    const time = Date.now() - (isLate ? Math.random() * LATEST_MS : 0);
    const start = BigInt(Math.round(time)) * 1_000_000n;
    const shared = Math.random() < 0.5;
    const numbers = Array.from({ length: size }, (_none, index) => this.pushed + index);
    return ['text', 'json'].map((dialect, parity) => ({
      stream: { service: `shop-${dialect}` },
      values: numbers
        .filter((number) => number % 2 === parity)
        .map((number) => {
          const ns = String(shared ? start : start + BigInt(number - this.pushed));
          const text = `usage=true feature=browse user=u${number} outcome=ok`;
          return [ns, dialect === 'text' ? `INFO ${text}` : JSON.stringify({ level: 'info', message: text })] as const;
        }),
    }));
  }
}

/** A collector as a program, which is to live until it is told to end. */
class Collector {
  readonly #child: ChildProcess;
  #errors = '';

  constructor(databaseUrl: string, lokiUrl: string, port: number) {
    this.#child = spawn(process.execPath, ['--import', 'tsx', START], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        LOKI_URL: lokiUrl,
        PORT: String(port),
        POLL_SECONDS: '0.2',
        LOOK_BACK_SECONDS: String(LOOK_BACK_SECONDS),
        PAGE_LINES: '200',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.on('data', (chunk) => (this.#errors = `${this.#errors}${chunk}`.slice(-2000)));
  }

  /** @throws Error when it ended by itself before, whatever became of Loki and PostgreSQL. */
  async kill(): Promise<void> {
    if (this.#hasEnded()) {
      throw new Error(`The collector ended by itself (${this.#child.exitCode}): ${this.#errors}`);
    }
    await this.remove();
  }

  /** Asks it to stop; resolves to its exit code. */
  async stop(): Promise<number | null> {
    await this.#end('SIGTERM');
    return this.#child.exitCode;
  }

  async remove(): Promise<void> {
    await this.#end('SIGKILL');
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.#hasEnded()) {
      this.#child.kill(signal);
      await once(this.#child, 'exit');
    }
  }
}

/** Waits until as many are stored as were pushed and stay so, or nothing has changed for long. */
async function untilStill(url: string, events: number): Promise<void> {
  let last = -1;
  for (let since = Date.now(), stored = 0; ; await sleep(300)) {
    stored = await countStored(url);
    if (stored !== last) {
      last = stored;
      since = Date.now();
    }
    if (Date.now() - since > (stored >= events ? 2000 : PATIENCE_MS)) {
      return;
    }
  }
}

async function countStored(url: string): Promise<number> {
  const [row] = await query<{ count: string }>(url, `SELECT count(*) FROM usage_events`).catch(
    (error: { code?: string }) => {
      // The first collector was killed before it made its tables.
      if (error.code === '42P01') {
        return [{ count: '0' }];
      }
      throw error;
    }
  );
  return Number(row?.count);
}

async function compare(url: string, events: number) {
  const rows = await query<{ user_hash: string; count: string }>(
    url,
    'SELECT user_hash, count(*) FROM usage_events GROUP BY user_hash'
  );
  const counts = new Map(rows.map(({ user_hash, count }) => [user_hash, Number(count)]));
  const each = Array.from({ length: events }, (_none, number) => counts.get(`u${number}`) ?? 0);
  const [quarantine] = await query<{ count: string }>(url, 'SELECT count(*) FROM usage_quarantine');
  return {
    stored: await countStored(url),
    lost: each.filter((count) => count === 0).length,
    twice: each.filter((count) => count > 1).length,
    malformed: Number(quarantine?.count),
  };
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
