import { type DataQueryError, type DataQueryResponse, LoadingState } from '@grafana/data';
import { classifyFailure, type Failure, theDataSource } from './failure';
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

/** An error of a question, with what happened and what to do each by itself. */
interface QuestionError extends DataQueryError {
  failure?: Failure;
}

function queryError(error: unknown, dataSource: string): QuestionError {
  const failure = classifyFailure(error, dataSource);
  const text = `${failure.message}. ${failure.advice}`;
  return { message: text, data: { message: text, error: failure.kind }, failure };
}

/** What happened and what to do, of an error in the answer to questions. */
export function failureOfError(error: DataQueryError): Failure {
  return (error as QuestionError).failure ?? classifyFailure(error, theDataSource());
}
