import { config } from '@grafana/runtime';

/** Opening Explore, or an app that explores data sources, takes this permission; Viewers do not have it by default. */
const EXPLORE = 'datasources:explore';

/** Whether this user can open Explore: others are sent to the home page by a link to it. */
export function mayExplore(): boolean {
  // Only Grafana before the page was signed in says nothing of permissions.
  const permissions = config.bootData?.user?.permissions;
  return config.exploreEnabled && (permissions === undefined || permissions[EXPLORE] === true);
}
