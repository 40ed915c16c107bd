import { type AbsoluteTimeRange } from '@grafana/data';
import { type SceneObject, sceneGraph, type VizPanel } from '@grafana/scenes';
import { type LinkContext } from '../../correlation/links';
import { requestsBehind } from '../../correlation/metricLinks';
import { panelQueries } from './panelQueries';

/**
 * Hands what is dragged over on a panel to somebody else than the time range, with the way to zoom to it after all.
 * Moving along the axis and zooming out stay what they are.
 * @returns gives the panel back what it did before
 */
export function interceptRange(
  panel: VizPanel,
  choose: (range: AbsoluteTimeRange, zoom: () => void) => void
): () => void {
  const change = panel.onTimeRangeChange;
  panel.onTimeRangeChange = (range) => {
    const { from, to } = sceneGraph.getTimeRange(panel).state.value;
    const isInside = range.from >= from.valueOf() && range.to <= to.valueOf();
    const isPart = range.to - range.from < to.valueOf() - from.valueOf();
    if (isInside && isPart) {
      choose(range, () => change(range));
    } else {
      change(range);
    }
  };
  return () => {
    panel.onTimeRangeChange = change;
  };
}

/** The requests that the first of a panel's queries is about; everything where no query of the page is found. */
export function panelContext(panel: SceneObject, refIds: readonly string[]): LinkContext {
  const question = panelQueries(panel, refIds)[0]?.question;
  return question ? requestsBehind(question) : { where: [] };
}
