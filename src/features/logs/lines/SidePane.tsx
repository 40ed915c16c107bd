import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { IconButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type LogField, type LogLine, type LogSelection } from '../../../telemetry/questions/logs';
import { type LineActions } from '../../../ui/logLines/actions';
import { fieldName } from '../../../ui/logLines/lineFields';
import { type LineView } from '../../../correlation/pageUrls/lineView';
import { LogLines } from '../../../ui/logLines/LogLines';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { type AsyncState, useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { FailureMessage } from '../FailureMessage';
import { FacetValueRow } from '../facets/FacetValueRow';
import { useFieldCount } from '../useLogCounts';
import { logsDataSource } from '../words';
import { type OpenLogs } from '../useLogSource';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** What is shown beside the lines: what surrounds one of them, or how often the values of a field occur. */
export type Pane = { kind: 'context' | 'trace'; line: LogLine } | { kind: 'count'; field: LogField };

interface SidePaneProps {
  pane: Pane;
  open: OpenLogs;
  selection: LogSelection;
  span: TimeSpan;
  view: LineView;
  timeZone: TimeZone;
  actions: LineActions;
  onClose: () => void;
}

/** Lines before and after one, each. */
const EACH = 50;
/** A trace is looked for this far around its line: whatever belongs to it and comes late. */
const AROUND_TRACE = 15 * 60_000;
const TRACE_LINES = 1000;

export function SidePane(props: SidePaneProps) {
  const { pane, onClose } = props;
  const styles = useStyles2(getStyles);
  return (
    <aside className={styles.pane} aria-label={titleOf(pane)}>
      <Stack justifyContent="space-between" alignItems="center">
        <Text element="h2" variant="h6">
          {titleOf(pane)}
        </Text>
        <IconButton name="times" tooltip={t('logs.pane.close', 'Close')} onClick={onClose} />
      </Stack>
      <div className={styles.content}>
        {pane.kind === 'count' ? (
          <CountBy {...props} field={pane.field} />
        ) : pane.kind === 'context' ? (
          <Context {...props} line={pane.line} />
        ) : (
          <TraceLines {...props} line={pane.line} />
        )}
      </div>
    </aside>
  );
}

function titleOf(pane: Pane): string {
  switch (pane.kind) {
    case 'context':
      return t('logs.pane.context', 'Context: same log stream');
    case 'trace':
      return t('logs.pane.trace', 'Logs for this trace');
    case 'count':
      return t('logs.pane.count', 'Log lines by {{field}}', { field: fieldName(pane.field) });
  }
}

function Context({ open, line, ...list }: SidePaneProps & { line: LogLine }) {
  const answer = useAsyncQuery(
    async (signal) => {
      const { before, after } = await (await open()).context(line, EACH, signal);
      return [...before, line, ...after];
    },
    [open, line],
    logsDataSource()
  );
  return <PaneLines answer={answer} line={line} {...list} />;
}

function TraceLines({ open, line, ...list }: SidePaneProps & { line: LogLine }) {
  const { traceId = '' } = line.reading;
  const answer = useAsyncQuery(
    async (signal) => {
      const source = await open();
      const where = [{ field: 'traceId', op: 'in', values: [traceId] }] as const;
      const { lines } = await source.lines(
        {
          about: 'logLines',
          where: where.map((condition) => ({ ...condition, values: [...condition.values] })),
          lines: [],
          limit: TRACE_LINES,
          order: 'oldest',
        },
        { from: line.time - AROUND_TRACE, to: line.time + AROUND_TRACE },
        signal
      );
      return lines;
    },
    [open, line],
    logsDataSource()
  );
  return <PaneLines answer={answer} line={line} {...list} />;
}

interface PaneLinesProps extends Omit<SidePaneProps, 'open'> {
  answer: AsyncState<LogLine[]>;
  line: LogLine;
}

function PaneLines({ answer, line, pane, view, timeZone, actions }: PaneLinesProps) {
  if (answer.failure) {
    return <FailureMessage failure={answer.failure} />;
  }
  return answer.value ? (
    <LogLines
      lines={answer.value}
      order="oldest"
      view={{ ...view, deduplication: 'none' }}
      label={titleOf(pane)}
      actions={actions}
      timeZone={timeZone}
      markedId={line.id}
    />
  ) : (
    <LoadingPlaceholder text={t('logs.pane.loading', 'Loading log lines')} />
  );
}

function CountBy({ open, field, selection, span, actions }: SidePaneProps & { field: LogField }) {
  const styles = useStyles2(getStyles);
  const answer = useFieldCount(open, field, selection, span);
  if (answer.failure) {
    return <FailureMessage failure={answer.failure} />;
  }
  if (!answer.value) {
    return <LoadingPlaceholder text={t('logs.pane.counting', 'Counting log lines')} />;
  }
  return answer.value.values.length === 0 ? (
    <StatusMessage
      kind="empty"
      message={t('logs.pane.count-none', 'No log lines with {{field}} in this time range', { field: fieldName(field) })}
    />
  ) : (
    <ul className={styles.values}>
      {answer.value.values.map((value) => (
        <FacetValueRow
          key={value.value}
          field={field}
          value={value}
          where={selection.where}
          onFilter={(...filter) => actions.onFilter?.(...filter)}
        />
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), height: '62vh', minWidth: 0 }),
  content: css({ flex: 1, minHeight: 0, overflow: 'auto' }),
  values: css({ listStyle: 'none' }),
});
