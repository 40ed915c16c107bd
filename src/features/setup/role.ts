import { config } from '@grafana/runtime';

/** Whether the signed-in user may change the set-up. Grafana decides; this only says what to offer. */
export function isAdmin(): boolean {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  return orgRole === 'Admin' || isGrafanaAdmin;
}
