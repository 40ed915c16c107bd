import {
  type AlertOrigin,
  type AlertRule,
  type AlertsAnswer,
  type AlertState,
  type TimesFired,
} from '../../telemetry/questions/alerts';
import { type Labels } from '../../telemetry/vocabulary';
import { groupBy } from '../groupBy';
import { urgencyOf } from '../state';
import { type Alert, type Suppression, labelsKey } from './alert';
import { mergeAlerts } from './mergeAlerts';
import { ruleKey, staticLabels } from './ruleKey';
import { severityOf, stateOfSeverity } from './severity';

/** The alerts of one rule that are of one service and as bad: what a list shows as one. */
export interface AlertRow {
  key: string;
  name: string;
  rule?: AlertRule;
  /** What its labels, or its query, say that it is of. */
  service?: string;
  severity?: string;
  /** That of the alert to look at first. */
  state: AlertState;
  /** Since when the first of them is in this state, milliseconds since the epoch. */
  since?: number;
  /** The number of the only alert in this state. */
  value?: number;
  /** Those that are not inactive, those to look at first before the others. */
  alerts: Alert[];
  /** What holds for all alerts in this state. */
  suppressed: Suppression[];
  groupSize: number;
  timesFired?: number;
  annotations: Labels;
  origins: AlertOrigin[];
}

/** Says which service an alert is of, where that is known. */
export type ServiceOf = (labels: Labels, rule?: AlertRule) => string | undefined;

/** States by how soon to look. */
const URGENCY: Readonly<Record<AlertState, number>> = { firing: 4, pending: 3, error: 2, noData: 1, inactive: 0 };

/** All alerts of an answer in rows, those to look at first on top; a rule that does not speak has a row too. */
export function alertRows(answer: AlertsAnswer, serviceOf: ServiceOf): AlertRow[] {
  const alerts = mergeAlerts(answer);
  const groups = groupBy(
    alerts.filter(({ state }) => state !== 'inactive'),
    (alert) => keyOf(alert, serviceOf(alert.labels, alert.rule))
  );
  const speaking = new Set([...groups.values()].flatMap((group) => group.flatMap(({ rule }) => rule ?? [])));
  const rows = [...groups].map(([key, group]) => activeRow(key, group, answer.fired, serviceOf));
  // One that two servers evaluate is silent only where both say so.
  const spoken = new Set([...speaking].map(ruleKey));
  const silent = new Map(
    answer.rules.filter(({ rule }) => !spoken.has(ruleKey(rule))).map(({ rule }) => [ruleKey(rule), rule])
  );
  return [...rows, ...[...silent.values()].map((rule) => silentRow(rule, answer.fired, serviceOf))].sort(byUrgency);
}

function keyOf({ rule, name, labels }: Alert, service: string | undefined): string {
  return JSON.stringify([rule ? ruleKey(rule) : name, service, severityOf(labels)]);
}

function activeRow(key: string, group: readonly Alert[], fired: AlertsAnswer['fired'], serviceOf: ServiceOf): AlertRow {
  const alerts = [...group].sort((a, b) => URGENCY[b.state] - URGENCY[a.state] || earlier(a.since, b.since));
  const [first] = alerts;
  if (!first) {
    throw new Error('There is no row of no alert');
  }
  const { rule, name, labels, state, annotations } = first;
  const foremost = alerts.filter((alert) => alert.state === state);
  const service = serviceOf(labels, rule);
  const inAll = (one: Suppression) => foremost.every(({ suppressed }) => suppressed.includes(one));
  return {
    key,
    name,
    rule,
    service,
    severity: severityOf(labels),
    state,
    since: earliest(foremost),
    ...(foremost.length === 1 && { value: first.value }),
    alerts,
    suppressed: (['silenced', 'inhibited'] as const).filter(inAll),
    groupSize: Math.max(...alerts.map(({ groupSize }) => groupSize)),
    timesFired: timesOfActive(alerts, fired, (one) => serviceOf(one, rule) === service),
    annotations,
    origins: uniqueOrigins(alerts.flatMap(({ origins }) => origins)),
  };
}

function earliest(alerts: readonly Alert[]): number | undefined {
  const known = alerts.flatMap(({ since }) => since ?? []);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function silentRow(rule: AlertRule, fired: AlertsAnswer['fired'], serviceOf: ServiceOf): AlertRow {
  const labels = { ...staticLabels(rule), alertname: rule.name };
  return {
    key: JSON.stringify([ruleKey(rule)]),
    name: rule.name,
    rule,
    service: serviceOf(labels, rule),
    severity: severityOf(labels),
    state: rule.problem?.state ?? 'inactive',
    alerts: [],
    suppressed: [],
    groupSize: 1,
    timesFired: timesFiredBy(rule, fired, () => true),
    annotations: rule.annotations,
    origins: [rule.origin],
  };
}

/**
 * How often alerts of a rule that are over fired in seven days.
 * @param isMeant whether alerts with these labels are meant
 * @returns undefined where nobody recorded it
 */
export function timesFiredBy(
  rule: AlertRule,
  { isKnown, times }: AlertsAnswer['fired'],
  isMeant: (labels: Labels) => boolean
): number | undefined {
  if (!isKnown(rule)) {
    return undefined;
  }
  const fixed = Object.entries(staticLabels(rule));
  const isOfRule = ({ labels, ruleUid }: TimesFired) =>
    ruleUid === rule.uid && labels.alertname === rule.name && fixed.every(([name, value]) => labels[name] === value);
  return sum(times.filter((one) => isOfRule(one) && isMeant(one.labels)));
}

/** Those of alerts that are over, and those of the ones that are there. */
function timesOfActive(
  alerts: readonly Alert[],
  fired: AlertsAnswer['fired'],
  isOfRow: (labels: Labels) => boolean
): number | undefined {
  const active = new Set(alerts.map(({ labels }) => labelsKey(labels)));
  const rule = alerts[0]?.rule;
  const over = rule && timesFiredBy(rule, fired, (labels) => !active.has(labelsKey(labels)) && isOfRow(labels));
  // One that fires now may have begun to after they were counted.
  const timesOf = ({ state, timesFired = 0 }: Alert) => Math.max(timesFired, state === 'firing' ? 1 : 0);
  return over === undefined ? undefined : alerts.reduce((total, alert) => total + timesOf(alert), over);
}

function sum(times: readonly TimesFired[]): number {
  return times.reduce((total, one) => total + one.times, 0);
}

function uniqueOrigins(origins: readonly AlertOrigin[]): AlertOrigin[] {
  return [...new Map(origins.map((origin) => [origin.uid, origin])).values()];
}

function byUrgency(a: AlertRow, b: AlertRow): number {
  return (
    URGENCY[b.state] - URGENCY[a.state] ||
    a.suppressed.length - b.suppressed.length ||
    urgencyOf(stateOfSeverity(b.severity)) - urgencyOf(stateOfSeverity(a.severity)) ||
    earlier(a.since, b.since) ||
    (a.name < b.name ? -1 : 1)
  );
}

function earlier(a = Infinity, b = Infinity): number {
  return a === b ? 0 : a - b;
}

/** How all rules stand, in numbers for a sentence. */
export interface AlertsVerdict {
  /** Rows that fire and that somebody is told of, the worst first. */
  firing: AlertRow[];
  /** Rows that fire, and are silenced or inhibited. */
  suppressed: number;
  pending: number;
  /** Rules that are evaluated. */
  watched: number;
  /** Rules that cannot be evaluated, or find no data. */
  unevaluated: number;
}

/** How all rules stand. */
export function alertsVerdict(rows: readonly AlertRow[], { rules }: Pick<AlertsAnswer, 'rules'>): AlertsVerdict {
  const fires = rows.filter(({ state }) => state === 'firing');
  const watched = new Map(rules.filter(({ rule }) => !rule.isPaused).map(({ rule }) => [ruleKey(rule), rule]));
  return {
    firing: fires.filter(({ suppressed }) => suppressed.length === 0),
    suppressed: fires.filter(({ suppressed }) => suppressed.length > 0).length,
    pending: rows.filter(({ state }) => state === 'pending').length,
    watched: watched.size,
    unevaluated: [...watched.values()].filter(({ problem }) => problem).length,
  };
}
