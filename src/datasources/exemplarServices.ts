import { array, nullish, object, record, string } from 'valibot';
import { type MetricFamily } from '../telemetry/conventions/binding';
import { renderExemplars, servicesWithExemplars } from '../telemetry/dialects/promql/exemplars';
import { type TimeSpan } from '../telemetry/timeSpan';
import { QUIETLY } from './dataRequest';
import { type ResourceDataSource } from './runQueries';
import { readBody } from './serverBody';

const LABELS = record(string(), string());
const EXEMPLARS_BODY = object({
  data: nullish(array(object({ seriesLabels: LABELS, exemplars: array(object({ labels: LABELS })) }))),
});

/**
 * Services whose latency has exemplars that lead to traces: one request, as the signed-in user. Not a query of
 * Grafana's data source, which thins out exemplars before it hands them over.
 */
export async function exemplarServices(
  dataSource: ResourceDataSource,
  families: readonly MetricFamily[],
  { from, to }: TimeSpan
): Promise<ReadonlySet<string>> {
  const query = renderExemplars(families);
  if (query === undefined) {
    return new Set();
  }
  const range = { start: Math.floor(from / 1000), end: Math.ceil(to / 1000) };
  const answer = await dataSource.getResource<unknown>('api/v1/query_exemplars', { query, ...range }, QUIETLY);
  return servicesWithExemplars(readBody(EXEMPLARS_BODY, answer).data ?? [], families);
}
