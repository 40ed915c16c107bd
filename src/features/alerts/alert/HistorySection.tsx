import React, { lazy, Suspense } from 'react';
import { LoadingPlaceholder, Text } from '@grafana/ui';
import { timesOfFiring } from '../../../analysis/alerts/alertSpans';
import { t } from '../../../i18n/t';
import { type AsyncState } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { Section } from './Section';
import { StateBand } from './StateBand';
import { type HistoryAnswer } from './useAlert';

const FiredTable = lazy(() =>
  import(/* webpackChunkName: "alert-tables" */ './FiredTable').then((module) => ({ default: module.FiredTable }))
);

interface HistorySectionProps {
  history: AsyncState<HistoryAnswer>;
  /** The moment that the alert is known at, milliseconds since the epoch. */
  now: number;
  service?: string;
  route?: string;
  shared: URLSearchParams;
  timeZone: string;
}

/** When the alert fired in the time range of the page: as a band, and one row for each time. */
export function HistorySection({ history, now, service, route, shared, timeZone }: HistorySectionProps) {
  return (
    <Section title={t('alerts.history.title', 'History')} isLoading={history.isLoading}>
      <History {...{ history, now, service, route, shared, timeZone }} />
    </Section>
  );
}

function History({ history: { value, failure, isLoading }, ...about }: HistorySectionProps) {
  if (!value?.history) {
    return failure ? (
      <StatusMessage {...failure} />
    ) : isLoading ? (
      <LoadingPlaceholder text={t('alerts.history.loading', 'Loading history')} />
    ) : (
      <StatusMessage
        kind="empty"
        title={t('alerts.history.none-title', 'No history')}
        message={t('alerts.history.none', 'No data source records when this alert fires')}
        action={null}
      />
    );
  }
  const { span, at, history } = value;
  const { timeZone } = about;
  if (history.spans.length === 0) {
    return <Text color="secondary">{t('alerts.history.unchanged', 'No state change in this time range')}</Text>;
  }
  const fired = timesOfFiring(history.spans);
  return (
    <>
      <StateBand spans={history.spans} span={span} timeZone={timeZone} />
      {fired.length > 0 && (
        <Suspense fallback={null}>
          <FiredTable {...about} fired={fired} span={span} at={at} />
        </Suspense>
      )}
    </>
  );
}
