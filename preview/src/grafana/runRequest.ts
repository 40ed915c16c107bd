import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  DataTopic,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, defer, isObservable, from, map, merge, type Observable, of, share, takeUntil, timer } from 'rxjs';

/** An answer this quick is not announced, so that nothing flickers. */
const ANNOUNCE_AFTER_MS = 200;

/** Asks a data source, and gives panels its answers in their shape. */
export function runRequest(dataSource: DataSourceApi, request: DataQueryRequest): Observable<PanelData> {
  const empty: PanelData = {
    state: LoadingState.Loading,
    series: [],
    annotations: [],
    timeRange: request.range,
    request,
  };
  const answers = defer(() => {
    const response = dataSource.query(request);
    return isObservable(response) ? response : from(response);
  }).pipe(
    map((response) => asPanelData(response, empty)),
    catchError((error: unknown) => of({ ...empty, state: LoadingState.Error, errors: [toDataQueryError(error)] })),
    share()
  );
  const announcement = timer(ANNOUNCE_AFTER_MS).pipe(
    map(() => empty),
    takeUntil(answers)
  );
  return merge(answers, announcement);
}

function asPanelData({ data, errors, state }: DataQueryResponse, empty: PanelData): PanelData {
  const frames = data.map((frame): DataFrame => toDataFrame(frame));
  const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === DataTopic.Annotations;
  const hasErrors = errors !== undefined && errors.length > 0;
  return {
    ...empty,
    state: state ?? (hasErrors ? LoadingState.Error : LoadingState.Done),
    errors: hasErrors ? errors : undefined,
    series: frames.filter((frame) => !isAnnotation(frame)),
    annotations: frames.filter(isAnnotation),
  };
}
