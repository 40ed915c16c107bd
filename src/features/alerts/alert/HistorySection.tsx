import React from 'react';
import { LoadingPlaceholder, Text } from '@grafana/ui';
import { timesOfFiring } from '../../../analysis/alerts/alertSpans';
import { behindAlert } from '../../../correlation/alertLinks';
import { t } from '../../../i18n/t';
import { type AlertSpan } from '../../../telemetry/questions/alerts';
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
import { type HistoryAnswer } from './useAlert';

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
        <EntityTable
          rows={fired}
          columns={columns({ ...about, span, at })}
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

/** Whatever ends this long before now may have gone on after it. */
const NOW_WITHIN_MS = 5 * 60_000;

function columns({
  span,
  at,
  now,
  service,
  route,
  shared,
  timeZone,
}: Omit<HistorySectionProps, 'history'> & Pick<HistoryAnswer, 'span' | 'at'>): Array<Column<AlertSpan>> {
  const hasBegunBefore = ({ from }: AlertSpan) => from <= span.from;
  const isOver = ({ to }: AlertSpan) => to < Math.min(span.to, at);
  const isCut = (one: AlertSpan) => !isOver(one) && at - span.to > NOW_WITHIN_MS;
  return [
    {
      id: 'from',
      header: t('alerts.history.from', 'Fired'),
      isNumber: true,
      cell: (one) => {
        const { from } = one;
        const health = behindAlert('health', { service, route, since: from }, now);
        const time = formatMoment(from, now, timeZone);
        const text = hasBegunBefore(one) ? t('alerts.history.before', 'before {{time}}', { time }) : time;
        return health ? <EntityLink href={appHref(health, shared)}>{text}</EntityLink> : text;
      },
      csv: { from: ({ from }) => new Date(from).toISOString() },
    },
    {
      id: 'to',
      header: t('alerts.history.to', 'Resolved'),
      isNumber: true,
      cell: (one) => {
        const time = formatMoment(one.to, now, timeZone);
        return isOver(one)
          ? time
          : isCut(one)
            ? t('alerts.history.after', 'after {{time}}', { time })
            : t('alerts.history.still', 'still firing');
      },
      csv: { to: ({ to }) => new Date(to).toISOString() },
    },
    {
      id: 'lasted',
      header: t('alerts.history.lasted', 'Lasted'),
      isNumber: true,
      cell: (one) => {
        const age = formatAge(one.to - one.from);
        return hasBegunBefore(one) || isCut(one) ? t('alerts.history.at-least', 'at least {{age}}', { age }) : age;
      },
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
