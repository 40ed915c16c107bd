import { config } from '@grafana/runtime';

/** Whether the signed-in user can change the settings. Grafana decides; this only says what to offer. */
export function isAdmin(): boolean {
  // Only Grafana before the page was signed in says nothing of its user.
  const user = config.bootData?.user;
  return user?.orgRole === 'Admin' || user?.isGrafanaAdmin === true;
}
