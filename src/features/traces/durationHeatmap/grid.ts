import { quantileOf } from '../../../telemetry/histogram';
import { type SpanSeries } from '../../../telemetry/questions/traces';

/** A bucket of durations, in seconds. */
export interface DurationRow {
  from: number;
  /** Infinity for what lies above the last bound. */
  to: number;
}

/** How many spans of each duration there were in each step of time. */
export interface DurationGrid {
  /** Steps of time: milliseconds since the epoch. */
  columns: Array<{ from: number; to: number }>;
  /** The shortest durations first, each up to where the next begins. */
  rows: DurationRow[];
  /** Spans by column and row. */
  counts: number[][];
  failed: number[][];
  /** Of all cells. */
  total: number;
  totalFailed: number;
  most: number;
}

/** Buckets of an exponential histogram that nothing fell into are not told; a row is at most so many times as long. */
const WIDEST_ROW = 2.5;

/**
 * Lays series of a distribution out as a grid.
 * @param all series with `le`, the upper bound in seconds; those of the failed ones are part of them
 * @param step milliseconds: the value at a time counts the step that ends there
 */
export function durationGrid(all: readonly SpanSeries[], failed: readonly SpanSeries[], step: number): DurationGrid {
  const told = [...all, ...failed].filter(({ values }) => values.some((value) => (value ?? 0) > 0));
  const bounds = [...new Set(told.map(boundOf))].filter((bound) => bound > 0).sort((a, b) => a - b);
  const rows = rowsBetween(bounds);
  const ends = told.flatMap(({ times }) => [Math.min(...times), Math.max(...times)]);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const columns = Array.from({ length: ends.length === 0 ? 0 : Math.round((last - first) / step) + 1 }, (_, i) => ({
    from: first + (i - 1) * step,
    to: first + i * step,
  }));

  const rowOf = new Map(rows.map(({ to }, row) => [to, row]));
  const fill = (series: readonly SpanSeries[]) => {
    const cells = columns.map(() => rows.map(() => 0));
    for (const one of series) {
      const row = rowOf.get(boundOf(one));
      one.times.forEach((time, i) => {
        const column = cells[Math.round((time - first) / step)];
        if (column && row !== undefined) {
          column[row] = (column[row] ?? 0) + (one.values[i] ?? 0);
        }
      });
    }
    return cells;
  };
  const counts = fill(all);
  const failedCounts = fill(failed);
  return {
    columns,
    rows,
    counts,
    failed: failedCounts,
    total: sum(counts.flat()),
    totalFailed: sum(failedCounts.flat()),
    most: Math.max(0, ...counts.flat()),
  };
}

/** The duration that a share of the spans stays below, in seconds; undefined where there are none. */
export function gridQuantile(grid: DurationGrid, q: number): number | undefined {
  const { rows, total } = grid;
  let upTo = 0;
  const cumulated = rows.map((_, row) => (upTo += countOf(grid, row)));
  const finite = rows.filter(({ to }) => Number.isFinite(to)).map(({ to }) => to);
  return quantileOf([{ bounds: finite, counts: cumulated.slice(0, finite.length), total }], q) ?? undefined;
}

export interface Slowest {
  /** Seconds that they took at least. */
  from: number;
  /** Of all spans, 0 to 1. */
  share: number;
}

/**
 * The slowest, and about what share of all spans they are; undefined where there are none. How spans are spread within
 * a bucket is not known: a quantile may lie above all that fell into the last one. Where no span is known to be that
 * slow, the slowest are all of that bucket, whatever share that is.
 * @param share that they are meant to be
 * @param longest seconds of the longest span that is known; -Infinity if none is
 */
export function slowestIn(grid: DurationGrid, share: number, longest: number): Slowest | undefined {
  const from = gridQuantile(grid, 1 - share);
  const last = Math.max(-1, ...grid.rows.flatMap((_, row) => (countOf(grid, row) > 0 ? [row] : [])));
  const row = grid.rows[last];
  if (from === undefined || !row) {
    return undefined;
  }
  const isKnown = from < row.from || (from > row.from && from <= longest);
  return isKnown ? { from, share } : { from: row.from, share: countOf(grid, last) / grid.total };
}

function countOf({ counts }: DurationGrid, row: number): number {
  return sum(counts.map((column) => column[row] ?? 0));
}

function boundOf({ labels }: SpanSeries): number {
  return labels.le === '+Inf' ? Infinity : Number(labels.le);
}

function rowsBetween(bounds: readonly number[]): DurationRow[] {
  const rows: DurationRow[] = [];
  for (const to of bounds) {
    const previous = rows.at(-1)?.to;
    if (previous === undefined) {
      rows.push({ from: to / 2, to });
    } else if (to === Infinity || to / previous <= WIDEST_ROW) {
      rows.push({ from: previous, to });
    } else {
      rows.push({ from: previous, to: to / 2 }, { from: to / 2, to });
    }
  }
  return rows;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
