import React, { useCallback, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type LogField, type LogLine } from '../../../telemetry/questions/logs';
import { type LineActions } from '../../../ui/logLines/actions';
import { LineChips } from '../../../ui/logLines/LineChips';
import { fieldName, fieldValue } from '../../../ui/logLines/lineFields';
import { LineText } from '../../../ui/logLines/LineText';
import { lineTime } from '../../../ui/logLines/lineTime';
import { type LineView } from '../../../ui/logLines/lineView';

interface LinesTableProps {
  lines: readonly LogLine[];
  columns: readonly LogField[];
  view: LineView;
  timeZone: TimeZone;
  actions: LineActions;
  onFilter: (field: LogField, value: string, op: 'in' | 'notIn') => void;
  onNearEnd: () => void;
}

const ROW_HEIGHT = 28;
const CELL_LIMIT = 200;

/** The lines as a table: a column for their time, the chosen fields and the message. A click on a value keeps its lines. */
export function LinesTable({ lines, columns, view, timeZone, actions, onFilter, onNearEnd }: LinesTableProps) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const time = useMemo(() => lineTime(lines, view, timeZone), [lines, view, timeZone]);
  // For another function the virtualizer would go through all lines again.
  const keyOfLine = useCallback((index: number) => lines[index]?.id ?? index, [lines]);
  // The table draws itself anew when the virtualizer says so, and remembers nothing of it.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
    // Rows may come a frame late, but never hold up scrolling.
    useFlushSync: false,
    getItemKey: keyOfLine,
  });
  const items = virtualizer.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? 0) >= lines.length - 1;
  React.useEffect(() => {
    if (isNearEnd) {
      onNearEnd();
    }
  }, [isNearEnd, lines.length, onNearEnd]);

  const first = items[0]?.start ?? 0;
  const rest = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={box} className={styles.box} role="region" aria-label="Log lines as a table" tabIndex={0}>
      <table className={styles.table} aria-rowcount={lines.length + 1}>
        <thead>
          <tr>
            {time && <th scope="col">time</th>}
            {columns.map((field) => (
              <th key={field} scope="col" title={field}>
                {fieldName(field)}
              </th>
            ))}
            <th scope="col">message</th>
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr style={{ height: first }} aria-hidden />}
          {items.map(({ index, key }) => {
            const line = lines[index];
            return (
              line && (
                <tr key={key} aria-rowindex={index + 2} className={styles.row}>
                  {time && <td className={styles.time}>{time.write(line.time)}</td>}
                  {columns.map((field) => (
                    <td key={field}>
                      <Cell field={field} value={fieldValue(line, field)} onFilter={onFilter} />
                    </td>
                  ))}
                  <td className={styles.message}>
                    <LineText text={line.reading.message} showsAnsi={view.showsAnsi} limit={CELL_LIMIT} />{' '}
                    <LineChips line={line} actions={actions} />
                  </td>
                </tr>
              )
            );
          })}
          {rest > 0 && <tr style={{ height: rest }} aria-hidden />}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  field,
  value,
  onFilter,
}: { field: LogField; value: string | undefined } & Pick<LinesTableProps, 'onFilter'>) {
  const styles = useStyles2(getStyles);
  return value === undefined ? null : (
    <button
      type="button"
      className={styles.value}
      title={`Only lines with this ${fieldName(field)}`}
      onClick={() => onFilter(field, value, 'in')}
    >
      <LineText text={value} showsAnsi={false} limit={CELL_LIMIT} />
    </button>
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
  time: css({ color: theme.colors.text.secondary }),
  message: css({ width: '100%', maxWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', unicodeBidi: 'isolate' }),
  value: css({
    border: 0,
    padding: 0,
    background: 'none',
    fontSize: 'inherit',
    maxWidth: theme.spacing(40),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
