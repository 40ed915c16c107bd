import { type AbsoluteTimeRange } from '@grafana/data';
import { type SceneObject, sceneGraph, type VizPanel } from '@grafana/scenes';
import { type LinkContext } from '../../correlation/links';
import { requestsBehind } from '../../correlation/metricLinks';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { panelQueries } from './panelQueries';

/**
 * Hands what is chosen on a panel, by dragging or with keys, to somebody else than the time range, with the way to zoom
 * to it after all. Moving along the axis and zooming out stay what they are.
 * @returns gives the panel back what it did before
 */
export function interceptRange(panel: VizPanel, choose: (range: TimeSpan, zoom: () => void) => void): () => void {
  const change = panel.onTimeRangeChange;
  const zoomTo = (range: AbsoluteTimeRange) => () => change(range);
  panel.onTimeRangeChange = (range) => {
    const { from, to } = shownSpan(panel);
    const isInside = range.from >= from && range.to <= to;
    // Moving along the axis keeps the length, but for rounding.
    const isPart = range.to - range.from < 0.99 * (to - from);
    if (!isPart) {
      change(range);
    } else if (isInside) {
      choose(range, zoomTo(range));
    }
    // Else the page scrolled while it was dragged over: Grafana 12.4 then takes the pointer to be 10 pixels left of the
    // chart, and nobody chose what it tells.
  };
  const stop = followKeys(panel, (range) => choose(range, zoomTo(range)));
  return () => {
    panel.onTimeRangeChange = change;
    stop();
  };
}

/**
 * Grafana's charts draw a range with arrow keys while the space bar is held down. When it is let go Grafana 12.4 takes
 * it for one that another chart shows, and does nothing.
 */
function followKeys(panel: VizPanel, choose: (range: TimeSpan) => void): () => void {
  const onKeyUp = ({ key, target }: KeyboardEvent) => {
    const chart = key === ' ' && target instanceof Element ? target.closest('.uplot') : null;
    const range = chart?.closest(`[data-viz-panel-key="${panel.state.key}"]`) && drawnRange(chart, shownSpan(panel));
    if (range) {
      choose(range);
    }
  };
  // Before the chart, which forgets the range.
  document.addEventListener('keyup', onKeyUp, true);
  return () => document.removeEventListener('keyup', onKeyUp, true);
}

/** The time of what is drawn as chosen on a chart, in whole milliseconds. */
function drawnRange(chart: Element, { from, to }: TimeSpan): TimeSpan | undefined {
  const plot = chart.querySelector('.u-over')?.getBoundingClientRect();
  const chosen = chart.querySelector('.u-select')?.getBoundingClientRect();
  if (!plot?.width || !chosen?.width) {
    return undefined;
  }
  const timeAt = (x: number) => Math.round(from + ((x - plot.left) / plot.width) * (to - from));
  return { from: timeAt(chosen.left), to: timeAt(chosen.left + chosen.width) };
}

function shownSpan(panel: VizPanel): TimeSpan {
  const { from, to } = sceneGraph.getTimeRange(panel).state.value;
  return { from: from.valueOf(), to: to.valueOf() };
}

/** The requests that the first of a panel's queries is about; everything where no query of the page is found. */
export function panelContext(panel: SceneObject, refIds: readonly string[]): LinkContext {
  const question = panelQueries(panel, refIds)[0]?.question;
  return question ? requestsBehind(question) : { where: [] };
}
