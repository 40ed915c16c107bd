import { type DataSourceApi } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { array, nullish, object, optional, record, string } from 'valibot';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { type MetricMetadata } from '../telemetry/conventions/catalog';
import { bindDetection, planDetection } from '../telemetry/conventions/detect';
import { type Signal } from '../telemetry/conventions/signal';
import { renderProbeQuery } from '../telemetry/dialects/promql/detection';
import { type Labels } from '../telemetry/vocabulary';
import { dataRequest, QUIETLY } from './dataRequest';
import { NAMES_BODY, readBody } from './serverBody';
import { queryFrames, type ResourceDataSource } from './runQueries';

/** The fields of a Prometheus query that Grafana's data source documents; nothing else is sent. */
export interface PromQuery extends DataQuery {
  expr: string;
  instant?: boolean;
  range?: boolean;
  exemplar?: boolean;
  format?: 'time_series';
  /** The least step, in place of the data source's own: `15s`. */
  interval?: string;
}

/** How far back metric names are looked for. */
export const NAMES_WITHIN_SECONDS = 3600;

const METADATA_BODY = object({
  data: nullish(
    record(
      string(),
      array(object({ type: optional(string(), ''), help: optional(string()), unit: optional(string()) }))
    )
  ),
});

/** What a data source says of its metrics: types, units and the like, by name. */
export async function fetchMetadata(
  dataSource: ResourceDataSource
): Promise<Record<string, MetricMetadata | undefined>> {
  const metadata = await dataSource.getResource<unknown>('api/v1/metadata', { limit_per_metric: 1 }, QUIETLY);
  return Object.fromEntries(
    Object.entries(readBody(METADATA_BODY, metadata).data ?? {}).map(([name, entries]) => [name, entries[0]])
  );
}

/**
 * Finds out what the metrics of a data source mean: names, metadata and one bounded query for a few series of each
 * metric, which is three requests however many metrics there are.
 * @param at end of the time range, in milliseconds
 * @param metadata by default asked for
 */
export async function detectMetrics(
  dataSource: ResourceDataSource,
  at: number,
  mapped: readonly Signal[] = [],
  metadata = () => fetchMetadata(dataSource)
): Promise<MetricDetection> {
  const end = Math.floor(at / 1000);
  const [names, firstOfEach] = await Promise.all([
    dataSource.getResource<unknown>(
      'api/v1/label/__name__/values',
      { start: end - NAMES_WITHIN_SECONDS, end },
      QUIETLY
    ),
    // Types and units help, names suffice: servers in Prometheus' likeness do not all have this one.
    metadata().catch(() => ({})),
  ]);
  const plan = planDetection(readBody(NAMES_BODY, names).data ?? [], firstOfEach, mapped);
  const expr = renderProbeQuery(plan.probes);
  const series = expr === undefined ? [] : await probeSeries(dataSource, expr, at);
  return bindDetection(plan, series);
}

async function probeSeries(dataSource: DataSourceApi<DataQuery>, expr: string, at: number): Promise<Labels[]> {
  const target: PromQuery = { refId: 'Detection', expr, instant: true, range: false, format: 'time_series' };
  const request = dataRequest(`tillwatch-detection-${dataSource.uid}-${at}`, [target], { from: at - 1000, to: at });
  return (await queryFrames(dataSource, request)).flatMap((frame) =>
    frame.fields.flatMap(({ labels }): Labels[] => (labels ? [labels] : []))
  );
}
