import React, { type ReactNode, useRef } from 'react';
import { IconButton } from '@grafana/ui';
import { type StatedError } from '../../analysis/errors/errorStatus';
import { t } from '../../i18n/t';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Column } from '../entityTable/column';
import { EntityTable } from '../entityTable/EntityTable';
import { countColumn, errorColumn, firstSeenColumn, lastSeenColumn, serviceColumn, trendColumn } from './errorColumns';
import { ErrorDetails } from './ErrorDetails';
import { type ErrorWording } from './statusWords';
import { type MissingHistory } from './useErrorsOverTime';
import { type MarkingState } from './useMarking';

interface ErrorGroupTableProps {
  errors: readonly StatedError[];
  missing: MissingHistory | undefined;
  marking: MarkingState;
  span: TimeSpan;
  /** The part of the span that all errors are known of. */
  covered: TimeSpan;
  timeZone: string;
  /** Keeps the errors of a service; left out where all are of one. */
  onService?: (service: string) => void;
  /** Ways from an error to its latest line and trace. */
  latest: (error: StatedError) => ReactNode;
  isLoading: boolean;
}

const MOST_ERRORS = 200;

/** Errors by what became of them, each with ways to a line and to a request, and with what can be said of it. */
export function ErrorGroupTable(props: ErrorGroupTableProps) {
  const { errors, missing, marking, span, covered, timeZone, onService, latest, isLoading } = props;
  const wording: ErrorWording = { timeZone, from: span.from };
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  // Who leaves a form by its keys goes on where it was opened.
  const closeActions = ({ group }: StatedError) => {
    marking.close();
    buttons.current.get(group.fingerprint)?.focus();
  };
  const columns: Array<Column<StatedError>> = [
    errorColumn(wording, missing),
    ...(onService ? [serviceColumn(onService)] : []),
    countColumn(),
    trendColumn(),
    firstSeenColumn(span, covered, timeZone),
    lastSeenColumn(span, timeZone),
    {
      id: 'sample',
      header: t('ui.errors.latest', 'Latest'),
      cell: latest,
      csv: { trace_id: ({ group }) => group.traceId },
    },
    {
      id: 'actions',
      header: t('ui.errors.actions', 'Actions'),
      isHeaderHidden: true,
      cell: ({ group }) => {
        const isOpen = marking.opened?.error === group.fingerprint;
        return (
          <IconButton
            ref={(button: HTMLButtonElement | null) => {
              if (button) {
                buttons.current.set(group.fingerprint, button);
              }
            }}
            name="ellipsis-v"
            aria-label={t('ui.errors.actions-of', 'Actions for {{error}}', { error: group.title })}
            aria-expanded={isOpen}
            onClick={() => (isOpen ? marking.close() : marking.open(group.fingerprint))}
          />
        );
      },
    },
  ];
  return (
    <EntityTable
      rows={errors}
      columns={columns}
      keyOf={({ group }) => group.fingerprint}
      testIdOf={({ group }) => `error-${group.fingerprint}`}
      nameOf={({ group }) => group.title}
      noteOf={(error) =>
        marking.opened?.error === error.group.fingerprint ? (
          <ErrorDetails error={error} marking={marking} wording={wording} onClose={() => closeActions(error)} />
        ) : undefined
      }
      noun="error"
      label={t('ui.errors.table', 'Distinct errors')}
      isLoading={isLoading}
      limit={MOST_ERRORS}
      look="dense"
    />
  );
}
