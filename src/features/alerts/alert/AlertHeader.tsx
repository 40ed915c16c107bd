import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LinkButton, Text, useStyles2 } from '@grafana/ui';
import { type AlertRow } from '../../../analysis/alerts/alertRows';
import { type AlertTarget, behindAlert } from '../../../correlation/alertLinks';
import { t, tCount } from '../../../i18n/t';
import { ServiceName } from '../../../ui/entityTable/cells';
import { appHref } from '../../../ui/links/links';
import { AlertStateBadge } from '../AlertStateBadge';
import { grafanaLinks, subjectOf } from '../rowLinks';
import { formatAge, formatAlertValue, formatMoment, noteWords } from '../words';

interface AlertHeaderProps {
  row: AlertRow;
  now: number;
  shared: URLSearchParams;
  timeZone: string;
  isSample: boolean;
}

/** How an alert stands, in words, and the ways on. */
export function AlertHeader({ row, now, shared, timeZone, isSample }: AlertHeaderProps) {
  const styles = useStyles2(getStyles);
  const note = noteWords(row);
  return (
    <header className={styles.header}>
      <div className={styles.facts} data-testid="alert-facts">
        <AlertStateBadge state={row.state} severity={row.severity} />
        {row.service !== undefined && (
          <span>
            <ServiceName service={row.service} />
          </span>
        )}
        {factsOf(row, now, timeZone).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </div>
      {note !== undefined && <Text element="p">{note}</Text>}
      <nav className={styles.links} aria-label={t('alerts.alert.links', 'Links')}>
        {(['health', 'logs', 'traces'] as const).map((to) => {
          const location = behindAlert(to, subjectOf(row), now);
          return (
            location && (
              <LinkButton key={to} size="sm" variant="secondary" icon={ICONS[to]} href={appHref(location, shared)}>
                {targetName(to)}
              </LinkButton>
            )
          );
        })}
        {grafanaLinks(row, isSample).map(({ href, icon, label }) => (
          <LinkButton key={label} size="sm" variant="secondary" fill="outline" icon={icon} href={href}>
            {label}
          </LinkButton>
        ))}
      </nav>
    </header>
  );
}

const ICONS = { health: 'heart', logs: 'list-ul', traces: 'gf-traces' } as const;

function targetName(to: AlertTarget): string {
  switch (to) {
    case 'health':
      return t('alerts.alert.health', 'Health at that time');
    case 'logs':
      return t('alerts.alert.logs', 'Logs at that time');
    case 'traces':
      return t('alerts.alert.traces', 'Traces at that time');
  }
}

function factsOf(row: AlertRow, now: number, timeZone: string): string[] {
  const { severity, since, value, alerts, timesFired, origins } = row;
  return [
    ...(severity === undefined ? [] : [t('alerts.alert.severity', 'Severity {{severity}}', { severity })]),
    ...(since === undefined
      ? []
      : [
          t('alerts.alert.since', 'since {{time}}, for {{age}}', {
            time: formatMoment(since, now, timeZone),
            age: formatAge(now - since),
          }),
        ]),
    ...(value === undefined ? [] : [t('alerts.alert.value', 'value {{value}}', { value: formatAlertValue(value) })]),
    ...(alerts.length < 2
      ? []
      : [tCount('alerts.alert.instances', alerts.length, { one: '{{count}} instance', other: '{{count}} instances' })]),
    timesFired === undefined
      ? t('alerts.alert.times-unknown', 'times fired in 7 days unknown')
      : tCount('alerts.alert.times', timesFired, {
          one: 'fired {{count}} time in 7 days',
          other: 'fired {{count}} times in 7 days',
        }),
    t('alerts.alert.origins', 'from {{names}}', { names: origins.map(({ name }) => name).join(', ') }),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), overflowWrap: 'anywhere' }),
  facts: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 2) }),
  links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
