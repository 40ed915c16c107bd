import { locationUtil, urlUtil } from '@grafana/data';
import { config } from '@grafana/runtime';
import { type Alert } from '../../analysis/alerts/alert';
import { type AlertRow } from '../../analysis/alerts/alertRows';
import { type AlertOrigin, type AlertRule } from '../../telemetry/questions/alerts';
import { type Labels } from '../../telemetry/vocabulary';

/** Where Grafana shows a rule. */
export function ruleHref({ uid, name, origin }: AlertRule): string {
  const path =
    uid === undefined
      ? `/alerting/${encodeURIComponent(origin.name)}/${encodeURIComponent(name)}/find`
      : `/alerting/grafana/${encodeURIComponent(uid)}/view`;
  return locationUtil.assureBaseUrl(path);
}

/** What to do about an alert, as its rule says; only addresses that a browser opens. */
export function runbookHref({ runbook_url: runbook }: Labels): string | undefined {
  return runbook !== undefined && /^https?:\/\/[^\s]+$/i.test(runbook) ? runbook : undefined;
}

/** The dashboard, and the panel of it, that a rule of Grafana's names. */
export function dashboardHref(annotations: Labels): string | undefined {
  const { __dashboardUid__: dashboard, __panelId__: panel } = annotations;
  return dashboard
    ? locationUtil.assureBaseUrl(
        urlUtil.renderUrl(`/d/${encodeURIComponent(dashboard)}`, panel ? { viewPanel: panel } : {})
      )
    : undefined;
}

/** What takes to silence an alert: of Grafana's own Alertmanager, and of one that is a data source. */

const OWN = ['alert.instances:create', 'alert.silences:create'];
const EXTERNAL = ['alert.instances.external:write'];

type SilencedRow = Pick<AlertRow, 'rule' | 'alerts' | 'origins'>;

/** Where Grafana silences these alerts; undefined where that is not for this user, or nobody routes them. */
export function silenceHref({ rule, alerts, origins }: SilencedRow): string | undefined {
  const manager = managerOf(origins);
  const labels = matchersOf(sharedByAll(alerts), manager?.kind === 'grafana' ? rule?.uid : undefined);
  if (!manager || Object.keys(labels).length === 0 || !mayDoOneOf(manager.kind === 'grafana' ? OWN : EXTERNAL)) {
    return undefined;
  }
  const search = new URLSearchParams([
    ['alertmanager', manager.kind === 'grafana' ? 'grafana' : manager.name],
    ...Object.entries(labels).map(([name, value]) => ['matcher', `${name}=${value}`]),
  ]);
  return locationUtil.assureBaseUrl(`/alerting/silence/new?${search.toString()}`);
}

/** Grafana gives alerts of a rule that it could not evaluate another name, and always tells the uid of the rule. */
function matchersOf(labels: Labels, uid: string | undefined): Labels {
  const { alertname: _name, ...others } = labels;
  return uid === undefined ? labels : { __alert_rule_uid__: uid, ...others };
}

/** Who tells of them: Grafana tells of its own. */
function managerOf(origins: readonly AlertOrigin[]): AlertOrigin | undefined {
  return origins.find(({ kind }) => kind === 'grafana') ?? origins.find(({ kind }) => kind === 'alertmanager');
}

function sharedByAll(alerts: readonly Alert[]): Labels {
  const [first, ...others] = alerts;
  return Object.fromEntries(
    Object.entries(first?.labels ?? {}).filter(([name, value]) => others.every(({ labels }) => labels[name] === value))
  );
}

/** Grafana decides; this only says what to offer. */
function mayDoOneOf(wanted: readonly string[]): boolean {
  // Only Grafana before the page was signed in says nothing of permissions.
  const permissions = config.bootData?.user?.permissions;
  return permissions === undefined || wanted.some((permission) => permissions[permission] === true);
}
