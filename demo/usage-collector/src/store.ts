import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import type { Malformed, UsageEvent } from './event.ts';

/** What a page comes to. */
export interface Reading {
  readonly events: readonly UsageEvent[];
  readonly malformed: readonly Malformed[];
  /** Nanoseconds since 1970 up to which this was all. */
  readonly readTo: bigint;
}

/** What of a page was new. */
export interface Stored {
  readonly events: number;
  readonly malformed: number;
}

/** How far Loki is read. */
export interface Position {
  /** Nanoseconds since 1970. */
  readonly readTo: bigint;
  /** When the last longer look back was finished; milliseconds since 1970. */
  readonly sweptAt: number;
  /** What is to be read once more. */
  readonly gap?: Gap;
}

/** A time that was read long after it was over: lines of it may have come, or come, later still. */
export interface Gap {
  /** Nanoseconds since 1970. */
  readonly from: bigint;
  /** When it was last seen that nothing had been read for long; milliseconds since 1970. */
  readonly foundAt: number;
}

interface PositionRow {
  readonly read_to_ns: string;
  readonly swept_at: Date;
  readonly gap_from_ns: string | null;
  readonly gap_found_at: Date | null;
}

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

/** Of a malformed line so much is kept that somebody can see what it is. */
const KEPT_CHARACTERS = 8192;

/** Rows of one DELETE, so that none holds its locks for long. */
const DELETED_AT_ONCE = 10_000;

/**
 * A connection in use broke. Its queries fail by themselves; but the pool listens to those connections alone that
 * nobody uses, and an error to which nobody listens ends the process.
 */
const BROKEN = () => undefined;

/** `ns` as PostgreSQL's own time: to the microsecond, without a detour through a float of seconds. */
const TIME = (ns: string) => `'epoch'::timestamptz + (${ns} / 1000) * interval '1 microsecond'`;

const INSERT_EVENTS = `
  INSERT INTO usage_events (key, time, time_ns, service, feature, user_hash, outcome, reason, trace_id)
  SELECT key, ${TIME('ns')}, ns, service, feature, user_hash, outcome, reason, trace_id
  FROM unnest($1::bytea[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    AS event (key, ns, service, feature, user_hash, outcome, reason, trace_id)
  ON CONFLICT (key) DO NOTHING`;
const INSERT_QUARANTINE = `
  INSERT INTO usage_quarantine (key, time, stream, line, problem)
  SELECT key, ${TIME('ns')}, stream, line, problem
  FROM unnest($1::bytea[], $2::bigint[], $3::jsonb[], $4::text[], $5::text[]) AS line (key, ns, stream, line, problem)
  ON CONFLICT (key) DO NOTHING`;

/** The database `usage_stats`. */
export class Store {
  readonly #url: string;
  readonly #pool: pg.Pool;
  #migrated = false;

  /** @param onError a connection broke while nobody used it; the next query makes another. */
  constructor(url: string, onError: (error: Error) => void) {
    this.#url = url;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: 2,
      connectionTimeoutMillis: 5000,
      statement_timeout: 60_000,
      // A server that is gone without a word would be waited for for ever.
      query_timeout: 70_000,
    });
    this.#pool.on('error', onError);
  }

  /** Brings the tables up to date, once; another collector that does so at the same time is waited for. */
  async migrate(): Promise<void> {
    if (this.#migrated) {
      return;
    }
    const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 5000 });
    client.on('error', BROKEN);
    await client.connect();
    try {
      await runner({
        dbClient: client,
        dir: MIGRATIONS,
        direction: 'up',
        migrationsTable: 'usage_migrations',
        advisoryLockMode: 'wait',
        log: () => undefined,
      });
    } finally {
      // Not waited for: a server that is gone without a word would not say good-bye.
      void client.end().catch(BROKEN);
    }
    this.#migrated = true;
  }

  /** @param start where reading begins in a database that was never written to, in nanoseconds since 1970. */
  async position(start: bigint): Promise<Position> {
    await this.#pool.query('INSERT INTO usage_position (read_to_ns) VALUES ($1) ON CONFLICT DO NOTHING', [
      String(start),
    ]);
    const { rows } = await this.#pool.query<PositionRow>('SELECT * FROM usage_position');
    const [row] = rows;
    if (!row) {
      throw new Error('usage_position has no row');
    }
    const { gap_from_ns: from, gap_found_at: foundAt } = row;
    return {
      readTo: BigInt(row.read_to_ns),
      sweptAt: row.swept_at.getTime(),
      ...(from !== null && foundAt !== null && { gap: { from: BigInt(from), foundAt: foundAt.getTime() } }),
    };
  }

  /** Stores what is new of a page and that it was read, both or nothing. */
  async store({ events, malformed, readTo }: Reading): Promise<Stored> {
    return this.#transaction(async (client) => {
      const stored = events.length > 0 ? await client.query(INSERT_EVENTS, columnsOf(events)) : undefined;
      const put = malformed.length > 0 ? await client.query(INSERT_QUARANTINE, quarantineOf(malformed)) : undefined;
      // A longer look back ends before what was read already.
      await client.query('UPDATE usage_position SET read_to_ns = GREATEST(read_to_ns, $1)', [String(readTo)]);
      return { events: stored?.rowCount ?? 0, malformed: put?.rowCount ?? 0 };
    });
  }

  /** Notes what is to be read once more; of a gap that is known already the earlier beginning stays. */
  async foundGap({ from, foundAt }: Gap): Promise<void> {
    await this.#pool.query('UPDATE usage_position SET gap_from_ns = LEAST(gap_from_ns, $1), gap_found_at = $2', [
      String(from),
      new Date(foundAt),
    ]);
  }

  /** The gap was read once more. */
  async closedGap(): Promise<void> {
    await this.#pool.query('UPDATE usage_position SET gap_from_ns = NULL, gap_found_at = NULL');
  }

  /** A longer look back is finished. */
  async swept(at: number): Promise<void> {
    await this.#pool.query('UPDATE usage_position SET swept_at = $1', [new Date(at)]);
  }

  /**
   * Deletes events and quarantined lines from before a time, in milliseconds since 1970.
   * @returns how many.
   */
  async deleteBefore(time: number): Promise<number> {
    let deleted = 0;
    for (const table of ['usage_events', 'usage_quarantine']) {
      let count: number;
      do {
        const { rowCount } = await this.#pool.query(
          `DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE time < $1 LIMIT ${DELETED_AT_ONCE})`,
          [new Date(time)]
        );
        count = rowCount ?? 0;
        deleted += count;
      } while (count === DELETED_AT_ONCE);
    }
    return deleted;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    client.on('error', BROKEN);
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      client.off('error', BROKEN);
      client.release();
      return result;
    } catch (error) {
      // Whatever state it is in: the server rolls back what is not committed when the connection ends.
      client.release(true);
      throw error;
    }
  }
}

function columnsOf(events: readonly UsageEvent[]): unknown[] {
  const column = <T>(read: (event: UsageEvent) => T) => events.map(read);
  return [
    column(({ key }) => key),
    column(({ ns }) => String(ns)),
    column(({ service }) => service),
    column(({ feature }) => feature),
    column(({ user }) => user ?? null),
    column(({ outcome }) => outcome),
    column(({ reason }) => reason ?? null),
    column(({ traceId }) => traceId ?? null),
  ];
}

function quarantineOf(malformed: readonly Malformed[]): unknown[] {
  return [
    malformed.map(({ key }) => key),
    malformed.map(({ source }) => String(source.ns)),
    malformed.map(({ source }) =>
      JSON.stringify(source.stream, (_name, value: unknown) => (typeof value === 'string' ? withoutNul(value) : value))
    ),
    malformed.map(({ source }) => withoutNul(source.line.slice(0, KEPT_CHARACTERS))),
    malformed.map(({ problem }) => problem),
  ];
}

/** PostgreSQL takes no NUL in a text. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
