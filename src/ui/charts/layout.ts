import {
  behaviors,
  SceneCSSGridItem,
  SceneCSSGridLayout,
  SceneFlexItem,
  SceneFlexLayout,
  type SceneObject,
  SceneQueryRunner,
} from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/schema';
import { type QuestionQuery, TELEMETRY_UID } from '../../datasources/question';

/** One request for several panels. */
export function runner(queries: QuestionQuery[], maxDataPoints = 300): SceneQueryRunner {
  return new SceneQueryRunner({ datasource: { uid: TELEMETRY_UID }, queries, maxDataPoints });
}

/** Parts below each other, over the data that they share. */
export function column($data: SceneQueryRunner, parts: SceneObject[]): SceneFlexLayout {
  return new SceneFlexLayout({
    direction: 'column',
    $data,
    // One moment under the pointer is the same moment in all charts.
    $behaviors: [new behaviors.CursorSync({ sync: DashboardCursorSync.Crosshair })],
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

/** A panel that takes the room of two by two in a {@link grid}. */
export function large(body: SceneObject): SceneCSSGridItem {
  return new SceneCSSGridItem({ body, gridColumn: 'span 2', gridRow: 'span 2' });
}
