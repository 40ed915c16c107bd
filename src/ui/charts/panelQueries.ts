import { type SceneObject, SceneDataTransformer, SceneQueryRunner } from '@grafana/scenes';
import { type QuestionQuery } from '../../datasources/question';

/** The queries of its page that an object below it shows; none where nothing is asked. */
export function panelQueries(panel: SceneObject, refIds: readonly string[]): QuestionQuery[] {
  for (let object: SceneObject | undefined = panel.parent; object; object = object.parent) {
    const runner = runnerIn(object);
    if (runner) {
      const queries = runner.state.queries as QuestionQuery[];
      return queries.filter(({ refId }) => refIds.includes(refId));
    }
  }
  return [];
}

/** Data may be changed on its way from the one who asks. */
function runnerIn({ state: { $data } }: SceneObject): SceneQueryRunner | undefined {
  if ($data instanceof SceneDataTransformer) {
    return runnerIn($data);
  }
  return $data instanceof SceneQueryRunner ? $data : undefined;
}
