import React, { useEffect, useMemo } from 'react';
import { useLocationService } from '@grafana/runtime';
import { type TimeZone } from '@grafana/schema';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { groupErrors } from '../../../analysis/errorGroups';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { type LogLinesAnswer, type LogSelection } from '../../../telemetry/questions/logs';
import { appHref } from '../../../ui/links/links';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { FailureMessage } from '../FailureMessage';
import { toggleValue } from '../conditions';
import { ErrorGroupTable } from './ErrorGroupTable';
import { type LogsBody } from '../LogsBody';
import { logsDataSource } from '../words';
import { type OpenLogs } from '../useLogSource';
import { type TimeSpan } from '../../../telemetry/timeSpan';

interface ErrorsTabProps {
  model: LogsBody;
  open: OpenLogs;
  span: TimeSpan;
  onAnswers: (answers: readonly LogLinesAnswer[]) => void;
  timeZone: TimeZone;
}

/** As many error lines as Loki gives at once unless it is told otherwise. */
const ERROR_LINES = 5000;
const BUCKETS = 30;

/** Errors of all services by what they are, with when they were first and last seen. */
export function ErrorsTab({ model, open, span, timeZone, onAnswers }: ErrorsTabProps) {
  const { params } = model.useState();
  const search = useLocationService().getLocation().search;
  const asked = JSON.stringify([params.where, params.lines, span]);
  const answer = useAsyncQuery((signal) => askErrors(open, params, span, signal), [open, asked], logsDataSource());
  const groups = useMemo(() => groupErrors(answer.value?.lines ?? [], span, BUCKETS), [answer.value, span]);

  useEffect(() => onAnswers(answer.value ? [answer.value] : []), [answer.value, onAnswers]);

  if (!answer.value) {
    return answer.failure ? (
      <FailureMessage failure={answer.failure} />
    ) : (
      <LoadingPlaceholder text={t('logs.errors.loading', 'Loading errors')} />
    );
  }
  const { lines, isCut } = answer.value;
  return (
    <Stack direction="column" gap={1}>
      {answer.failure && <FailureMessage failure={answer.failure} />}
      <Text variant="bodySmall" color="secondary" element="p">
        {errorsInWords(groups.length, lines.length, isCut)}
      </Text>
      {groups.length === 0 ? (
        <StatusMessage
          kind="empty"
          title={t('logs.errors.none', 'No errors')}
          message={t('logs.errors.none-message', 'No error or fatal log lines in this time range')}
        />
      ) : (
        <ErrorGroupTable
          groups={groups}
          isLoading={answer.isLoading}
          span={span}
          timeZone={timeZone}
          storyLink={({ traceId, sample }) =>
            traceId === undefined
              ? undefined
              : appHref(traceUrl.write({ traceId, near: sample.time }), sharedPart(search))
          }
          onService={(service) => model.change({ where: toggleValue(params.where, 'service', service, 'in') })}
          onSample={({ sample }) => model.change({ tab: 'lines', line: sample.id, where: errorsOnly(params).where })}
        />
      )}
    </Stack>
  );
}

async function askErrors(
  open: OpenLogs,
  selection: LogSelection,
  span: TimeSpan,
  signal: AbortSignal
): Promise<LogLinesAnswer> {
  const source = await open();
  return source.lines(
    { about: 'logLines', ...errorsOnly(selection), limit: ERROR_LINES, order: 'newest' },
    span,
    signal
  );
}

/** `12 distinct errors · newest 5,000 error and fatal log lines`. */
function errorsInWords(errors: number, lines: number, isCut: boolean): string {
  return [
    tCount('logs.errors.distinct', errors, { one: '{{count}} error', other: '{{count}} distinct errors' }),
    isCut
      ? tCount('logs.errors.of-newest', lines, {
          one: 'newest {{count}} error and fatal log line',
          other: 'newest {{count}} error and fatal log lines',
        })
      : tCount('logs.errors.of-all', lines, {
          one: '{{count}} error and fatal log line',
          other: '{{count}} error and fatal log lines',
        }),
  ].join(' · ');
}

/** The selection without lines that are no errors. Conditions on the level stay: both have to be met. */
function errorsOnly({ where, lines }: LogSelection): LogSelection {
  return { where: [...where, { field: 'level', op: 'in', values: ['error', 'fatal'] }], lines };
}
