import { locationUtil, urlUtil } from '@grafana/data';
import { type AskedQuery } from '../../datasources/answer';
import { type SentQuery } from '../../telemetry/questions/logs';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** As Explore names its queries: A to Z, then AA, AB and so on. */
function refIdOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refIdOf(Math.floor(index / 26) - 1) + letter;
}

/** Address of Grafana's Explore with these queries in one pane. The format is Grafana's own (schema version 1). */
export function exploreUrl(
  dataSource: AskedQuery['dataSource'],
  queries: readonly AskedQuery[],
  span: TimeSpan
): string {
  return exploreUrlOf(
    dataSource.uid,
    queries.map(({ expr, instant }, index) => ({
      refId: refIdOf(index),
      datasource: { type: dataSource.type, uid: dataSource.uid },
      expr,
      instant,
      range: !instant,
    })),
    span
  );
}

/** Address of Explore with log lines as Loki's data source shows them. */
export function exploreLogsUrl({ text, dataSource }: SentQuery, span: TimeSpan): string {
  return exploreUrl(dataSource, [{ expr: text, instant: false, dataSource }], span);
}

/** Address of Explore with a trace as Tempo's data source shows it. */
export function exploreTraceUrl({ text, dataSource: { uid, type } }: SentQuery, span: TimeSpan): string {
  return exploreQueryUrl(uid, { datasource: { type, uid }, queryType: 'traceql', query: text }, span);
}

/** Address of Explore with a query in the words of its own data source. */
export function exploreQueryUrl(uid: string, fields: Readonly<Record<string, unknown>>, span: TimeSpan): string {
  return exploreUrlOf(uid, [{ datasource: { uid }, ...fields, refId: 'A' }], span);
}

function exploreUrlOf(datasource: string, queries: object[], { from, to }: TimeSpan): string {
  const pane = { datasource, queries, range: { from: String(Math.floor(from)), to: String(Math.ceil(to)) } };
  return locationUtil.assureBaseUrl(
    urlUtil.renderUrl('/explore', { schemaVersion: 1, panes: JSON.stringify({ tillwatch: pane }) })
  );
}
