import { locationUtil, urlUtil } from '@grafana/data';
import { type SentQuery, type TimeSpan } from '../telemetry/questions/logs';

/** Address of Grafana's Explore with a trace as Tempo's data source shows it. */
export function exploreTraceUrl({ text, dataSource }: SentQuery, { from, to }: TimeSpan): string {
  const { uid, type } = dataSource;
  const pane = {
    datasource: uid,
    queries: [{ refId: 'A', datasource: { type, uid }, queryType: 'traceql', query: text }],
    range: { from: String(Math.floor(from)), to: String(Math.ceil(to)) },
  };
  return locationUtil.assureBaseUrl(
    urlUtil.renderUrl('/explore', { schemaVersion: 1, panes: JSON.stringify({ tillwatch: pane }) })
  );
}
