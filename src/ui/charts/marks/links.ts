import { covers } from '../../../analysis/alerts/silences';
import { severityOf } from '../../../analysis/alerts/severity';
import { type FiredAlert } from '../../../analysis/marks';
import { type AppLocation } from '../../../correlation/appLocation';
import { alertsUrl, alertUrl } from '../../../correlation/pageUrls/alerts';
import { serviceUrl } from '../../../correlation/pageUrls/service';
import { ALERT_STATES, type Silence } from '../../../telemetry/questions/alerts';
import { type Marks } from './found';

/** Where a mark leads. */
export interface MarkLink {
  to: AppLocation;
  /** The page of one alert, the list of all that a service has, or the comparison of its versions. */
  opens: 'alert' | 'alerts' | 'releases';
}

/** To the alert, or to all alerts of the service where it is about several. */
export function alertLink(alerts: readonly FiredAlert[], service: string): MarkLink {
  const rules = new Set(alerts.map(({ name, ruleUid, labels }) => JSON.stringify([name, ruleUid, severityOf(labels)])));
  const [alert] = alerts;
  if (!alert || rules.size !== 1) {
    return { to: alertsUrl.write({ services: [service], states: [...ALERT_STATES] }), opens: 'alerts' };
  }
  const { name, ruleUid, labels } = alert;
  const severity = severityOf(labels);
  const ofRule = ruleUid === undefined ? {} : { rule: ruleUid, source: 'grafana' };
  return { to: alertUrl.write({ alert: name, service, severity, ...ofRule }), opens: 'alert' };
}

/** To the alert that was silenced. */
export function silenceLink(silences: readonly Silence[], { alerts, service }: Marks): MarkLink {
  return alertLink(
    alerts.filter((alert) => silences.some((silence) => covers(silence, alert))),
    service
  );
}

/** To how the version does against the others. */
export function deploymentLink(service: string): MarkLink {
  return { to: serviceUrl.write({ service, tab: 'releases' }), opens: 'releases' };
}
