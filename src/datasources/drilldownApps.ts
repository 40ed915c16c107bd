import { config, getBackendSrv, isAppPluginInstalled } from '@grafana/runtime';
import { DRILLDOWN_APPS, type DrilldownApp } from '../correlation/drilldown';
import { lastAnswer } from './lastAnswer';

/** Opening Explore, or an app that explores data sources, takes this permission; Viewers do not have it by default. */
const EXPLORE = 'datasources:explore';

/** Whether this user can open Explore: others are sent to the home page by a link to it. */
export function mayExplore(): boolean {
  // Only Grafana before the page was signed in says nothing of permissions.
  const permissions = config.bootData?.user?.permissions;
  return config.exploreEnabled && (permissions === undefined || permissions[EXPLORE] === true);
}

const enabled = new Map<DrilldownApp, Promise<boolean>>();

/**
 * Whether a drilldown app is there for this user: installed, enabled in this organisation, and open to them. Asks once
 * in the life of the app, and nothing where it is not installed. Never fails: where nobody knows, it is not there.
 */
export function hasDrilldown(app: DrilldownApp): Promise<boolean> {
  const known = enabled.get(app) ?? ask(DRILLDOWN_APPS[app].id);
  enabled.set(app, known);
  return known;
}

/** For tests: asks anew. */
export function forgetDrilldowns(): void {
  enabled.clear();
}

async function ask(id: string): Promise<boolean> {
  try {
    if (!mayExplore() || !(await isAppPluginInstalled(id))) {
      return false;
    }
    // Being installed is not being enabled; the settings, which Viewers may read too, say so.
    const url = `/api/plugins/${id}/settings`;
    const answer = getBackendSrv().fetch<{ enabled?: boolean }>({ url, showErrorAlert: false });
    return (await lastAnswer(answer)).data.enabled === true;
  } catch {
    return false;
  }
}
