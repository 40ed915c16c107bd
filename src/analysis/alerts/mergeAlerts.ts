import {
  type EvaluatedAlert,
  type EvaluatedRule,
  type AlertRule,
  type RoutedAlert,
  type TimesFired,
  type AlertsAnswer,
} from '../../telemetry/questions/alerts';
import { type Labels } from '../../telemetry/vocabulary';
import { groupBy } from '../groupBy';
import { type Alert, labelsKey, sameQuery, sharedLabels, type Suppression } from './alert';

/**
 * Brings together what all who know of alerts tell of them: each alert is there once. Two are the same where it is
 * proven: equal labels, the name among them, and for two that evaluate, an equal query. An Alertmanager may have more
 * labels (those that a Prometheus adds to all that it sends): then its alert is the only one whose query is that of the
 * source and whose labels are all among its own, and no other that was sent could be of it, as where several clusters
 * send to one Alertmanager.
 */
export function mergeAlerts({ rules, routed, fired }: Pick<AlertsAnswer, 'rules' | 'routed' | 'fired'>): Alert[] {
  const alerts = mergeEvaluated(rules);
  const byLabels = groupBy(alerts, ({ labels }) => labelsKey(labels));
  const sources = onlySources(routed, byLabels, alerts);
  for (const one of routed) {
    const labels = sharedLabels(one.labels);
    const known = byLabels.get(labelsKey(labels)) ?? sources.get(one);
    if (known) {
      known.forEach((alert) => addRouting(alert, one));
    } else {
      const alone = routedAlone(one, labels);
      alerts.push(alone);
      byLabels.set(labelsKey(labels), [alone]);
    }
  }
  const times = groupBy(fired.times, ({ labels }) => labelsKey(labels));
  for (const alert of alerts) {
    alert.timesFired = timesFired(alert, times.get(labelsKey(alert.labels)) ?? [], fired.isKnown);
  }
  return alerts;
}

/** Alerts of the rules, each once though two servers may evaluate the same. */
function mergeEvaluated(rules: readonly EvaluatedRule[]): Alert[] {
  const byLabels = new Map<string, Alert[]>();
  const alerts: Alert[] = [];
  for (const { rule, alerts: evaluated } of rules) {
    for (const one of evaluated) {
      const alert = evaluatedAlert(rule, one);
      const key = labelsKey(alert.labels);
      const alike = byLabels.get(key) ?? [];
      const same = alike.find((other) => isSameRule(other.rule, rule));
      if (same) {
        addEvaluation(same, alert);
      } else {
        byLabels.set(key, [...alike, alert]);
        alerts.push(alert);
      }
    }
  }
  return alerts;
}

function evaluatedAlert(rule: AlertRule, evaluated: EvaluatedAlert): Alert {
  const { labels, annotations, state, since, value, conditionValue } = evaluated;
  const shared = sharedLabels({ alertname: rule.name, ...labels });
  return {
    rule,
    name: rule.name,
    labels: shared,
    annotations: { ...rule.annotations, ...annotations },
    state,
    since,
    value,
    conditionValue,
    origins: [rule.origin],
    suppressed: [],
    groupSize: 1,
  };
}

function isSameRule(a: AlertRule | undefined, b: AlertRule): boolean {
  return a !== undefined && (a.uid ?? '') === (b.uid ?? '') && sameQuery(a.query ?? '', b.query ?? '');
}

/** Of two who evaluate the same, the one that has come further tells how it stands. */
function addEvaluation(alert: Alert, other: Alert): void {
  const isFurther = alert.state !== 'firing' && other.state === 'firing';
  if (isFurther || (alert.state === other.state && (other.since ?? Infinity) < (alert.since ?? Infinity))) {
    Object.assign(alert, { state: other.state, since: other.since, value: other.value });
  }
  addOrigins(alert, other.origins);
}

function addOrigins(alert: Alert, origins: Alert['origins']): void {
  for (const origin of origins) {
    if (!alert.origins.some(({ uid }) => uid === origin.uid)) {
      alert.origins.push(origin);
    }
  }
}

/** Those of an Alertmanager that are proven to be of one alert though they have more labels. */
function onlySources(
  routed: readonly RoutedAlert[],
  byLabels: ReadonlyMap<string, Alert[]>,
  alerts: readonly Alert[]
): Map<RoutedAlert, Alert[]> {
  const found = routed.flatMap((one) => {
    const labels = sharedLabels(one.labels);
    const key = labelsKey(labels);
    const source = byLabels.has(key) ? undefined : onlySource(one, labels, alerts);
    return source ? [{ one, source, key }] : [];
  });
  const keysOf = new Map(alerts.map((alert) => [alert, new Set<string>()]));
  found.forEach(({ source, key }) => keysOf.get(source)?.add(key));
  // Two that differ in what was added were sent by two servers, and which of them is this one is not known.
  const proven = found.filter(({ source }) => keysOf.get(source)?.size === 1);
  return new Map(proven.map(({ one, source }) => [one, [source]]));
}

/** The one alert whose rule an Alertmanager's may be of, though the latter has more labels. */
function onlySource({ query }: RoutedAlert, labels: Labels, alerts: readonly Alert[]): Alert | undefined {
  const sources = alerts.filter(
    (alert) =>
      alert.state === 'firing' &&
      sameQuery(alert.rule?.query, query) &&
      Object.entries(alert.labels).every(([name, value]) => labels[name] === value)
  );
  return sources.length === 1 ? sources[0] : undefined;
}

function addRouting(alert: Alert, routed: RoutedAlert): void {
  addOrigins(alert, [routed.origin]);
  alert.suppressed = [...new Set([...alert.suppressed, ...suppressionOf(routed)])];
  alert.groupSize = Math.max(alert.groupSize, routed.groupSize);
  // An Alertmanager was told when it began to fire, of which a rule may only know since when its condition holds.
  alert.since = alert.state === 'firing' ? (routed.since ?? alert.since) : alert.since;
  alert.value ??= routed.values && valueOf(alert.conditionValue, routed.values);
}

function suppressionOf({ isSilenced, isInhibited }: RoutedAlert): Suppression[] {
  return [...(isSilenced ? (['silenced'] as const) : []), ...(isInhibited ? (['inhibited'] as const) : [])];
}

/**
 * What a rule of Grafana's compared: its numbers but for the result of its condition, where just one is left. Of
 * several nobody knows which one is meant.
 */
function valueOf(condition: number | undefined, values: Readonly<Record<string, number>>): number | undefined {
  const all = Object.values(values);
  const at = condition === undefined ? -1 : all.lastIndexOf(condition);
  const rest = all.filter((_, index) => index !== at);
  return rest.length === 1 ? rest[0] : all.length === 1 ? all[0] : undefined;
}

function routedAlone(routed: RoutedAlert, labels: Labels): Alert {
  return {
    name: labels.alertname ?? '',
    labels,
    annotations: routed.annotations,
    state: 'firing',
    since: routed.since,
    value: routed.values && valueOf(undefined, routed.values),
    origins: [routed.origin],
    suppressed: suppressionOf(routed),
    groupSize: routed.groupSize,
  };
}

/** An alert that fires since before the seven days did not begin in them, and still fired. */
function timesFired(
  { rule, state }: Alert,
  fired: readonly TimesFired[],
  isKnown: AlertsAnswer['fired']['isKnown']
): number | undefined {
  if (!rule || !isKnown(rule)) {
    return undefined;
  }
  const times = fired.filter(({ ruleUid }) => ruleUid === rule.uid).reduce((sum, one) => sum + one.times, 0);
  return state === 'firing' ? Math.max(1, times) : times;
}
