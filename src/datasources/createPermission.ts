import { config } from '@grafana/runtime';

/** Whether Grafana Alerting is on and this user can make rules there; Grafana decides, this only says what to offer. */
export function mayCreateAlerts(): boolean {
  return config.unifiedAlertingEnabled && hasOneOf(['alert.rules:create']);
}

/** Whether this user can put a panel on a new dashboard, or on one that is there. */
export function mayAddToDashboards(): boolean {
  return hasOneOf(['dashboards:create', 'dashboards:write']);
}

function hasOneOf(wanted: readonly string[]): boolean {
  const permissions = config.bootData?.user?.permissions;
  return wanted.some((permission) => permissions?.[permission] === true);
}
