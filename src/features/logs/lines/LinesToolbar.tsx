import React from 'react';
import { Button, MultiCombobox, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { type Facet } from '../../../analysis/facets';
import { isLogField, LOG_FIELDS, type LogField, type LogLine } from '../../../telemetry/questions/logs';
import { fieldName } from '../../../ui/logLines/lineFields';
import { type LineView } from '../../../correlation/pageUrls/lineView';
import { type LogsState } from '../../../correlation/pageUrls/logs';
import { LineViewMenu } from '../../../ui/logLines/LineViewMenu';
import { Labelled } from '../../../ui/inputs/Labelled';
import { ExportMenu } from './ExportMenu';
import { type LogTail } from './useLogTail';

interface LinesToolbarProps {
  params: LogsState;
  /** What is shown, and what an export has. */
  lines: readonly LogLine[];
  fields: readonly Facet[];
  tail: LogTail;
  onView: (view: LineView) => void;
  onOrder: (order: LogsState['order']) => void;
  onColumns: (columns: LogField[]) => void;
  onTail: (isOn: boolean) => void;
  /** Goes to where lines wait that arrived meanwhile. */
  onShowNewest: () => void;
}

/** What can be done with the lines as a whole. */
export function LinesToolbar(props: LinesToolbarProps) {
  const { params, lines, fields, tail, onView, onOrder, onColumns, onTail, onShowNewest } = props;
  const isTailing = tail.state !== 'off';
  const names = [...new Set<LogField>([...LOG_FIELDS, ...fields.map(({ field }) => field), ...params.columns])];
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <Button
        size="sm"
        variant={isTailing ? 'primary' : 'secondary'}
        icon={isTailing ? 'pause' : 'play'}
        aria-pressed={isTailing}
        onClick={() => onTail(!isTailing)}
      >
        {isTailing ? t('logs.tail.stop', 'Stop') : t('logs.tail.start', 'Live')}
      </Button>
      {isTailing ? (
        <TailState tail={tail} onShowNewest={onShowNewest} />
      ) : (
        <RadioButtonGroup
          size="sm"
          aria-label={t('logs.list.order', 'Order')}
          options={[
            { value: 'newest', label: t('logs.list.newest-first', 'Newest first') },
            { value: 'oldest', label: t('logs.list.oldest-first', 'Oldest first') },
          ]}
          value={params.order}
          onChange={onOrder}
        />
      )}
      <LineViewMenu view={params.view} onChange={onView} />
      <Labelled label={t('logs.table.columns', 'Columns')}>
        {(labelId) => (
          <MultiCombobox
            aria-labelledby={labelId}
            placeholder={t('logs.table.columns', 'Columns')}
            width="auto"
            minWidth={14}
            maxWidth={40}
            options={names.map((field) => ({ value: field, label: fieldName(field) }))}
            value={params.columns}
            onChange={(chosen) => onColumns(chosen.map(({ value }) => value).filter(isLogField))}
          />
        )}
      </Labelled>
      <ExportMenu lines={lines} />
    </Stack>
  );
}

function stateName(state: LogTail['state']): string {
  switch (state) {
    case 'off':
      return '';
    case 'connecting':
      return t('logs.tail.connecting', 'Connecting');
    case 'open':
      return t('logs.tail.open', 'Live');
    case 'closed':
      return t('logs.tail.closed', 'Connection closed');
    case 'failed':
      return t('logs.tail.failed', 'Connection failed');
  }
}

function TailState({ tail, onShowNewest }: Pick<LinesToolbarProps, 'tail' | 'onShowNewest'>) {
  const { state, message, waiting } = tail;
  return (
    <>
      <Text variant="bodySmall" color={state === 'failed' ? 'error' : 'secondary'} aria-live="polite">
        {[stateName(state), message].filter((part) => part !== undefined).join(' · ')}
      </Text>
      {/* Their number changes all the time: it is not in what is announced. */}
      {waiting > 0 && (
        <Button size="sm" variant="secondary" fill="outline" icon="arrow-up" onClick={onShowNewest}>
          {tCount('logs.tail.waiting', waiting, {
            one: 'Paused while scrolled: {{count}} new log line',
            other: 'Paused while scrolled: {{count}} new log lines',
          })}
        </Button>
      )}
    </>
  );
}
