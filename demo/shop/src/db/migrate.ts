import { setTimeout as sleep } from 'node:timers/promises';
import { statement, type Database } from './types.ts';

/** Any number; whoever holds this lock is the one that migrates. */
const LOCK = 4_711_001;

/** Statements that bring a schema into being. Each may run any number of times. */
export interface Schema {
  readonly name: string;
  /** Tables and first rows, in order. */
  readonly statements: ReadonlyArray<{ readonly text: string; readonly values?: readonly unknown[] }>;
}

/**
 * Creates what is missing in one transaction, and waits for a server that is still starting.
 * @throws Error the database's last answer, when it did not let us for a minute.
 */
export async function migrate(database: Database, schema: Schema): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await apply(database, schema);
    } catch (error) {
      if (!isStarting(error) || Date.now() > deadline) {
        throw error;
      }
      await sleep(1000);
    }
  }
}

async function apply(database: Database, { name, statements }: Schema): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(statement('SELECT', 'SELECT pg_advisory_xact_lock($1)'), [LOCK]);
    await tx.query(statement('CREATE SCHEMA', `CREATE SCHEMA IF NOT EXISTS "${name}"`));
    for (const { text, values } of statements) {
      await tx.query(statement('migrate', text), values);
    }
  });
}

/** Connection refused, name not known yet, or "the database system is starting up" (57P03). */
function isStarting(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', '57P03'].includes(code);
}
