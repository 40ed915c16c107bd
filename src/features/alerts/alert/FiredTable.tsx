import React from 'react';
import { behindAlert } from '../../../correlation/alertLinks';
import { t } from '../../../i18n/t';
import { type AlertSpan } from '../../../telemetry/questions/alerts';
import { EntityLink } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { appHref } from '../../../ui/links/links';
import { SignalLink } from '../../../ui/links/SignalLink';
import { formatAge, formatMoment } from '../words';
import { type HistoryAnswer } from './useAlert';

interface FiredTableProps extends Pick<HistoryAnswer, 'span' | 'at'> {
  /** The latest first. */
  fired: readonly AlertSpan[];
  /** The moment that the alert is known at, milliseconds since the epoch. */
  now: number;
  service?: string;
  route?: string;
  shared: URLSearchParams;
  timeZone: string;
}

/** One row for each time that an alert fired. */
export function FiredTable(props: FiredTableProps) {
  return (
    <EntityTable
      rows={props.fired}
      columns={columns(props)}
      keyOf={({ from }) => String(from)}
      noun="firing"
      label={t('alerts.history.label', 'Times when it fired, the latest first')}
      look="dense"
      limit={20}
    />
  );
}

/** Whatever ends this long before now may have gone on after it. */
const NOW_WITHIN_MS = 5 * 60_000;

function columns({ span, at, now, service, route, shared, timeZone }: FiredTableProps): Array<Column<AlertSpan>> {
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
