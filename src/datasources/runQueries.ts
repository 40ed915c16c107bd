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
import { defaultIfEmpty, from, isObservable, type Observable } from 'rxjs';
import { t } from '../i18n/t';
import { lastAnswer } from './lastAnswer';

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
 * Asks, and waits for the whole answer; an aborted signal cancels upstream.
 * @throws what the data source said went wrong, or the signal's reason
 */
export async function queryFrames(
  dataSource: DataSourceApi<DataQuery>,
  request: DataQueryRequest<DataQuery>,
  signal?: AbortSignal
): Promise<DataFrame[]> {
  signal?.throwIfAborted();
  const answers = runQueries(dataSource, request).pipe(defaultIfEmpty(NOTHING));
  const response = await lastAnswer(answers, signal);
  const [error] = errorsOf(response);
  if (error || response.state === LoadingState.Error) {
    throw error ?? new Error(t('ui.failure.query-failed', 'the query failed'));
  }
  return response.data as DataFrame[];
}

const NOTHING: DataQueryResponse = { data: [] };

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
