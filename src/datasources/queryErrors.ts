import { type DataQueryError, type DataQueryResponse, LoadingState } from '@grafana/data';
import { classifyFailure } from './failure';
import { type MetricTarget } from './metrics';

/** An error of one query as an error of the question that it is a part of; one without a name is all questions'. */
export function errorsOfQuestions(error: unknown, plan: readonly MetricTarget[], dataSource: string): DataQueryError[] {
  const failure = queryError(error, dataSource);
  const { refId } = (error ?? {}) as { refId?: string };
  const owner = plan.find(({ queries }) => queries.some(({ target }) => target.refId === refId));
  return (owner ? [owner] : plan).map((question) => ({ ...failure, refId: question.refId }));
}

/** The whole request failed: the error names no query, because it is everybody's. */
export function failedResponse(error: unknown, dataSource: string): DataQueryResponse {
  return { data: [], state: LoadingState.Error, errors: [queryError(error, dataSource)] };
}

function queryError(error: unknown, dataSource: string): DataQueryError {
  const { kind, message, advice } = classifyFailure(error, dataSource);
  const text = `${message}. ${advice}`;
  return { message: text, data: { message: text, error: kind } };
}
