import { getDefaultTimeRange, LoadingState } from '@grafana/data';
import { EmbeddedScene, SceneFlexLayout, SceneQueryRunner } from '@grafana/scenes';
import { SkipRefreshWhileLoadingTimeRange } from './skipRefreshWhileLoadingTimeRange';

function sceneWith(state: LoadingState) {
  const runner = new SceneQueryRunner({ queries: [], data: { state, series: [], timeRange: getDefaultTimeRange() } });
  const timeRange = new SkipRefreshWhileLoadingTimeRange({ from: 'now-1h', to: 'now' });
  const scene = new EmbeddedScene({
    $timeRange: timeRange,
    body: new SceneFlexLayout({ $data: runner, children: [] }),
  });
  const refreshed = jest.fn();
  timeRange.subscribeToState(refreshed);
  return { scene, runner, timeRange, refreshed };
}

describe('a time range that waits for answers', () => {
  it('refreshes when nothing is under way', () => {
    const { runner, timeRange, refreshed } = sceneWith(LoadingState.Done);
    const deactivate = runner.activate();
    timeRange.onRefresh();
    expect(refreshed).toHaveBeenCalledTimes(1);
    deactivate();
  });

  it('leaves a query alone that waits for its answer, and refreshes once it is in', () => {
    const { runner, timeRange, refreshed } = sceneWith(LoadingState.Done);
    const deactivate = runner.activate();
    runner.setState({ data: { state: LoadingState.Loading, series: [], timeRange: getDefaultTimeRange() } });
    timeRange.onRefresh();
    expect(refreshed).not.toHaveBeenCalled();
    runner.setState({ data: { state: LoadingState.Done, series: [], timeRange: getDefaultTimeRange() } });
    timeRange.onRefresh();
    expect(refreshed).toHaveBeenCalledTimes(1);
    deactivate();
  });

  it('does not wait for a query of a view that has gone', () => {
    const { timeRange, refreshed } = sceneWith(LoadingState.Loading);
    timeRange.onRefresh();
    expect(refreshed).toHaveBeenCalledTimes(1);
  });
});
