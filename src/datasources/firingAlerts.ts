import { serviceOfLabels } from '../correlation/labelEntities';
import { type AlertRule } from '../telemetry/questions/alerts';
import { type Labels } from '../telemetry/vocabulary';
import { askAlertApi } from './alerts/alertApi';
import { GRAFANA } from './alerts/alertServers';
import { evaluatedRules, RULES_BODY } from './alerts/ruleBodies';

/** An alert of Grafana's own rules that fires now, as far as the user can see it. */
export interface FiringAlert {
  rule: AlertRule;
  labels: Labels;
  /** The service that its labels name. */
  service?: string;
  /** Since when it fires, milliseconds since the epoch; undefined where Grafana does not say. */
  since?: number;
}

const URL = '/api/prometheus/grafana/api/v1/rules?state=firing';

/** What is being asked: several parts of a page want to know at the same moment. */
let asking: Promise<FiringAlert[] | undefined> | undefined;

/**
 * Asks Grafana which alerts fire, as the signed-in user; the longest firing first. Who asks while another one waits
 * gets the same answer.
 * @returns undefined where that is not known: alerting is switched off, not open to this user, or fails
 */
export function firingAlerts(): Promise<FiringAlert[] | undefined> {
  asking ??= askFiring().finally(() => (asking = undefined));
  return asking;
}

async function askFiring(): Promise<FiringAlert[] | undefined> {
  try {
    const rules = evaluatedRules(await askAlertApi(URL, RULES_BODY), GRAFANA, () => undefined);
    return (
      rules
        // A rule that fires has alerts that do not.
        .flatMap(({ rule, alerts }) =>
          alerts
            .filter(({ state }) => state === 'firing')
            .map(({ labels, since }) => ({ rule, labels, service: serviceOfLabels(labels), since }))
        )
        .sort((a, b) => (a.since ?? Infinity) - (b.since ?? Infinity))
    );
  } catch {
    // What is shown beside it does not depend on it.
    return undefined;
  }
}
