import {
  type AlertOrigin,
  type AlertRule,
  type AlertState,
  type EvaluatedAlert,
} from '../../telemetry/questions/alerts';
import { type Labels } from '../../telemetry/vocabulary';

/** Why nobody, or only somebody else, is told of an alert that fires. */
export type Suppression = 'silenced' | 'inhibited';

/** One alert, by whomever it is told: a rule, and the labels that tell its alerts apart. */
export interface Alert {
  /** Undefined where only an Alertmanager knows it. */
  rule?: AlertRule;
  name: string;
  labels: Labels;
  annotations: Labels;
  state: AlertState;
  /** Since when it is in its state, milliseconds since the epoch. */
  since?: number;
  /** What was compared with the threshold of its rule. */
  value?: number;
  conditionValue?: EvaluatedAlert['conditionValue'];
  /** All who tell of it: those who evaluate it first. */
  origins: AlertOrigin[];
  suppressed: Suppression[];
  /** Alerts that are told of together with it, itself among them; 1 where it stands alone. */
  groupSize: number;
  /** How often it began to fire in the last seven days; undefined where nobody recorded that. */
  timesFired?: number;
}

/** Labels that Grafana writes for itself. */
const PRIVATE = /^__.*__$/s;
/** What Grafana calls alerts of rules that it could not evaluate, to an Alertmanager. */
const IN_PLACE_OF_NAME = new Set(['DatasourceNoData', 'DatasourceError']);

/** Labels as all who tell of an alert have them. */
export function sharedLabels(labels: Labels): Labels {
  const own = Object.entries(labels).filter(([name]) => !PRIVATE.test(name));
  const { alertname = '', rulename, ...rest } = Object.fromEntries(own);
  return rulename !== undefined && IN_PLACE_OF_NAME.has(alertname)
    ? { ...rest, alertname: rulename }
    : Object.fromEntries(own);
}

/** The same text for equal labels, in whatever order they are. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Queries that say the same have the same text but for white space. */
export function sameQuery(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
}
