import { type AlertRow } from '../../analysis/alerts/alertRows';
import { routeOfLabels } from '../../correlation/labelEntities';
import { t } from '../../i18n/t';
import { dashboardHref, ruleHref, runbookHref, silenceHref } from './grafanaLinks';

/** What Grafana and the rule itself have of an alert. */
export function grafanaLinks(row: AlertRow, isSample: boolean) {
  const runbook = runbookHref(row.annotations);
  const dashboard = dashboardHref(row.annotations);
  const silence = isSample || row.state === 'inactive' ? undefined : silenceHref(row);
  return [
    row.rule &&
      !isSample && {
        href: ruleHref(row.rule),
        icon: 'bell' as const,
        label: t('alerts.links.rule', 'Rule in Grafana'),
      },
    runbook !== undefined && {
      href: runbook,
      icon: 'book' as const,
      label: t('alerts.links.runbook', 'Runbook'),
    },
    dashboard !== undefined && {
      href: dashboard,
      icon: 'apps' as const,
      label: t('alerts.links.dashboard', 'Dashboard'),
    },
    silence !== undefined && {
      href: silence,
      icon: 'bell-slash' as const,
      label: t('alerts.links.silence', 'Silence in Grafana'),
    },
  ].filter((link) => link !== false && link !== undefined);
}

/** What the links of a row are about. */
export function subjectOf({ service, alerts, since }: AlertRow) {
  return { service, route: routeOfLabels(alerts[0]?.labels ?? {}), since };
}
