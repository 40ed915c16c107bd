import React from 'react';
import { Button, MultiCombobox, RadioButtonGroup, Stack, Text } from '@grafana/ui';
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
}

const ORDERS = [
  { value: 'newest' as const, label: 'Newest first' },
  { value: 'oldest' as const, label: 'Oldest first' },
];

/** What can be done with the lines as a whole. */
export function LinesToolbar({ params, lines, fields, tail, onView, onOrder, onColumns, onTail }: LinesToolbarProps) {
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
        {isTailing ? 'Stop' : 'Live'}
      </Button>
      {isTailing ? (
        <TailState tail={tail} />
      ) : (
        <RadioButtonGroup size="sm" aria-label="Order" options={ORDERS} value={params.order} onChange={onOrder} />
      )}
      <LineViewMenu view={params.view} onChange={onView} />
      <Labelled label="Columns">
        {(labelId) => (
          <MultiCombobox
            aria-labelledby={labelId}
            placeholder="Columns"
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

const STATES: Readonly<Record<LogTail['state'], string>> = {
  off: '',
  connecting: 'connecting',
  open: 'live',
  closed: 'the connection was closed',
  failed: 'the connection failed',
};

function TailState({ tail: { state, message, waiting } }: { tail: LogTail }) {
  return (
    <Text variant="bodySmall" color={state === 'failed' ? 'error' : 'secondary'} aria-live="polite">
      {[
        STATES[state],
        message,
        waiting > 0 ? `paused while you read: ${waiting.toLocaleString('en-US')} lines wait at the top` : undefined,
      ]
        .filter((part) => part !== undefined)
        .join(' · ')}
    </Text>
  );
}
