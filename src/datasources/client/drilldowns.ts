import { getBackendSrv, isAppPluginInstalled } from '@grafana/runtime';
import { boolean, object, optional } from 'valibot';
import { QUIETLY } from '../dataRequest';
import { DRILLDOWN_APPS, type DrilldownApp } from '../../correlation/drilldown';
import { mayExplore } from '../explorePermission';
import { lastAnswer } from '../lastAnswer';
import { readBody } from '../serverBody';

/** Which of Grafana's drilldown apps are there for this user. */
export class Drilldowns {
  private readonly enabled = new Map<DrilldownApp, Promise<boolean>>();

  /**
   * Whether a drilldown app is there for this user: installed, enabled in this organisation, and open to them. Asks
   * once, and nothing where it is not installed. Never fails: where nobody knows, it is not there.
   */
  has(app: DrilldownApp): Promise<boolean> {
    const known = this.enabled.get(app) ?? ask(DRILLDOWN_APPS[app].id);
    this.enabled.set(app, known);
    return known;
  }
}

const SETTINGS_BODY = object({ enabled: optional(boolean()) });

async function ask(id: string): Promise<boolean> {
  try {
    if (!mayExplore() || !(await isAppPluginInstalled(id))) {
      return false;
    }
    // Being installed is not being enabled; the settings, which Viewers may read too, say so.
    const url = `/api/plugins/${id}/settings`;
    const answer = getBackendSrv().fetch<unknown>({ ...QUIETLY, url });
    return readBody(SETTINGS_BODY, (await lastAnswer(answer)).data).enabled === true;
  } catch {
    return false;
  }
}
