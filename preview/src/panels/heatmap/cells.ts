import { type DataFrame, FieldType, getFieldDisplayName } from '@grafana/data';

/** One row of a heatmap: how many fell into it, over time. */
export interface HeatmapRow {
  /** Upper bound; infinite for the last one. */
  bound: number;
  values: Array<number | null>;
}

/** A grid of times and rows. */
export interface HeatmapGrid {
  /** When each column ends, in milliseconds, ascending. */
  times: number[];
  /** By bound, ascending. */
  rows: HeatmapRow[];
  /** The largest value. */
  max: number;
}

/** Brings frames of one bucket each into a grid. The bound of a bucket is its label `le`, else its name. */
export function toGrid(frames: readonly DataFrame[]): HeatmapGrid {
  const buckets = frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    const value = frame.fields.find(({ type }) => type === FieldType.number);
    if (!time || !value) {
      return [];
    }
    const bound = toBound(value.labels?.le ?? getFieldDisplayName(value, frame));
    return Number.isNaN(bound)
      ? []
      : [{ bound, times: time.values as number[], values: value.values as Array<number | null> }];
  });
  const times = [...new Set(buckets.flatMap((bucket) => bucket.times))].sort((a, b) => a - b);
  const rows = buckets
    .sort((a, b) => a.bound - b.bound)
    .map(({ bound, times: own, values }) => {
      const byTime = new Map(own.map((time, index) => [time, values[index] ?? null]));
      return { bound, values: times.map((time) => byTime.get(time) ?? null) };
    });
  const max = rows.reduce((most, { values }) => values.reduce<number>((m, value) => Math.max(m, value ?? 0), most), 0);
  return { times, rows, max };
}

function toBound(text: string): number {
  return /^\+?inf(?:inity)?$/i.test(text) ? Infinity : text.trim() === '' ? NaN : Number(text);
}

/** The bounds of a row; the first one starts at nothing. */
export function boundsOf({ rows }: HeatmapGrid, row: number): { from: number; to: number } {
  return { from: rows[row - 1]?.bound ?? 0, to: rows[row]?.bound ?? Infinity };
}

/** The column that a moment lies in: the first one that ends then or later. */
export function columnAt({ times }: HeatmapGrid, time: number): number | undefined {
  const column = times.findIndex((end) => time <= end);
  return column === -1 ? undefined : column;
}

/**
 * How dark a cell is, 0 to 1.
 * @param exponent below 1 small counts are told apart better than large ones
 */
export function shade(value: number | null, max: number, exponent: number): number {
  return value === null || value <= 0 || max <= 0 ? 0 : (value / max) ** exponent;
}
