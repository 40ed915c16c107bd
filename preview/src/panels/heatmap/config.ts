import { type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import { type HeatmapGrid, shade } from './cells';

/** Columns narrower than this many pixels have no gap between them, or they would be mostly gap. */
const NARROW = 4;

export interface HeatmapLook {
  theme: GrafanaTheme2;
  timeZone: string;
  /** Upper bounds of the rows, from below. */
  bounds: readonly number[];
  /** What is drawn now. */
  shown: () => { grid: HeatmapGrid; timeRange: TimeRange };
  formatBound: (bound: number) => string;
  /** Colour of a cell, by how dark it is. */
  colorOf: (shade: number) => string;
  exponent: number;
  /** Pixels between cells. */
  gap: number;
  /** Whether a drag selects an area, or a span of time only. */
  selectsArea: boolean;
}

/** A chart of time and rows, whose cells are drawn by us; axes, selection and cursor are uPlot's. */
export function heatmapConfig(look: HeatmapLook): UPlotConfigBuilder {
  const { theme, timeZone, bounds, shown, formatBound, selectsArea } = look;
  const count = bounds.length;
  const builder = new UPlotConfigBuilder(timeZone);
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => {
      const { from, to } = shown().timeRange;
      return [from.valueOf(), to.valueOf()];
    },
  });
  builder.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: () => [0, count],
  });
  builder.addAxis({ scaleKey: 'x', isTime: true, placement: AxisPlacement.Bottom, timeZone, theme });
  builder.addAxis({
    scaleKey: 'y',
    placement: AxisPlacement.Left,
    theme,
    // Row n ends at n + 1, where its upper bound is written.
    splits: (plot) => labelledRows(count, plot.bbox.height / devicePixelRatio).map((row) => row + 1),
    values: (_plot, splits) => splits.map((split) => formatBound(bounds[split - 1] ?? NaN)),
    grid: { show: false },
    ticks: { show: false },
  });
  // What the cursor looks for; nothing is drawn of it.
  builder.addSeries({ scaleKey: 'y', theme, pathBuilder: () => null, pointsBuilder: () => undefined, show: true });
  builder.addHook('draw', (plot) => drawCells(plot, look));
  builder.setCursor({ drag: { setScale: false, x: true, y: selectsArea }, points: { show: false } });
  return builder;
}

/** Which rows are labelled: all where there is room, else every second, fourth and so on. */
function labelledRows(rows: number, height: number): number[] {
  const room = Math.max(1, Math.floor(height / 16));
  const every = Math.max(1, Math.ceil(rows / room));
  return Array.from({ length: rows }, (_, row) => row).filter((row) => (rows - 1 - row) % every === 0);
}

function drawCells(plot: uPlot, { shown, colorOf, exponent, gap }: HeatmapLook): void {
  const { times, rows, max } = shown().grid;
  const { ctx, bbox } = plot;
  const interval = intervalOf(times);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  rows.forEach(({ values }, row) => {
    const top = Math.round(plot.valToPos(row + 1, 'y', true));
    const bottom = Math.round(plot.valToPos(row, 'y', true));
    values.forEach((value, column) => {
      const dark = shade(value, max, exponent);
      const end = times[column];
      if (dark === 0 || end === undefined) {
        return;
      }
      const left = Math.round(plot.valToPos(end - interval, 'x', true));
      const right = Math.round(plot.valToPos(end, 'x', true));
      ctx.fillStyle = colorOf(dark);
      const width = right - left;
      ctx.fillRect(left, top, Math.max(1, width < NARROW ? width : width - gap), Math.max(1, bottom - top - gap));
    });
  });
  ctx.restore();
}

/** How long a column is: the shortest distance of two, in milliseconds. */
function intervalOf(times: readonly number[]): number {
  let shortest = Infinity;
  times.forEach((time, index) => {
    const before = times[index - 1];
    if (before !== undefined) {
      shortest = Math.min(shortest, time - before);
    }
  });
  return Number.isFinite(shortest) ? shortest : 60_000;
}
