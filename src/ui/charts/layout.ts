import {
  behaviors,
  SceneCSSGridItem,
  SceneCSSGridLayout,
  SceneFlexItem,
  SceneFlexLayout,
  sceneGraph,
  type SceneObject,
  SceneQueryRunner,
} from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/schema';
import { type QuestionQuery, TELEMETRY_UID } from '../../datasources/question';
import { panelStatus } from './panelStatus';
import { isSettled } from './useSettledData';

/** One request for several panels. */
export function runner(queries: QuestionQuery[], maxDataPoints = 300): SceneQueryRunner {
  return new SceneQueryRunner({ datasource: { uid: TELEMETRY_UID }, queries, maxDataPoints });
}

/**
 * Parts below each other, over the data that they share.
 * @param more further behaviours
 */
export function column(
  $data: SceneQueryRunner,
  parts: SceneObject[],
  more: readonly SceneObject[] = []
): SceneFlexLayout {
  return new SceneFlexLayout({
    direction: 'column',
    $data,
    // One moment under the pointer is the same moment in all charts.
    $behaviors: [new behaviors.CursorSync({ sync: DashboardCursorSync.Crosshair }), ...more],
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

/** A panel that takes the room of two in a {@link grid}. */
export function wide(body: SceneObject): SceneCSSGridItem {
  return new SceneCSSGridItem({ body, gridColumn: 'span 2' });
}

/**
 * A panel of a {@link grid} that is not there where what it shows is not measured, or says nothing.
 * @param refIds the queries of the page that it draws
 */
export function whereMeasured(body: SceneObject, refIds: readonly string[]): SceneCSSGridItem {
  const item: SceneCSSGridItem = new SceneCSSGridItem({
    body,
    isHidden: true,
    $behaviors: [() => hideWhereUnmeasured(item, refIds)],
  });
  return item;
}

function hideWhereUnmeasured(item: SceneCSSGridItem, refIds: readonly string[]): () => void {
  const provider = sceneGraph.getData(item);
  const look = () => {
    const { data } = provider.state;
    // While newer answers are on their way it stays as it is.
    if (isSettled(data)) {
      const { kind } = panelStatus(data, refIds);
      item.setState({ isHidden: kind === 'empty' || kind === 'not-supported' });
    }
  };
  look();
  const following = provider.subscribeToState(look);
  return () => following.unsubscribe();
}
