import { type SceneFlexLayout, type SceneObject } from '@grafana/scenes';
import { type QuestionQuery } from '../../../datasources/question';
import { column, runner } from '../layout';
import { ChartMarks } from './ChartMarks';
import { markQueries } from './queries';

/** Parts below each other over one request, whose charts are marked by what happened to a service. */
export function markedColumn(service: string, queries: QuestionQuery[], parts: SceneObject[]): SceneFlexLayout {
  return column(runner([...queries, ...markQueries(service)]), parts, [new ChartMarks(service)]);
}
