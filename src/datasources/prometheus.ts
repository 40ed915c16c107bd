import {
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
} from '@grafana/data';
import { type BackendSrvRequest } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { from, isObservable, lastValueFrom, type Observable } from 'rxjs';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { type MetricMetadata } from '../telemetry/conventions/catalog';
import { bindDetection, planDetection } from '../telemetry/conventions/detect';
import { type Signal } from '../telemetry/conventions/signal';
import { renderProbeQuery } from '../telemetry/dialects/promql/detection';
import { type Labels } from '../telemetry/vocabulary';
import { dataRequest, QUIETLY } from './dataRequest';

/** The fields of a Prometheus query that Grafana's data source documents; nothing else is sent. */
export interface PromQuery extends DataQuery {
  expr: string;
  instant?: boolean;
  range?: boolean;
  exemplar?: boolean;
  format?: 'time_series';
}

/** A data source with a back end: what we need of it beyond the plain interface. */
export interface ResourceDataSource extends DataSourceApi<DataQuery> {
  getResource<T>(path: string, params?: Record<string, unknown>, options?: Partial<BackendSrvRequest>): Promise<T>;
}

/** Asks the data source as the signed-in user; unsubscribing cancels. */
export function runQueries(
  dataSource: DataSourceApi<DataQuery>,
  request: DataQueryRequest<DataQuery>
): Observable<DataQueryResponse> {
  const answer = dataSource.query(request);
  return isObservable(answer) ? answer : from(answer);
}

/**
 * What went wrong in a response. Grafana names the query of each error, except where the whole request failed: then it
 * fills only a field that it calls deprecated.
 */
export function errorsOf(response: DataQueryResponse): DataQueryError[] {
  const { errors, error } = response as Pick<DataQueryResponse, 'errors'> & { error?: DataQueryError };
  if (errors && errors.length > 0) {
    return errors;
  }
  return error ? [error] : [];
}

/** How far back metric names are looked for. */
export const NAMES_WITHIN_SECONDS = 3600;

interface ApiAnswer<T> {
  data?: T;
}

/** What a data source says of its metrics: types, units and the like, by name. */
export async function fetchMetadata(
  dataSource: ResourceDataSource
): Promise<Record<string, MetricMetadata | undefined>> {
  const metadata = await dataSource.getResource<ApiAnswer<Record<string, MetricMetadata[]>>>(
    'api/v1/metadata',
    { limit_per_metric: 1 },
    QUIETLY
  );
  return Object.fromEntries(Object.entries(metadata.data ?? {}).map(([name, entries]) => [name, entries[0]]));
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
    dataSource.getResource<ApiAnswer<string[]>>(
      'api/v1/label/__name__/values',
      { start: end - NAMES_WITHIN_SECONDS, end },
      QUIETLY
    ),
    // Types and units help, names suffice: servers in Prometheus' likeness do not all have this one.
    metadata().catch(() => ({})),
  ]);
  const plan = planDetection(names.data ?? [], firstOfEach, mapped);
  const expr = renderProbeQuery(plan.probes);
  const series = expr === undefined ? [] : await probeSeries(dataSource, expr, at);
  return bindDetection(plan, series);
}

async function probeSeries(dataSource: DataSourceApi<DataQuery>, expr: string, at: number): Promise<Labels[]> {
  const target: PromQuery = { refId: 'Detection', expr, instant: true, range: false, format: 'time_series' };
  const request = dataRequest(`tillwatch-detection-${dataSource.uid}-${at}`, [target], { from: at - 1000, to: at });
  const response = await lastValueFrom(runQueries(dataSource, request));
  const [error] = errorsOf(response);
  if (error || response.state === LoadingState.Error) {
    throw error ?? new Error('The query that detects metrics failed');
  }
  return (response.data as DataFrame[]).flatMap((frame) =>
    frame.fields.flatMap(({ labels }): Labels[] => (labels ? [labels] : []))
  );
}
