import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { alertsUrl, alertUrl } from '../../../correlation/pageUrls/alerts';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { type FiringAlert, firingAlerts } from '../../../datasources/firingAlerts';
import { t, tCount } from '../../../i18n/t';
import { appHref } from '../../../ui/links/links';
import { useSampleMode } from '../../../ui/status/useSampleMode';

interface FiringAlertsState extends SceneObjectState {
  /** Only alerts whose labels name this service. */
  service?: string;
}

/** More are counted, and one click away. */
const NAMED = 3;

/** The alerts of Grafana's rules that fire now. Takes no room where none does. */
export class FiringAlertsPanel extends SceneObjectBase<FiringAlertsState> {
  static Component = FiringAlertsView;
}

function FiringAlertsView({ model }: SceneComponentProps<FiringAlertsPanel>) {
  const { service } = model.useState();
  // The range is another one with each refresh.
  const { value: range } = sceneGraph.getTimeRange(model).useState();
  const timeZone = sceneGraph.getTimeRange(model).getTimeZone();
  const alerts = useFiringAlerts(range);
  const meant = alerts?.filter((alert) => service === undefined || alert.service === service) ?? [];
  return meant.length === 0 ? null : <Firing alerts={meant} service={service} timeZone={timeZone} />;
}

/** @param moment asks again when it is another one */
function useFiringAlerts(moment: unknown): FiringAlert[] | undefined {
  // Alerts are about the user's own shop.
  const isSample = useSampleMode();
  const [alerts, setAlerts] = useState<FiringAlert[]>();
  useEffect(() => {
    let current = true;
    if (!isSample) {
      firingAlerts().then((answer) => current && setAlerts(answer));
    }
    return () => {
      current = false;
    };
  }, [moment, isSample]);
  return isSample ? undefined : alerts;
}

interface FiringProps {
  alerts: readonly FiringAlert[];
  service?: string;
  timeZone: string;
}

function Firing({ alerts, service: only, timeZone }: FiringProps) {
  const styles = useStyles2(getStyles);
  const shared = sharedPart(useLocation().search);
  const list = alertsUrl.write({ states: ['firing'], services: only === undefined ? [] : [only] });
  const more = alerts.length - NAMED;
  return (
    <ul className={styles.alerts} aria-label={t('health.alerts.label', 'Firing alerts')}>
      <li>
        <Icon name="bell" className={styles.icon} aria-hidden />{' '}
        <TextLink href={appHref(list, shared)} inline={false}>
          {tCount('health.alerts.firing', alerts.length, {
            one: '{{count}} alert firing',
            other: '{{count}} alerts firing',
          })}
        </TextLink>
      </li>
      {alerts.slice(0, NAMED).map(({ rule, service, since }, index) => (
        <li key={index}>
          <TextLink
            href={appHref(
              alertUrl.write({ alert: rule.name, service, rule: rule.uid, source: rule.origin.uid, group: rule.group }),
              shared
            )}
            inline={false}
            color="primary"
          >
            {rule.name}
          </TextLink>{' '}
          <span className={styles.facts}>{facts({ service, since }, timeZone)}</span>
        </li>
      ))}
      {more > 0 && (
        <li className={styles.facts}>
          {tCount('health.alerts.more', more, { one: 'and {{count}} more', other: 'and {{count}} more' })}
        </li>
      )}
    </ul>
  );
}

function facts({ service, since }: Pick<FiringAlert, 'service' | 'since'>, timeZone: string): string {
  const when =
    since === undefined
      ? undefined
      : t('health.alerts.since', 'since {{time}}', {
          time: dateTimeFormat(since, { format: 'MM-DD HH:mm', timeZone }),
        });
  return [service, when].filter((fact) => fact !== undefined).join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  alerts: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    margin: 0,
    padding: theme.spacing(0.5, 1),
    borderLeft: `3px solid ${theme.colors.error.border}`,
  }),
  icon: css({ color: theme.colors.error.text }),
  facts: css({ color: theme.colors.text.secondary }),
});
