import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type LogField, type LogLine } from '../../../telemetry/questions/logs';
import { type Column } from '../../../ui/entityTable/column';
import { VirtualEntityTable } from '../../../ui/entityTable/VirtualEntityTable';
import { type LineActions } from '../../../ui/logLines/actions';
import { LineChips } from '../../../ui/logLines/LineChips';
import { fieldName, fieldValue } from '../../../ui/logLines/lineFields';
import { LineText } from '../../../ui/logLines/LineText';
import { lineTime } from '../../../ui/logLines/lineTime';
import { type LineView } from '../../../correlation/pageUrls/lineView';

interface LinesTableProps {
  lines: readonly LogLine[];
  columns: readonly LogField[];
  view: LineView;
  timeZone: TimeZone;
  actions: LineActions;
  onFilter: (field: LogField, value: string, op: 'in' | 'notIn') => void;
  onNearEnd: () => void;
}

const CELL_LIMIT = 200;

/**
 * The lines as a table: a column for their time, the chosen fields and the message. A click on a value keeps its lines.
 * The page exports all lines, with all of their fields.
 */
export function LinesTable({ lines, columns, view, timeZone, actions, onFilter, onNearEnd }: LinesTableProps) {
  const styles = useStyles2(getStyles);
  const time = useMemo(() => lineTime(lines, view, timeZone), [lines, view, timeZone]);
  const shown: Array<Column<LogLine>> = [
    ...(time
      ? [
          {
            id: 'time',
            header: t('logs.table.time', 'time'),
            className: styles.time,
            cell: (line: LogLine) => time.write(line.time),
          },
        ]
      : []),
    ...columns.map((field): Column<LogLine> => ({
      id: `field ${field}`,
      header: fieldName(field),
      hint: t('logs.table.filter', 'Click a value to filter for it'),
      cell: (line) => <Cell field={field} value={fieldValue(line, field)} onFilter={onFilter} />,
    })),
    {
      id: 'message',
      header: t('logs.table.message', 'message'),
      className: styles.message,
      cell: (line) => (
        <>
          <LineText text={line.reading.message} showsAnsi={view.showsAnsi} limit={CELL_LIMIT} />{' '}
          <LineChips line={line} actions={actions} />
        </>
      ),
    },
  ];
  return (
    <VirtualEntityTable
      rows={lines}
      columns={shown}
      keyOf={idOfLine}
      label={t('logs.table.label', 'Log lines as a table')}
      onNearEnd={onNearEnd}
    />
  );
}

function idOfLine({ id }: LogLine): string {
  return id;
}

function Cell({
  field,
  value,
  onFilter,
}: { field: LogField; value: string | undefined } & Pick<LinesTableProps, 'onFilter'>) {
  const styles = useStyles2(getStyles);
  return value === undefined ? null : (
    <button type="button" className={styles.value} onClick={() => onFilter(field, value, 'in')}>
      <LineText text={value} showsAnsi={false} limit={CELL_LIMIT} />
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
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
