import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { findServers } from '../../../launch/local/installed.ts';
import {
  createDatabases,
  initialisePostgres,
  postgresObstacle,
  postgresProgram,
} from '../../../launch/local/postgres.ts';
import { freePorts } from '../../../launch/testing/free-ports.ts';
import { LOKI_FLAGS, lokiConfig } from '../../../servers/loki/config.ts';
import { USAGE } from '../../../servers/postgres/databases.ts';
import { DEFAULT_PORTS, loopbackSite } from '../../../servers/site.ts';

const { postgres: POSTGRES, loki: LOKI } = findServers();

/** Why tests on a real PostgreSQL are skipped, or false where there is one. */
export const NO_POSTGRES = POSTGRES ? (postgresObstacle(tmpdir()) ?? false) : 'PostgreSQL is not installed';
/** Why tests on a real Loki are skipped, or false where there is one. */
export const NO_LOKI = LOKI ? false : 'Loki is not installed';

/** A server of one's own, with a folder that goes with it. */
export interface TestServer {
  /** Ends it without a warning. */
  kill(): Promise<void>;
  /** Starts it again on what it had written down. */
  start(): Promise<void>;
  /** Ends it for good. */
  remove(): Promise<void>;
  /** Whether it runs, and the end of what it wrote to its console. */
  describe(): string;
}

/** A PostgreSQL with the demo's databases. */
export interface TestPostgres extends TestServer {
  /** Connection string of `usage_stats`, as its owner. */
  readonly url: string;
  /** The same, as the role that Grafana reads by. */
  readonly readerUrl: string;
}

/** Starts a PostgreSQL as the demo does. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'usage-postgres-'));
  // Root's PostgreSQL is another user's.
  await chmod(folder, 0o755);
  const [port = 0] = await freePorts(1);
  const options = { binary: POSTGRES ?? 'postgres', dataDir: join(folder, 'data'), port, environment: {} };
  await initialisePostgres(options);
  const { command, args, user, cwd, ready } = postgresProgram(options);
  // It is ended at once, as by a crash, and reads what is committed from its log when it starts again. Processes are
  // killed here, never the machine: what was written is there without waiting for the disk.
  const settings = ['-c', 'fsync=off'];
  const server = serverOf({
    folder,
    spawnWith: (stdio) => spawn(command, [...args, ...settings], { ...user, cwd, stdio }),
    signal: 'SIGQUIT',
    ready: ready ?? (async () => true),
  });
  await startFirst(server, () => createDatabases(options));
  const urlOf = ({ user, password }: { user: string; password: string }) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${USAGE.database}`;
  return { ...server, url: urlOf(USAGE.owner), readerUrl: urlOf(USAGE.reader) };
}

/** A stream as Loki's push API takes it: pairs of nanoseconds and line. */
export interface PushedStream {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: ReadonlyArray<readonly [nanoseconds: string, line: string]>;
}

/** A Loki with the demo's configuration. */
export interface TestLoki extends TestServer {
  readonly url: string;
  /** Pushes until it is taken, as whoever ships lines does while Loki is away. */
  push(streams: readonly PushedStream[]): Promise<void>;
}

/** Starts a Loki with the configuration of the demo. */
export async function startLoki(): Promise<TestLoki> {
  const folder = await mkdtemp(join(tmpdir(), 'usage-loki-'));
  const [http = 0, grpc = 0] = await freePorts(2);
  const ports = { ...DEFAULT_PORTS, loki: http, 'loki-grpc': grpc };
  const site = loopbackSite({ ports, dataDir: folder, running: ['loki'], rulesFile: '' });
  await writeFile(join(folder, 'loki.yml'), stringify(lokiConfig(site)));
  const url = `http://127.0.0.1:${http}`;
  const args = [`-config.file=${join(folder, 'loki.yml')}`, ...LOKI_FLAGS];
  const server = serverOf({
    folder,
    spawnWith: (stdio) => spawn(LOKI ?? 'loki', args, { cwd: folder, stdio }),
    signal: 'SIGKILL',
    ready: () => answers(`${url}/ready`),
  });
  await startFirst(server);
  return { ...server, url, push: (streams) => push(url, streams, server) };
}

/** Starts a server, and removes it where that fails: nobody else could, and a test would wait for it for ever. */
async function startFirst(server: TestServer, prepare: () => Promise<void> = async () => undefined): Promise<void> {
  try {
    await server.start();
    await prepare();
  } catch (error) {
    await server.remove();
    throw error;
  }
}

interface ServerOptions {
  /** Its log is kept there, and goes with it. */
  readonly folder: string;
  readonly spawnWith: (stdio: StdioOptions) => ChildProcess;
  readonly signal: NodeJS.Signals;
  readonly ready: () => Promise<boolean>;
}

function serverOf({ folder, spawnWith, signal, ready }: ServerOptions): TestServer {
  const logFile = join(folder, 'server.log');
  let child: ChildProcess | undefined;
  const kill = async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  };
  const describe = () =>
    `${child?.spawnfile} (exit code ${child?.exitCode}, signal ${child?.signalCode}):\n` +
    readFileSync(logFile, 'utf8').slice(-2000);
  return {
    kill,
    describe,
    start: async () => {
      const log = openSync(logFile, 'a');
      child = spawnWith(['ignore', log, log]);
      closeSync(log);
      const deadline = Date.now() + 90_000;
      for (let isReady = false; !isReady; await sleep(50)) {
        isReady = await ready();
        // Another program may have its port, and answer.
        if (child.exitCode !== null || Date.now() > deadline) {
          throw new Error(`It does not get ready: ${describe()}`);
        }
      }
    },
    remove: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

async function push(url: string, streams: readonly PushedStream[], server: TestServer): Promise<void> {
  for (const deadline = Date.now() + 90_000; ; await sleep(50)) {
    const answer = await fetch(`${url}/loki/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ streams }),
      signal: AbortSignal.timeout(5000),
    }).then(
      async (response) => ({ ok: response.ok, refused: response.status === 400, text: await response.text() }),
      (error: unknown) => ({ ok: false, refused: false, text: String(error) })
    );
    if (answer.ok) {
      return;
    }
    if (answer.refused || Date.now() > deadline) {
      throw new Error(`Loki did not take lines: ${answer.text}\n${server.describe()}`);
    }
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false
  );
}
