import { type SentQuery, type TimeSpan } from '../telemetry/questions/logs';
import { exploreQueryUrl } from './explore';

/** Address of Grafana's Explore with a trace as Tempo's data source shows it. */
export function exploreTraceUrl({ text, dataSource }: SentQuery, span: TimeSpan): string {
  return exploreQueryUrl(
    dataSource.uid,
    { datasource: { type: dataSource.type, uid: dataSource.uid }, queryType: 'traceql', query: text },
    span
  );
}
