import { SpanKind } from '@opentelemetry/api';
import type { Tracing } from '../telemetry/types.ts';
import type { Database, Queryable, Statement } from './types.ts';

/** Milliseconds that a statement has to wait before it runs: 0 in health, more while an incident is on. */
export type Delay = (statement: Statement) => number;

/** A database whose statements are spans, by OpenTelemetry's database conventions. */
export function traced(database: Database, namespace: string, tracing: Tracing, delay: Delay): Database {
  const wrap = (on: Queryable): Queryable => ({
    query: <Row>(statement: Statement, values: readonly unknown[] = []) => {
      const [operation = statement.summary, collection] = statement.summary.split(' ');
      return tracing.inSpan(
        statement.summary,
        async (span) => {
          const wait = delay(statement);
          if (wait > 0) {
            await new Promise((resolve) => setTimeout(resolve, wait));
          }
          const rows = await on.query<Row>(statement, values);
          span.setAttribute('db.response.returned_rows', rows.length);
          return rows;
        },
        {
          kind: SpanKind.CLIENT,
          attributes: {
            'db.system.name': 'postgresql',
            'db.namespace': namespace,
            'db.operation.name': operation,
            ...(collection !== undefined && { 'db.collection.name': collection }),
            'db.query.summary': statement.summary,
            'db.query.text': statement.text,
          },
        }
      );
    },
  });
  return {
    ...wrap(database),
    transaction: (work) => database.transaction((tx) => work(wrap(tx))),
    close: () => database.close(),
  };
}
