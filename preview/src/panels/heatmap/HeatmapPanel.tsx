import React, { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import {
  colorManipulator,
  dateTimeFormat,
  formattedValueToString,
  getValueFormat,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { TooltipPlugin2, UPlotChart, usePanelContext, useStyles2, useTheme2 } from '@grafana/ui';
import { ChartTooltip } from '../ChartTooltip';
import { NoData } from '../NoData';
import { boundsOf, columnAt, type HeatmapGrid, toGrid } from './cells';
import { heatmapConfig } from './config';

/** The part of the options of Grafana's heatmap that the stand-in knows. */
interface HeatmapOptions {
  color?: { exponent?: number };
  yAxis?: { unit?: string };
  cellGap?: number;
  /** `x` selects a span of time, `xy` an area. */
  selectionMode?: string;
}

/** The tooltip is about whatever is under the pointer, in all rows. */
const HOVER_ALL = 1;
const LEGEND_HEIGHT = 20;
const STEPS = 64;

export function HeatmapPanel(props: PanelProps<HeatmapOptions>) {
  const { data, timeRange, timeZone, width, height, options, onChangeTimeRange } = props;
  const theme = useTheme2();
  const { onSelectRange, sync, eventsScope } = usePanelContext();
  const grid = useMemo(() => toGrid(data.series), [data.series]);

  const { color, yAxis, cellGap = 1, selectionMode } = options;
  const exponent = color?.exponent ?? 0.5;
  const unit = yAxis?.unit ?? 'short';
  const formatBound = useMemo(() => {
    const format = getValueFormat(unit);
    return (bound: number) => (Number.isFinite(bound) ? formattedValueToString(format(bound)) : '∞');
  }, [unit]);
  const palette = useMemo(() => makePalette(theme), [theme]);
  const selectsArea = selectionMode === 'xy' && onSelectRange !== undefined;
  // As Grafana's: new data is drawn on the chart that is there, so that a drag over it goes on. uPlot draws before any
  // effect of this component, and reads what is to be drawn then.
  const latest = useRef({ grid, timeRange });
  /* eslint-disable react-hooks/refs */
  latest.current = { grid, timeRange };
  const bounds = grid.rows.map(({ bound }) => bound).join();
  const config = useMemo(
    () =>
      heatmapConfig({
        theme,
        timeZone,
        bounds: bounds === '' ? [] : bounds.split(',').map(Number),
        shown: () => latest.current,
        formatBound,
        colorOf: (dark) => palette[Math.min(STEPS - 1, Math.floor(dark * STEPS))] ?? '',
        exponent,
        gap: cellGap,
        selectsArea,
      }),
    [theme, timeZone, bounds, formatBound, palette, exponent, cellGap, selectsArea]
  );
  /* eslint-enable react-hooks/refs */
  // The cells are drawn from the grid; the cursor only needs something to find at each time. New values here have uPlot
  // draw again, also for a new time range.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const plotted = useMemo<[number[], number[]]>(() => [grid.times, grid.times.map(() => 0)], [grid, timeRange]);

  if (grid.rows.length === 0) {
    return <NoData />;
  }
  return (
    <>
      <UPlotChart config={config} data={plotted} width={width} height={height - LEGEND_HEIGHT}>
        <TooltipPlugin2
          config={config}
          hoverMode={HOVER_ALL}
          syncMode={sync?.()}
          syncScope={eventsScope}
          queryZoom={onChangeTimeRange && (({ from, to }) => onChangeTimeRange({ from, to }))}
          onSelectRange={
            selectsArea
              ? (selections) =>
                  onSelectRange(selections.map((one) => ({ ...one, y: one.y && boundsBetween(grid, one.y) })))
              : undefined
          }
          render={(plot, _indices, _active, isPinned, dismiss) => (
            <ChartTooltip
              {...describe(
                grid,
                plot.posToVal(plot.cursor.left ?? 0, 'x'),
                plot.posToVal(plot.cursor.top ?? 0, 'y'),
                timeZone,
                formatBound
              )}
              onDismiss={isPinned ? dismiss : undefined}
            />
          )}
        />
      </UPlotChart>
      <Scale palette={palette} max={grid.max} />
    </>
  );
}

/** The bounds of the rows that a selection touches. */
function boundsBetween(grid: HeatmapGrid, rows: { from: number; to: number }): { from: number; to: number } {
  const last = grid.rows.length - 1;
  const within = (row: number) => Math.min(last, Math.max(0, row));
  return {
    from: boundsOf(grid, within(Math.floor(rows.from))).from,
    to: boundsOf(grid, within(Math.ceil(rows.to) - 1)).to,
  };
}

function describe(
  grid: HeatmapGrid,
  time: number,
  y: number,
  timeZone: string,
  formatBound: (bound: number) => string
) {
  const column = columnAt(grid, time);
  const row = Math.floor(y);
  const end = column === undefined ? undefined : grid.times[column];
  const value = column === undefined ? undefined : grid.rows[row]?.values[column];
  if (end === undefined || value === undefined) {
    return { title: '', rows: [] };
  }
  const { from, to } = boundsOf(grid, row);
  return {
    title: dateTimeFormat(end, { timeZone }),
    rows: [
      {
        label: `${formatBound(from)} to ${formatBound(to)}`,
        value: value === null ? 'none' : String(Math.round(value)),
      },
    ],
  };
}

/** From barely there to the theme's blue. */
function makePalette(theme: GrafanaTheme2): string[] {
  const blue = theme.visualization.getColorByName('blue');
  return Array.from({ length: STEPS }, (_, step) => colorManipulator.alpha(blue, 0.08 + 0.92 * (step / (STEPS - 1))));
}

function Scale({ palette, max }: { palette: string[]; max: number }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scale}>
      <span>0</span>
      <span
        className={styles.colors}
        style={{ background: `linear-gradient(90deg, ${palette.join(', ')})` }}
        aria-hidden
      />
      <span>{formattedValueToString(getValueFormat('short')(max))}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scale: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: LEGEND_HEIGHT,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  colors: css({ width: theme.spacing(16), height: theme.spacing(1), borderRadius: theme.shape.radius.default }),
});
