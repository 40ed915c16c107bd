import { type HeatmapSelection } from '../../../correlation/pageUrls/traces';
import { type DurationGrid } from './grid';

/** A cell of the grid. */
export interface Cell {
  column: number;
  row: number;
}

/** Where something is on the drawn grid, as shares of its width and height from the left and from the bottom. */
export interface Area {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The cells between two corners, as what is selected. The shortest row reaches down to 0, an open one has no end. */
export function selectCells({ columns, rows }: DurationGrid, one: Cell, other: Cell): HeatmapSelection | undefined {
  const [first, last] = [Math.min(one.column, other.column), Math.max(one.column, other.column)];
  const [lowest, highest] = [Math.min(one.row, other.row), Math.max(one.row, other.row)];
  const [from, to] = [columns[first]?.from, columns[last]?.to];
  const [shortest, longest] = [rows[lowest]?.from, rows[highest]?.to];
  return from === undefined || to === undefined
    ? undefined
    : {
        from,
        to,
        shortest: lowest === 0 ? undefined : shortest,
        longest: longest === Infinity ? undefined : longest,
      };
}

/** The cell at a place of the drawn grid; places outside are taken for the nearest inside. */
export function cellAt(grid: DurationGrid, x: number, y: number): Cell {
  const column = clamp(Math.floor(x * grid.columns.length), grid.columns.length - 1);
  const row = grid.rows.findIndex((_, i) => y < rowArea(grid, i).top);
  return { column, row: row === -1 ? grid.rows.length - 1 : row };
}

/** Where a row is: on a logarithmic scale of durations. */
export function rowArea({ rows }: DurationGrid, row: number): Pick<Area, 'bottom' | 'top'> {
  const { from, to } = rows[row] ?? { from: 0, to: 0 };
  const scale = scaleOf(rows);
  return { bottom: scale(from), top: scale(Number.isFinite(to) ? to : from * OPEN_ROW) };
}

/** Where a moment and a duration are; undefined outside of the grid. */
export function placeOf(grid: DurationGrid, time: number, seconds: number): { x: number; y: number } | undefined {
  const x = timeScale(grid)(time);
  const y = scaleOf(grid.rows)(seconds);
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : undefined;
}

/** Where the selection is, cut at the edges; undefined where none of it is to be seen. */
export function selectedArea(grid: DurationGrid, { from, to, shortest, longest }: HeatmapSelection): Area | undefined {
  const inTime = timeScale(grid);
  const scale = scaleOf(grid.rows);
  const area = {
    left: Math.max(0, inTime(from)),
    right: Math.min(1, inTime(to)),
    bottom: shortest === undefined ? 0 : Math.max(0, scale(shortest)),
    top: longest === undefined ? 1 : Math.min(1, scale(longest)),
  };
  return area.left < area.right && area.bottom < area.top ? area : undefined;
}

/** What lies above the last bound is drawn as high as from it to its double. */
const OPEN_ROW = 2;

function scaleOf(rows: DurationGrid['rows']): (seconds: number) => number {
  const last = rows.at(-1);
  const least = Math.log(rows[0]?.from ?? 1);
  const most = Math.log(last && Number.isFinite(last.to) ? last.to : (last?.from ?? 1) * OPEN_ROW);
  return (seconds) => (most > least ? (Math.log(seconds) - least) / (most - least) : 0);
}

function timeScale({ columns }: DurationGrid): (time: number) => number {
  const from = columns[0]?.from ?? 0;
  const to = columns.at(-1)?.to ?? 1;
  return (time) => (time - from) / (to - from);
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
