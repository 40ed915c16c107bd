import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  dateTime,
  LoadingState,
} from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { catchError, combineLatest, map, type Observable, of } from 'rxjs';
import { type ComparedTimeSpan } from '../analysis/comparison';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { type AskedQuery, together } from './answer';
import { type DetectedSource } from './metricDetections';
import { answerMetrics, type MetricTarget, planMetrics } from './metrics';
import { type QuestionQuery } from './question';
import { errorsOfQuestions } from './queryErrors';
import { type ResolvedQuery } from './resolve';
import { errorsOf, type ResourceDataSource, runQueries } from './runQueries';
import { errorStatusPattern } from './settings';

type QuestionRequest = DataQueryRequest<QuestionQuery>;

/**
 * Answers questions by a detection: one request for the present, and one for each other span that is compared with.
 * Unsubscribing cancels all of them.
 */
export function answerQuestions(
  request: QuestionRequest,
  queries: readonly ResolvedQuery[],
  detection: MetricDetection,
  { instance, settings }: DetectedSource,
  dataSource: DataSourceInstanceSettings
): Observable<DataQueryResponse> {
  const asked = groupBySpan(queries).flatMap((group) => {
    const compared = group[0]?.compared;
    const spanned = forSpan(request, compared);
    const plan = planMetrics(group, detection, {
      rangeSeconds: (spanned.range.to.valueOf() - spanned.range.from.valueOf()) / 1000,
      errorStatus: errorStatusPattern(settings.errorStatus),
    });
    return plan.length > 0 ? [askMetrics(instance, describe(dataSource), spanned, plan, compared)] : [];
  });
  return asked.length === 0 ? of({ data: [], state: LoadingState.Done }) : combineLatest(asked).pipe(map(together));
}

function askMetrics(
  instance: ResourceDataSource,
  dataSource: AskedQuery['dataSource'],
  request: QuestionRequest,
  plan: MetricTarget[],
  compared: ComparedTimeSpan | undefined
): Observable<DataQueryResponse> {
  const targets = plan.flatMap(({ queries }) => queries.map(({ target }) => target));
  const read = (frames: DataFrame[]) => answerMetrics(plan, frames, dataSource, compared);
  if (targets.length === 0) {
    return of({ data: read([]), state: LoadingState.Done });
  }
  const requestId = compared ? `${request.requestId}-${compared.from}` : request.requestId;
  return runQueries(instance, { ...request, requestId, targets: targets as DataQuery[] }).pipe(
    map((response) => ({
      ...response,
      data: read(response.data as DataFrame[]),
      errors: errorsOf(response).flatMap((error) => errorsOfQuestions(error, plan, dataSource.name)),
    })),
    // What one span of time cannot be asked for does not cost the others their answer.
    catchError((error: unknown) =>
      of({ data: [], errors: errorsOfQuestions(error, plan, dataSource.name), state: LoadingState.Error })
    )
  );
}

/** The questions about the present first, then those about each span that is compared with. */
function groupBySpan(queries: readonly ResolvedQuery[]): ResolvedQuery[][] {
  const groups = new Map<string, ResolvedQuery[]>([['present', []]]);
  for (const query of queries) {
    const key = query.compared ? `${query.compared.from}-${query.compared.to}` : 'present';
    groups.set(key, [...(groups.get(key) ?? []), query]);
  }
  return [...groups.values()];
}

function forSpan(request: QuestionRequest, span: ComparedTimeSpan | undefined): QuestionRequest {
  if (!span) {
    return request;
  }
  const range = { from: dateTime(span.from), to: dateTime(span.to) };
  return { ...request, range: { ...range, raw: range } };
}

function describe({ uid, name, type }: DataSourceInstanceSettings): AskedQuery['dataSource'] {
  return { uid, name, type };
}
