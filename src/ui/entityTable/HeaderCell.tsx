import React, { type ReactElement } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { visuallyHidden } from '../visuallyHidden';
import { type Column } from './column';
import { columnClass } from './columnClass';
import { nextSort, type Sort, sortDirection } from './sort';

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort?: Sort;
  /** Left out where the rows are not sorted by a click. */
  onSort?: (sort: Sort) => void;
}

/** The head of a column; of one that can sort, a button. */
export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const styles = useStyles2(getStyles);
  const { id, header, isHeaderHidden, hint, sort: sortBy } = column;
  const next = nextSort(id, sort);
  const explanation = typeof hint === 'function' ? hint(next.isReverse) : hint;
  const className = columnClass(column);
  if (!sortBy || !onSort) {
    return (
      <th scope="col" className={className}>
        <Explained text={explanation}>
          <span className={isHeaderHidden ? visuallyHidden : undefined}>{header}</span>
        </Explained>
      </th>
    );
  }
  const direction = sort?.by === id ? sortDirection(sortBy, sort.isReverse) : undefined;
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <Explained text={explanation}>
        <button type="button" className={styles.sort} onClick={() => onSort(next)}>
          {header}
          {direction && <Icon name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'} aria-hidden />}
        </button>
      </Explained>
    </th>
  );
}

function Explained({ text, children }: { text?: string; children: ReactElement }) {
  return text === undefined ? children : <Tooltip content={text}>{children}</Tooltip>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  sort: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    fontSize: 'inherit',
    cursor: 'pointer',
    '&:hover': { color: theme.colors.text.primary },
  }),
});
