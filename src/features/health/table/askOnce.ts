import { type DataFrame, type DataQueryRequest } from '@grafana/data';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { lastAnswer } from '../../../datasources/lastAnswer';
import { clientOf } from '../../../datasources/client/scenes';
import { dataRequest, uniqueRequestId } from '../../../datasources/dataRequest';
import { type QuestionQuery } from '../../../datasources/question';
import { resolve } from '../../../datasources/resolve';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/**
 * Asks what an object of a scene does not ask by itself, in its context.
 * @throws what went wrong
 */
export async function askOnce(
  object: SceneObject,
  queries: QuestionQuery[],
  span: TimeSpan
): Promise<readonly DataFrame[]> {
  const request = dataRequest(uniqueRequestId('tillwatch-table'), queries, span);
  const interpolate = (text: string) => sceneGraph.interpolate(object, text);
  const resolved = queries.flatMap((query) => resolve(query, request, interpolate));
  const answers = clientOf(object).metrics.query(request as DataQueryRequest<QuestionQuery>, resolved);
  const { data, errors = [] } = await lastAnswer(answers);
  if (errors[0]) {
    throw new Error(errors[0].message);
  }
  return data as DataFrame[];
}
