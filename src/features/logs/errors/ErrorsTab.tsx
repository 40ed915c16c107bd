import React, { useEffect, useMemo } from 'react';
import { useLocationService } from '@grafana/runtime';
import { type TimeZone } from '@grafana/schema';
import { LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { groupErrors } from '../../../analysis/errors/errorGroups';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { type LogLinesAnswer, type LogSelection } from '../../../telemetry/questions/logs';
import { appHref } from '../../../ui/links/links';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { FailureMessage } from '../FailureMessage';
import { toggleValue } from '../conditions';
import { ErrorGroupTable } from './ErrorGroupTable';
import { errorsInWords, newErrors, newInWords } from './newErrors';
import { type LogsBody } from '../LogsBody';
import { previousSpan } from '../previousSpan';
import { logsDataSource } from '../words';
import { type OpenLogs } from '../useLogSource';
import { type TimeSpan } from '../../../telemetry/timeSpan';

interface ErrorsTabProps {
  model: LogsBody;
  open: OpenLogs;
  span: TimeSpan;
  /** The failure that the page says already. */
  said: string | undefined;
  onAnswers: (answers: readonly LogLinesAnswer[]) => void;
  timeZone: TimeZone;
}

/** As many error lines as Loki gives at once unless it is told otherwise. */
const ERROR_LINES = 5000;
const BUCKETS = 30;

/** Errors of all services by what they are, with when they were first and last seen. */
export function ErrorsTab({ model, open, span, timeZone, said, onAnswers }: ErrorsTabProps) {
  const { params } = model.useState();
  const search = useLocationService().getLocation().search;
  const asked = JSON.stringify([params.where, params.lines, span]);
  const answer = useAsyncQuery((signal) => askErrors(open, params, span, signal), [open, asked], logsDataSource());
  // What is new is asked for second: it is to hold up no error, and nothing is new where there is none.
  const hasErrors = (answer.value?.lines.length ?? 0) > 0;
  const earlier = useAsyncQuery(
    hasErrors ? (signal) => askErrors(open, params, previousSpan(span), signal) : undefined,
    [open, asked, hasErrors],
    logsDataSource()
  );
  const before = earlier.failure ? undefined : earlier.value;
  const groups = useMemo(() => groupErrors(answer.value?.lines ?? [], span, BUCKETS), [answer.value, span]);
  const fresh = useMemo(() => newErrors(groups, before, previousSpan(span)), [groups, before, span]);

  useEffect(
    () => onAnswers([answer.value, earlier.value].flatMap((one) => one ?? [])),
    [answer.value, earlier.value, onAnswers]
  );

  const failure = answer.failure && answer.failure.message !== said && <FailureMessage failure={answer.failure} />;
  if (!answer.value) {
    return answer.failure ? failure : <LoadingPlaceholder text={t('logs.errors.loading', 'Loading errors')} />;
  }
  return (
    <Stack direction="column" gap={1}>
      {failure}
      <Text variant="bodySmall" color="secondary" element="p">
        {[errorsInWords(groups.length, answer.value), newInWords(fresh, before, earlier.failure?.message)]
          .filter((part) => part !== '')
          .join(' · ')}
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
          fresh={fresh}
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

/** The selection without lines that are no errors. Conditions on the level stay: both have to be met. */
function errorsOnly({ where, lines }: LogSelection): LogSelection {
  return { where: [...where, { field: 'level', op: 'in', values: ['error', 'fatal'] }], lines };
}
