/** One SQL statement of the shop, with the low-cardinality summary that its spans are named by. */
export interface Statement {
  /** Operation and table, such as `SELECT products` (`db.query.summary`). */
  readonly summary: string;
  /** The text with `$1` placeholders; values never become part of it. */
  readonly text: string;
}

/** Declares a statement. Whitespace is folded, so that `db.query.text` reads as one line. */
export function statement(summary: string, text: string): Statement {
  return { summary, text: text.replace(/\s+/g, ' ').trim() };
}

/** Something that statements can be run on. */
export interface Queryable {
  /** @returns the rows, typed as the statement's author knows them to be. */
  query<Row>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
}

/** A PostgreSQL database, embedded or not. */
export interface Database extends Queryable {
  /** Runs the work in one transaction: committed when it resolves, rolled back when it throws. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
