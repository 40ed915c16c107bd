import { LoadingState } from '@grafana/data';
import { sceneGraph, type SceneObject, SceneQueryRunner, SceneTimeRange } from '@grafana/scenes';

/** A query that takes longer is given up for a new one. */
const PATIENCE_MS = 30_000;

/**
 * A time range that refreshes only when the last answers are in. A refresh cancels what is under way, so with a data
 * source slower than the refresh interval a page would otherwise never show anything.
 */
export class SkipRefreshWhileLoadingTimeRange extends SceneTimeRange {
  constructor(state: ConstructorParameters<typeof SceneTimeRange>[0]) {
    super(state);
    const refresh = this.onRefresh;
    let lastAsked = Date.now();
    this.onRefresh = () => {
      const waited = Date.now() - lastAsked;
      if (!this.parent || !isAsking(this.parent) || waited > PATIENCE_MS) {
        lastAsked = Date.now();
        refresh();
      }
    };
  }
}

/** Whether a query below an object waits for its answer. */
function isAsking(root: SceneObject): boolean {
  return sceneGraph
    .findAllObjects(root, (object) => object instanceof SceneQueryRunner)
    .some(
      (runner) =>
        runner instanceof SceneQueryRunner && runner.isActive && runner.state.data?.state === LoadingState.Loading
    );
}
