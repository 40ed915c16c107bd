import React from 'react';
import { LinkButton } from '@grafana/ui';
import { type AlertRow } from '../../analysis/alerts/alertRows';
import { stateOfSeverity } from '../../analysis/alerts/severity';
import { urgencyOf } from '../../analysis/state';
import { behindAlert } from '../../correlation/alertLinks';
import { alertUrl } from '../../correlation/pageUrls/alerts';
import { t, tCount } from '../../i18n/t';
import { ALERT_STATES, type AlertState } from '../../telemetry/questions/alerts';
import { EntityLink, ServiceName } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { ROOM, TABLE_WIDTHS } from '../../ui/entityTable/widths';
import { formatCount, NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { SignalLink } from '../../ui/links/SignalLink';
import { AlertStateBadge } from './AlertStateBadge';
import { grafanaLinks, subjectOf } from './rowLinks';
import { addressOf } from './rowFilter';
import { alertStateName, formatAge, formatAlertValue, formatMoment } from './words';

export interface ColumnContext {
  /** What all pages share, for links. */
  shared: URLSearchParams;
  /** The moment that the alerts are of, milliseconds since the epoch. */
  now: number;
  timeZone: string;
  /** Grafana knows nothing of the rules of the sample shop. */
  isSample: boolean;
}

/** The columns of the list of alerts. */
export function alertColumns(context: ColumnContext): Array<Column<AlertRow>> {
  return [
    stateColumn(),
    nameColumn(context),
    serviceColumn(context),
    severityColumn(),
    sinceColumn(context),
    valueColumn(),
    instancesColumn(),
    firedColumn(),
    linksColumn(context),
  ];
}

function stateColumn(): Column<AlertRow> {
  return {
    id: 'state',
    header: t('alerts.table.state', 'State'),
    sort: { values: ({ state, since }) => [ALERT_STATES.indexOf(state), since], first: 'smallest' },
    cell: ({ state, severity }) => <AlertStateBadge state={state} severity={severity} />,
    csv: { state: ({ state }) => state },
  };
}

function nameColumn({ shared }: ColumnContext): Column<AlertRow> {
  return {
    id: 'alert',
    header: t('alerts.table.alert', 'Alert'),
    sort: { values: ({ name }) => [name], first: 'smallest' },
    isRowHeader: true,
    cell: (row) => <EntityLink href={appHref(alertUrl.write(addressOf(row)), shared)}>{row.name}</EntityLink>,
    csv: {
      alert: ({ name }) => name,
      group: ({ rule }) => rule?.group,
      source: ({ origins }) => origins.map(({ name }) => name).join(', '),
    },
  };
}

function serviceColumn({ shared, now }: ColumnContext): Column<AlertRow> {
  return {
    id: 'service',
    header: t('alerts.table.service', 'Service'),
    hint: t('alerts.table.service-hint', 'From the labels of the alert, or from its query where the labels name none'),
    sort: { values: ({ service }) => [service], first: 'smallest' },
    cell: (row) => {
      const health = row.service === undefined ? undefined : behindAlert('health', subjectOf(row), now);
      return row.service === undefined || !health ? (
        NO_VALUE
      ) : (
        <ServiceName service={row.service}>
          <EntityLink href={appHref(health, shared)}>{row.service}</EntityLink>
        </ServiceName>
      );
    },
    csv: { service: ({ service }) => service },
  };
}

function severityColumn(): Column<AlertRow> {
  return {
    id: 'severity',
    header: t('alerts.table.severity', 'Severity'),
    sort: { values: ({ severity }) => [severity && urgencyOf(stateOfSeverity(severity))], first: 'largest' },
    cell: ({ severity }) => severity ?? NO_VALUE,
    csv: { severity: ({ severity }) => severity },
    hideBelow: ROOM.phablet,
  };
}

function sinceColumn({ now, timeZone }: ColumnContext): Column<AlertRow> {
  return {
    id: 'since',
    header: t('alerts.table.since', 'Since'),
    hint: t('alerts.table.since-hint', 'Since when the first of its alerts is in this state'),
    sort: { values: ({ since }) => [since], first: 'largest' },
    isNumber: true,
    cell: ({ since }) =>
      since === undefined
        ? NO_VALUE
        : t('alerts.table.since-cell', '{{time}} · {{age}}', {
            time: formatMoment(since, now, timeZone),
            age: formatAge(now - since),
          }),
    csv: { since: ({ since }) => (since === undefined ? undefined : new Date(since).toISOString()) },
  };
}

function valueColumn(): Column<AlertRow> {
  return {
    id: 'value',
    header: t('alerts.table.value', 'Value'),
    hint: t('alerts.table.value-hint', 'The number compared with the threshold, in the unit of the query'),
    isNumber: true,
    align: 'end',
    cell: ({ value }) => formatAlertValue(value),
    csv: { value: ({ value }) => value },
    hideBelow: ROOM.phone,
  };
}

function instancesColumn(): Column<AlertRow> {
  return {
    id: 'instances',
    header: t('alerts.table.instances', 'Instances'),
    hint: t('alerts.table.instances-hint', 'Label sets for which the rule is not OK'),
    sort: { values: ({ alerts }) => [alerts.length], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: ({ alerts }) => formatCount(alerts.length),
    csv: { instances: ({ alerts }) => alerts.length },
    hideBelow: ROOM.tablet,
  };
}

function firedColumn(): Column<AlertRow> {
  return {
    id: 'fired',
    header: t('alerts.table.fired', 'Fired in 7 days'),
    hint: t(
      'alerts.table.fired-hint',
      'How often it began to fire, from the ALERTS or GRAFANA_ALERTS series. Unknown where no such series is recorded'
    ),
    sort: { values: ({ timesFired }) => [timesFired], first: 'largest' },
    isNumber: true,
    align: 'end',
    cell: ({ timesFired }) =>
      timesFired === undefined ? t('alerts.table.unknown', 'unknown') : timesWords(timesFired),
    csv: { fired_in_7_days: ({ timesFired }) => timesFired },
    hideBelow: TABLE_WIDTHS.time,
  };
}

function timesWords(times: number): string {
  return tCount('alerts.table.times', times, { one: '{{count}} time', other: '{{count}} times' });
}

function linksColumn({ shared, now, isSample }: ColumnContext): Column<AlertRow> {
  return {
    id: 'links',
    header: t('alerts.table.links', 'Open'),
    isHeaderHidden: true,
    align: 'end',
    cell: (row) => {
      const { service = '', name, rule } = row;
      const logs = behindAlert('logs', subjectOf(row), now);
      const traces = behindAlert('traces', subjectOf(row), now);
      return (
        <>
          {logs && <SignalLink isIcon to="logs" of={service} href={appHref(logs, shared)} />}
          {traces && <SignalLink isIcon to="traces" of={service} href={appHref(traces, shared)} />}
          {grafanaLinks(row, isSample).map(({ href, icon, label }) => (
            <LinkButton
              key={label}
              size="sm"
              variant="secondary"
              fill="text"
              icon={icon}
              href={href}
              aria-label={t('alerts.links.of', '{{link}}: {{name}}', { link: label, name: rule?.name ?? name })}
              tooltip={label}
            />
          ))}
        </>
      );
    },
  };
}

/** States in the words of the filter, each with how many rows there are. */
export function stateLabel(state: AlertState, count: number): string {
  return t('alerts.filter.state', '{{state}} {{count}}', { state: alertStateName(state), count: formatCount(count) });
}
