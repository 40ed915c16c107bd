import type { Settings } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { connectPostgres } from './postgres.ts';
import type { Database } from './types.ts';

/**
 * A service's database: a PostgreSQL server when one is configured, else an embedded one. It is opened by the first
 * call to `ready`, so that the service can answer its probes meanwhile.
 */
export interface LazyDatabase extends Database {
  /** Opens the database; queries wait for this. */
  ready(): Promise<void>;
}

/** @param name folder of the embedded database; @param schema PostgreSQL schema of the service's tables. */
export function lazyDatabase(
  settings: Settings,
  name: string,
  schema: string,
  onError: (error: Error) => void
): LazyDatabase {
  let opened: Promise<Database> | undefined;
  const open = () => {
    opened ??=
      settings.databaseUrl === undefined
        ? openEmbedded(settings.dataDir, name, schema)
        : connectPostgres(settings.databaseUrl, schema, onError);
    return opened;
  };
  return {
    ready: async () => void (await open()),
    query: async (statement, values) => (await open()).query(statement, values),
    transaction: async (work) => (await open()).transaction(work),
    close: async () => {
      const database = await opened?.catch(() => undefined);
      await database?.close();
    },
  };
}
