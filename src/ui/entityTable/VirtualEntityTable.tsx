import React, { useCallback, useRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Column } from './column';
import { EntityRow } from './EntityRow';
import { HeaderCell } from './HeaderCell';

interface VirtualEntityTableProps<Row> {
  /** In their order: so many are not sorted by a click. */
  rows: readonly Row[];
  columns: ReadonlyArray<Column<Row>>;
  /** Must stay the same function: for another one all rows are gone through again. */
  keyOf: (row: Row) => string;
  label: string;
  /** The end of the rows is in sight: more may be asked for. */
  onNearEnd: () => void;
}

const ROW_HEIGHT = 28;

/** A table of very many entities of one line each, of which only those in sight are drawn. It scrolls by itself. */
export function VirtualEntityTable<Row>({ rows, columns, keyOf, label, onNearEnd }: VirtualEntityTableProps<Row>) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const keyAt = useCallback(
    (index: number) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
    [rows, keyOf]
  );
  // The table draws itself anew when the virtualizer says so, and remembers nothing of it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
    // Rows may come a frame late, but never hold up scrolling.
    useFlushSync: false,
    getItemKey: keyAt,
  });
  const items = virtualizer.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - 1;
  React.useEffect(() => {
    if (isNearEnd) {
      onNearEnd();
    }
  }, [isNearEnd, rows.length, onNearEnd]);

  const first = items[0]?.start ?? 0;
  const rest = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={box} className={styles.box} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr style={{ height: first }} aria-hidden />}
          {items.map(({ index, key }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <EntityRow key={key} row={row} columns={columns} className={styles.row} rowIndex={index + 2} />
              )
            );
          })}
          {rest > 0 && <tr style={{ height: rest }} aria-hidden />}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ height: '100%', overflow: 'auto', border: `1px solid ${theme.colors.border.weak}` }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    fontFamily: theme.typography.fontFamilyMonospace,
    'th, td': { padding: theme.spacing(0, 1), textAlign: 'left', whiteSpace: 'nowrap' },
    th: { position: 'sticky', top: 0, background: theme.colors.background.secondary },
  }),
  row: css({
    height: `${ROW_HEIGHT}px`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '&:hover': { background: theme.colors.action.hover },
  }),
});
