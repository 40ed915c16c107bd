import React, { type ReactNode, useRef, useState } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type Column } from './column';
import { EntityRow } from './EntityRow';
import { ExportCsv } from './ExportCsv';
import { filterRows } from './filter';
import { HeaderCell } from './HeaderCell';
import { type Sort, sortRows } from './sort';
import { tableStyles } from './styles';
import { useKeptRows } from './useKeptRows';
import { DRAWN_AT_ONCE, DRAWN_FIRST, useRowBlocks } from './useRowBlocks';
import { useRowKeys } from './useRowKeys';

interface EntityTableProps<Row> {
  /** In the order that they have unless a column sorts them. Of those a column holds for equal, it stays. */
  rows: readonly Row[];
  columns: ReadonlyArray<Column<Row>>;
  keyOf: (row: Row) => string;
  /** What a row is, in the singular: `service`. Exported files are called by it. */
  noun: string;
  /** What the table is of, for those who do not see the page. */
  label: string;
  /** The label is for all to see. */
  isLabelShown?: boolean;
  /** The order, where the page keeps it; else the table does. */
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Rows whose name holds all these words are shown. */
  filter?: string;
  /** Says that no row meets the filter. */
  noMatch?: string;
  /** What a row is called; its key unless told otherwise. */
  nameOf?: (row: Row) => string;
  testIdOf?: (row: Row) => string;
  /** A second, small line of a row over the width of the table, for rows that have more to say than others. */
  noteOf?: (row: Row) => ReactNode;
  /** Newer rows are on their way: until then the last ones stay, dimmed. */
  isLoading?: boolean;
  /** Stands in place of the table where there are no rows: why, and what to do. */
  empty?: ReactNode;
  /** Draws no more rows than this. The exported file has them all. */
  limit?: number;
  /** Rows are of several lines; and many, in small text. */
  look?: 'tall' | 'dense';
  /** Rows came into sight; only these are drawn then, however many there are. */
  onSeen?: (rows: readonly Row[]) => void;
  /** Adds to rows what only those in sight have, before they are written to a file. */
  complete?: (rows: readonly Row[]) => Promise<readonly Row[]>;
}

/**
 * Entities of any kind, one a row, as its columns say. A row is called by its cells; `j`, `k` and the arrow keys lead
 * from row link to row link. Where a column says what it exports, there is a button for that. Of very many rows those
 * in sight are drawn; order, filter and export are of all.
 */
export function EntityTable<Row>(props: EntityTableProps<Row>) {
  const { columns, keyOf, noun, label, isLabelShown, filter = '', noMatch, nameOf = keyOf, testIdOf, noteOf } = props;
  const { isLoading = false, empty, limit, look, onSeen, complete } = props;
  const styles = useStyles2(tableStyles);
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = useRowKeys(table, 'tbody tr');
  const [ownSort, setOwnSort] = useState<Sort>();
  const { sort = ownSort, onSort = setOwnSort } = props;
  const rows = useKeptRows(props.rows, isLoading);
  const sortBy = columns.find(({ id }) => id === sort?.by)?.sort;
  const found = filterRows(rows, filter, nameOf);
  const sorted = sortBy ? sortRows(found, sortBy, sort?.isReverse) : found;
  const scales = columns.map(({ scale }) => scale?.(sorted) ?? 0);
  const drawn = sorted.slice(0, limit);
  const isInBlocks = drawn.length > DRAWN_AT_ONCE || onSeen !== undefined;
  const drawBlocks = useRowBlocks<Row>(isInBlocks);
  const draw = (row: Row, index?: number) => (
    <EntityRow
      key={keyOf(row)}
      row={row}
      columns={columns}
      scales={scales}
      className={styles.row}
      note={noteOf?.(row)}
      testId={testIdOf?.(row)}
      rowIndex={index === undefined ? undefined : index + 2}
    />
  );

  if (rows.length === 0 && empty !== undefined) {
    return <>{empty}</>;
  }
  return (
    <div className={styles.scroll} aria-busy={isLoading}>
      <table
        ref={table}
        aria-rowcount={isInBlocks ? drawn.length + 1 : undefined}
        className={cx(styles.table, look && styles.tall, look === 'dense' && styles.dense, isLoading && styles.loading)}
        aria-label={isLabelShown ? undefined : label}
      >
        {isLabelShown && <caption className={styles.caption}>{label}</caption>}
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {typeof drawBlocks === 'function' ? (
          drawBlocks({ rows: drawn, columns: columns.length, draw, onKeyDown, onSeen })
        ) : (
          <tbody onKeyDown={onKeyDown}>
            {drawn.slice(0, drawBlocks === 'loading' ? DRAWN_FIRST : undefined).map((row) => draw(row))}
          </tbody>
        )}
      </table>
      {sorted.length === 0 && (
        <p className={styles.none}>{noMatch ?? t('ui.table.no-match', 'No rows match “{{filter}}”', { filter })}</p>
      )}
      {sorted.length > 0 && columns.some(({ csv }) => csv) && (
        <div className={styles.footer}>
          <ExportCsv rows={sorted} complete={complete} columns={columns} name={`${noun}s`} label={label} />
        </div>
      )}
    </div>
  );
}
