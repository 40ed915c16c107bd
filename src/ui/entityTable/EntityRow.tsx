import React, { type ReactNode } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { type Column } from './column';
import { cellClass } from './columnClass';
import { noteStyles } from './styles';

interface EntityRowProps<Row> {
  row: Row;
  columns: ReadonlyArray<Column<Row>>;
  /** What each column's bars are drawn against, in the order of the columns. */
  scales?: readonly number[];
  className: string;
  testId?: string;
  /** Where the row stands in a table of which only a part is drawn. */
  rowIndex?: number;
  /** A second, small line over all columns but the first. */
  note?: ReactNode;
}

/** One entity: a cell for each column, and a line below them where there is more to say. */
export function EntityRow<Row>({ row, columns, scales = [], className, testId, rowIndex, note }: EntityRowProps<Row>) {
  const styles = useStyles2(noteStyles);
  const cells = (
    <tr className={cx(className, note !== undefined && styles.above)} data-testid={testId} aria-rowindex={rowIndex}>
      {columns.map((column, index) => {
        const content = column.cell(row, scales[index] ?? 0);
        return column.isRowHeader ? (
          <th key={column.id} scope="row" className={cellClass(column)}>
            {content}
          </th>
        ) : (
          <td key={column.id} className={cellClass(column)}>
            {content}
          </td>
        );
      })}
    </tr>
  );
  return note === undefined ? (
    cells
  ) : (
    <>
      {cells}
      <tr className={styles.note}>
        <td />
        <td colSpan={columns.length - 1}>{note}</td>
      </tr>
    </>
  );
}
