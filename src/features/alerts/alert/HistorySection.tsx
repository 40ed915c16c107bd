import React, { lazy, Suspense } from 'react';
import { LoadingPlaceholder, Text } from '@grafana/ui';
import { timesOfFiring } from '../../../analysis/alerts/alertSpans';
import { t, tCount } from '../../../i18n/t';
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
  /** Rules whose alerts may be among it, as what is recorded of alerts knows no rule. */
  alike: number;
  /** The moment that the alert is known at, milliseconds since the epoch. */
  now: number;
  service?: string;
  route?: string;
  shared: URLSearchParams;
  timeZone: string;
}

/** When the alert fired in the time range of the page: as a band, and one row for each time. */
export function HistorySection({ history, ...about }: HistorySectionProps) {
  return (
    <Section title={t('alerts.history.title', 'History')} isLoading={history.isLoading}>
      <History history={history} {...about} />
    </Section>
  );
}

function History({ history: { value, failure, isLoading }, alike, ...about }: HistorySectionProps) {
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
      {alike > 0 && (
        <Text variant="bodySmall" color="secondary" element="p">
          {tCount('alerts.history.alike', alike, {
            one: '{{count}} other rule has this name and these labels: its alerts are counted here, too',
            other: '{{count}} other rules have this name and these labels: their alerts are counted here, too',
          })}
        </Text>
      )}
      {fired.length > 0 && (
        <Suspense fallback={null}>
          <FiredTable {...about} fired={fired} span={span} at={at} />
        </Suspense>
      )}
    </>
  );
}
