import React, { type ReactNode } from 'react';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { countByStatus, type StatedError } from '../../analysis/errors/errorStatus';
import { type ErrorStatus } from '../../analysis/errors/statuses';
import { coveredBy } from '../../datasources/errors/askErrors';
import { t } from '../../i18n/t';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { StatusMessage } from '../status/StatusMessage';
import { ErrorGroupTable } from './ErrorGroupTable';
import { StatusFilter } from './StatusFilter';
import { errorsInWords, urgentInWords } from './statusWords';
import { type ErrorsOverTime } from './useErrorsOverTime';
import { useMarking } from './useMarking';

interface ErrorsOverTimeViewProps {
  found: ErrorsOverTime;
  /** The failure that the page says already. */
  said?: string;
  span: TimeSpan;
  timeZone: string;
  /** The one status that is shown; undefined for all but those that nobody wants to see. */
  status: ErrorStatus | undefined;
  onStatus: (status: ErrorStatus | undefined) => void;
  /** Keeps the errors of a service; left out where all are of one. */
  onService?: (service: string) => void;
  /** Ways from an error to its latest line and trace. */
  latest: (error: StatedError) => ReactNode;
}

/** Errors that nobody wants to see are behind a button with their number. */
const HIDDEN: ReadonlyArray<ErrorStatus | undefined> = ['ignored', 'gone'];

/** The errors of a time range and what became of them: how many, which are back and new, then each. */
export function ErrorsOverTimeView(props: ErrorsOverTimeViewProps) {
  const { found, said, span, timeZone, status, onStatus, onService, latest } = props;
  const { answer, errors, failure, isComplete, isLoading, missing } = found;
  const marking = useMarking(found);
  const message = failure && failure.message !== said && (
    <div>
      <StatusMessage {...failure} />
    </div>
  );
  if (!answer) {
    return failure ? <>{message}</> : <LoadingPlaceholder text={t('ui.errors.loading', 'Loading errors')} />;
  }
  const counts = countByStatus(errors);
  const inRange = errors.length - counts.gone;
  const shown = errors.filter((one) => (status === undefined ? !HIDDEN.includes(one.status) : one.status === status));
  return (
    <Stack direction="column" gap={1}>
      {message}
      <Text variant="bodySmall" color="secondary" element="p">
        {[errorsInWords(inRange, answer), urgentInWords(counts, isComplete)].filter((part) => part !== '').join(' · ')}
      </Text>
      {marking.failure && <StatusMessage {...marking.failure} action={null} />}
      {marking.notice && (
        <Text variant="bodySmall" color="secondary" element="p">
          {marking.notice}
        </Text>
      )}
      <StatusFilter counts={counts} status={status} onChange={onStatus} />
      {inRange === 0 && shown.length === 0 ? (
        <StatusMessage
          kind="empty"
          title={t('ui.errors.none', 'No errors')}
          message={t('ui.errors.none-message', 'No error or fatal log lines in this time range')}
        />
      ) : shown.length === 0 ? (
        <Text variant="bodySmall" element="p">
          {status === undefined
            ? t('ui.errors.all-ignored', 'All errors are ignored')
            : t('ui.errors.none-shown', 'No errors of this status')}
        </Text>
      ) : (
        <ErrorGroupTable
          errors={shown}
          missing={missing}
          marking={marking}
          span={span}
          covered={coveredBy(answer, span)}
          timeZone={timeZone}
          onService={onService}
          latest={latest}
          isLoading={isLoading}
        />
      )}
    </Stack>
  );
}
