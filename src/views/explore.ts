import { locationUtil, type TimeRange, urlUtil } from '@grafana/data';
import { type AskedQuery } from '../datasources/answer';

/** As Explore names its queries: A to Z, then AA, AB and so on. */
function refIdOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refIdOf(Math.floor(index / 26) - 1) + letter;
}

/** Address of Grafana's Explore with these queries in one pane. The format is Grafana's own (schema version 1). */
export function exploreUrl(
  dataSource: AskedQuery['dataSource'],
  queries: readonly AskedQuery[],
  range: Pick<TimeRange, 'from' | 'to'>
): string {
  const pane = {
    datasource: dataSource.uid,
    queries: queries.map(({ expr, instant }, index) => ({
      refId: refIdOf(index),
      datasource: { type: dataSource.type, uid: dataSource.uid },
      expr,
      instant,
      range: !instant,
    })),
    range: { from: String(range.from.valueOf()), to: String(range.to.valueOf()) },
  };
  return locationUtil.assureBaseUrl(
    urlUtil.renderUrl('/explore', { schemaVersion: 1, panes: JSON.stringify({ tillwatch: pane }) })
  );
}
