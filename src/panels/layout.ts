import {
  SceneCSSGridLayout,
  SceneFlexItem,
  SceneFlexLayout,
  type SceneObject,
  SceneQueryRunner,
} from '@grafana/scenes';
import { type QuestionQuery, TELEMETRY_UID } from '../datasources/question';

/** One request for several panels. */
export function runner(queries: QuestionQuery[], maxDataPoints = 300): SceneQueryRunner {
  return new SceneQueryRunner({ datasource: { uid: TELEMETRY_UID }, queries, maxDataPoints });
}

/** Parts below each other, over the data that they share. */
export function column($data: SceneQueryRunner, parts: SceneObject[]): SceneFlexLayout {
  return new SceneFlexLayout({
    direction: 'column',
    $data,
    children: parts.map((body) => new SceneFlexItem({ ySizing: 'content', body })),
  });
}

/** Panels side by side, as many as fit, each at least so many pixels wide; narrower screens get one a row. */
export function grid(children: SceneObject[], autoRows: string, minWidth: number): SceneCSSGridLayout {
  return new SceneCSSGridLayout({
    templateColumns: `repeat(auto-fit, minmax(min(${minWidth}px, 100%), 1fr))`,
    autoRows,
    children,
  });
}
