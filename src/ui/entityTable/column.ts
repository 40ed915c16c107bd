import { type ReactNode } from 'react';
import { type CsvValue } from './tableCsv';
import { type SortBy } from './sort';

/** One column of a table of entities: its head, its cells, and what sorting and exporting need to know. */
export interface Column<Row> {
  id: string;
  header: string;
  /** The header is only there to be heard: the cells speak for themselves. */
  isHeaderHidden?: boolean;
  /** What the column tells. Where it sorts, it may depend on the order that a click leads to. */
  hint?: string | ((isReverse: boolean) => string);
  /** Makes the header a button that sorts by this. */
  sort?: SortBy<Row>;
  /** The cell of a row; `scale` is what {@link Column.scale} found. */
  cell: (row: Row, scale: number) => ReactNode;
  /** The value that bars of this column are drawn against, so that rows can be compared. */
  scale?: (rows: readonly Row[]) => number;
  /** Columns of the exported file: several where a cell shows several numbers. Left out: not exported. */
  csv?: Readonly<Record<string, (row: Row) => CsvValue>>;
  /** The cell names its row. */
  isRowHeader?: boolean;
  /** Digits of the same width, on one line. */
  isNumber?: boolean;
  align?: 'end';
  /** Width of the table, in pixels, below which the column is left out. */
  hideBelow?: number;
  /** Class of the cells, besides. */
  className?: string;
}
