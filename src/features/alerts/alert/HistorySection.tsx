import React from 'react';
import { LoadingPlaceholder, Text } from '@grafana/ui';
import { timesOfFiring } from '../../../analysis/alerts/alertSpans';
import { behindAlert } from '../../../correlation/alertLinks';
import { t } from '../../../i18n/t';
import { type AlertHistory, type AlertSpan } from '../../../telemetry/questions/alerts';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { EntityLink } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { appHref } from '../../../ui/links/links';
import { SignalLink } from '../../../ui/links/SignalLink';
import { type AsyncState } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { formatAge, formatMoment } from '../words';
import { Section } from './Section';
import { StateBand } from './StateBand';

interface HistorySectionProps {
  history: AsyncState<AlertHistory | undefined>;
  span: TimeSpan;
  /** The moment that the alert is known at, milliseconds since the epoch. */
  now: number;
  service?: string;
  route?: string;
  shared: URLSearchParams;
  timeZone: string;
}

/** When the alert fired in the time range of the page: as a band, and one row for each time. */
export function HistorySection({ history, span, now, service, route, shared, timeZone }: HistorySectionProps) {
  return (
    <Section title={t('alerts.history.title', 'History')} isLoading={history.isLoading}>
      <History {...{ history, span, now, service, route, shared, timeZone }} />
    </Section>
  );
}

function History({ history: { value, failure, isLoading }, ...about }: HistorySectionProps) {
  if (!value) {
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
  const { span, timeZone } = about;
  if (value.spans.length === 0) {
    return <Text color="secondary">{t('alerts.history.unchanged', 'No state change in this time range')}</Text>;
  }
  const fired = timesOfFiring(value.spans);
  return (
    <>
      <StateBand spans={value.spans} span={span} timeZone={timeZone} />
      {fired.length > 0 && (
        <EntityTable
          rows={fired}
          columns={columns(about)}
          keyOf={({ from }) => String(from)}
          noun="firing"
          label={t('alerts.history.label', 'Times when it fired, the latest first')}
          look="dense"
          limit={20}
        />
      )}
    </>
  );
}

function columns({
  span,
  now,
  service,
  route,
  shared,
  timeZone,
}: Omit<HistorySectionProps, 'history'>): Array<Column<AlertSpan>> {
  const isOver = ({ to }: AlertSpan) => to < Math.min(span.to, now);
  return [
    {
      id: 'from',
      header: t('alerts.history.from', 'Fired'),
      isNumber: true,
      cell: ({ from }) => {
        const health = behindAlert('health', { service, route, since: from }, now);
        const text = formatMoment(from, now, timeZone);
        return health ? <EntityLink href={appHref(health, shared)}>{text}</EntityLink> : text;
      },
      csv: { from: ({ from }) => new Date(from).toISOString() },
    },
    {
      id: 'to',
      header: t('alerts.history.to', 'Resolved'),
      isNumber: true,
      cell: (one) => (isOver(one) ? formatMoment(one.to, now, timeZone) : t('alerts.history.still', 'still firing')),
      csv: { to: ({ to }) => new Date(to).toISOString() },
    },
    {
      id: 'lasted',
      header: t('alerts.history.lasted', 'Lasted'),
      isNumber: true,
      cell: ({ from, to }) => formatAge(to - from),
      csv: { seconds: ({ from, to }) => (to - from) / 1000 },
    },
    {
      id: 'links',
      header: t('alerts.table.links', 'Open'),
      isHeaderHidden: true,
      align: 'end',
      cell: ({ from }) => {
        const about = { service, route, since: from };
        const logs = behindAlert('logs', about, now);
        const traces = behindAlert('traces', about, now);
        return (
          <>
            {logs && <SignalLink isIcon to="logs" of={service ?? ''} href={appHref(logs, shared)} />}
            {traces && <SignalLink isIcon to="traces" of={service ?? ''} href={appHref(traces, shared)} />}
          </>
        );
      },
    },
  ];
}
