import React, { useMemo } from 'react';
import { type SceneComponentProps, sceneGraph } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { serviceErrorsUrl } from '../../../correlation/pageUrls/errors';
import { traceUrl } from '../../../correlation/pageUrls/trace';
import { useTelemetryClient } from '../../../datasources/client/context';
import { t } from '../../../i18n/t';
import { isSettled, useSettledData } from '../../../ui/charts/useSettledData';
import { type LogSelection } from '../../../telemetry/questions/logs';
import { ErrorsOverTimeView } from '../../../ui/errors/ErrorsOverTimeView';
import { LatestError } from '../../../ui/errors/LatestError';
import { useErrorsOverTime } from '../../../ui/errors/useErrorsOverTime';
import { appHref } from '../../../ui/links/links';
import { useSourceContext, useTimeSpan } from '../../../ui/page/sourceContext';
import { usePageUrl } from '../../../ui/page/usePageUrl';
import { useRested } from '../../../ui/query/useRested';
import { errorsInLogs } from '../service/askTopErrors';
import { Ask, Section } from '../service/Section';
import { useEvidence } from '../service/useEvidence';
import { type ServiceErrors } from './ServiceErrors';

/**
 * The errors in the logs of a service: where it is not well, or the address asks for some of them, as soon as the tab
 * has shown what it shows first; else on demand.
 */
export default function ServiceErrorsView({ model }: SceneComponentProps<ServiceErrors>) {
  const { service, header } = model.useState();
  const { logs } = useTelemetryClient();
  const context = useSourceContext(model);
  const span = useTimeSpan(model);
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  const { state, shared, push } = usePageUrl(serviceErrorsUrl);
  const { isWanted, ask } = useEvidence(header);
  // They shall not stand in the way of what the tab shows first.
  const { data } = sceneGraph.getData(model).useState();
  const isRested = useRested(useSettledData(data), !isSettled(data)) !== undefined;
  const isUrgent = state.status !== undefined || isWanted === true;
  const isAsked = isUrgent && isRested;
  const open = useMemo(() => (isAsked ? () => logs.open(context) : undefined), [isAsked, logs, context]);
  const selection = useMemo(
    (): LogSelection => ({ where: [{ field: 'service', op: 'in', values: [service] }], lines: [] }),
    [service]
  );
  const found = useErrorsOverTime(open, selection, span);
  return (
    <Section
      title={t('service.errors.in-logs', 'Errors in logs')}
      more={{
        href: appHref(errorsInLogs(service), shared),
        text: t('service.errors.all-in-logs', 'All errors in logs'),
      }}
      awaitsRows={isUrgent}
    >
      {isAsked ? (
        <ErrorsOverTimeView
          found={found}
          span={span}
          timeZone={timeZone}
          status={state.status}
          onStatus={(status) => push({ status })}
          latest={({ group }) => (
            <LatestError
              text={t('service.errors.logs', 'Logs')}
              lines={appHref(errorsInLogs(service, group), shared)}
              trace={
                group.traceId === undefined
                  ? undefined
                  : appHref(traceUrl.write({ traceId: group.traceId, near: group.sample.time }), shared)
              }
            />
          )}
        />
      ) : isUrgent || isWanted === undefined ? (
        <LoadingPlaceholder text={t('service.errors.loading-logs', 'Loading errors in logs')} />
      ) : (
        <Ask onClick={ask}>{t('service.errors.ask', 'Group errors in logs')}</Ask>
      )}
    </Section>
  );
}
