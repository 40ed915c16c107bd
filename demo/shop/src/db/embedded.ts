import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database, Statement } from './types.ts';

/**
 * PostgreSQL inside the process (PGlite), kept small: making a new cluster takes 800 MB for a moment, so that is done
 * once a machine, in a process of its own, and every database starts as a copy of that template.
 */
const SCRATCH = join(tmpdir(), 'tillwatch-shop');

/** One session does not need the defaults of a server: these settings save 150 MB a process. */
const SETTINGS = [
  'shared_buffers=2MB',
  'max_connections=5',
  'min_wal_size=32MB',
  'max_wal_size=64MB',
  "timezone='UTC'",
];

/**
 * Opens the embedded database.
 * @param dataDir where the data is kept; without it, in a scratch folder that is emptied first.
 * @param name tells apart databases of several services (and ports) on one machine.
 */
export async function openEmbedded(dataDir: string | undefined, name: string, schema: string): Promise<Database> {
  const dir = dataDir === undefined ? join(SCRATCH, name) : join(dataDir, name);
  if (dataDir === undefined) {
    await rm(dir, { recursive: true, force: true });
  }
  await copyTemplate(dir);
  // A process that was killed leaves its lock behind, and PGlite would wait for that process for ever. Nobody else is
  // here: the service listens on its port before it opens its database.
  await rm(join(dir, 'postmaster.pid'), { force: true });
  const db = await start(dir);
  await db.exec(`CREATE SCHEMA IF NOT EXISTS "${schema}"; SET search_path TO "${schema}"`);
  return {
    query: (statement, values) => run(db, statement, values),
    transaction: (work) => db.transaction((tx) => work({ query: (statement, values) => run(tx, statement, values) })),
    close: async () => {
      await db.close();
      if (dataDir === undefined) {
        await rm(dir, { recursive: true, force: true });
      }
    },
  };
}

/**
 * Making the template takes about 5 s; whoever waits longer than this for another process that makes it does it itself.
 */
const PATIENCE_MS = 60_000;

/**
 * Makes the template if this machine has none yet. Of several processes that want it at once, one makes it.
 * @returns its folder.
 */
export async function prepareTemplate(): Promise<string> {
  const template = join(SCRATCH, `template-${pgliteVersion()}`);
  const lock = `${template}.lock`;
  await mkdir(SCRATCH, { recursive: true });
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(200)) {
    if (await exists(template)) {
      return template;
    }
    if (await created(lock)) {
      break;
    }
  }
  try {
    await makeTemplate(template);
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
  return template;
}

async function makeTemplate(template: string): Promise<void> {
  const draft = `${template}.${process.pid}`;
  const source = `
    const { PGlite } = require(${JSON.stringify(createRequire(import.meta.url).resolve('@electric-sql/pglite'))});
    PGlite.create(process.argv[1]).then((db) => db.close()).then(
      () => process.exit(0),
      (error) => { console.error(error); process.exit(1); }
    );
  `;
  await promisify(execFile)(process.execPath, ['-e', source, draft], { timeout: 120_000 });
  try {
    await rename(draft, template);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(template))) {
      throw error;
    }
  }
}

/** @returns whether the folder is new; of several who try, one is told so. */
async function created(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    () => false
  );
}

async function copyTemplate(dir: string): Promise<void> {
  if (await exists(join(dir, 'PG_VERSION'))) {
    return;
  }
  const draft = `${dir}.new`;
  await rm(draft, { recursive: true, force: true });
  await cp(await prepareTemplate(), draft, { recursive: true });
  await rm(dir, { recursive: true, force: true });
  await rename(draft, dir);
}

async function start(dir: string): Promise<PGlite> {
  // The optimizing compiler's code for PostgreSQL takes 50 MB and wins nothing on queries of a millisecond.
  setFlagsFromString('--liftoff-only');
  const { PGlite } = await import('@electric-sql/pglite');
  return PGlite.create(dir, { postgresqlconf: SETTINGS });
}

async function run<Row>(
  on: PGlite | Transaction,
  { text }: Statement,
  values: readonly unknown[] = []
): Promise<Row[]> {
  const { rows } = await on.query(text, [...values]);
  return rows as Row[];
}

function pgliteVersion(): string {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@electric-sql/pglite');
  const { version } = require(join(entry, '..', '..', 'package.json')) as { version: string };
  return version;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  );
}
