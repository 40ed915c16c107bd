import type { Pool, PoolClient } from 'pg';
import type { Database, Statement } from './types.ts';

/**
 * A PostgreSQL server. Each service has a schema of its own, so that all can share one connection string.
 * @param onError called when an idle connection breaks; the pool replaces it.
 */
export async function connectPostgres(url: string, schema: string, onError: (error: Error) => void): Promise<Database> {
  const { Pool } = await import('pg');
  const pool = new Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 3000,
    statement_timeout: 10_000,
    options: `-c search_path=${schema}`,
  });
  pool.on('error', onError);
  return {
    query: (statement, values) => run(pool, statement, values),
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work({ query: (statement, values) => run(client, statement, values) });
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        await rollBack(client);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

async function run<Row>(on: Pool | PoolClient, { text }: Statement, values: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await on.query(text, [...values]);
  return rows as Row[];
}

/** A connection that cannot even roll back is broken and must not be used again. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}
