import React from 'react';
import { type Column } from './column';
import { cellClass } from './columnClass';

interface EntityRowProps<Row> {
  row: Row;
  columns: ReadonlyArray<Column<Row>>;
  /** What each column's bars are drawn against, in the order of the columns. */
  scales?: readonly number[];
  className: string;
  testId?: string;
  /** Where the row stands in a table of which only a part is drawn. */
  rowIndex?: number;
}

/** One entity: a cell for each column. */
export function EntityRow<Row>({ row, columns, scales = [], className, testId, rowIndex }: EntityRowProps<Row>) {
  return (
    <tr className={className} data-testid={testId} aria-rowindex={rowIndex}>
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
}
