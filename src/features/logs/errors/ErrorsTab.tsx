import React, { useEffect } from 'react';
import { type TimeZone } from '@grafana/schema';
import { logErrorsUrl } from '../../../correlation/pageUrls/errors';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { errorsOnly } from '../../../datasources/errors/askErrors';
import { t } from '../../../i18n/t';
import { type LogLinesAnswer } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { ErrorsOverTimeView } from '../../../ui/errors/ErrorsOverTimeView';
import { LatestError } from '../../../ui/errors/LatestError';
import { useErrorsOverTime } from '../../../ui/errors/useErrorsOverTime';
import { appHref } from '../../../ui/links/links';
import { usePageUrl } from '../../../ui/page/usePageUrl';
import { toggleValue } from '../conditions';
import { type LogsBody } from '../LogsBody';
import { type OpenLogs } from '../useLogSource';

interface ErrorsTabProps {
  model: LogsBody;
  open: OpenLogs;
  span: TimeSpan;
  /** The failure that the page says already. */
  said: string | undefined;
  onAnswers: (answers: readonly LogLinesAnswer[]) => void;
  timeZone: TimeZone;
}

/** Errors of all services by what they are and what became of them, with when they were first and last seen. */
export function ErrorsTab({ model, open, span, timeZone, said, onAnswers }: ErrorsTabProps) {
  const { params } = model.useState();
  const { where, lines } = params;
  const { state, shared, push } = usePageUrl(logErrorsUrl);
  const found = useErrorsOverTime(open, { where, lines }, span);
  const { answers } = found;

  useEffect(() => onAnswers(answers), [answers, onAnswers]);

  return (
    <ErrorsOverTimeView
      found={found}
      said={said}
      span={span}
      timeZone={timeZone}
      status={state.status}
      onStatus={(status) => push({ status })}
      onService={(service) => model.change({ where: toggleValue(where, 'service', service, 'in') })}
      latest={({ group: { traceId, sample } }) => (
        <LatestError
          text={t('logs.errors.log', 'Log')}
          onLine={() => model.change({ tab: 'lines', line: sample.id, where: errorsOnly(params).where })}
          trace={traceId === undefined ? undefined : appHref(traceUrl.write({ traceId, near: sample.time }), shared)}
        />
      )}
    />
  );
}
