import { array, boolean, type InferOutput, nullish, number, object, record, string } from 'valibot';
import {
  type AlertOrigin,
  type AlertRule,
  type AlertState,
  type EvaluatedAlert,
  type EvaluatedRule,
} from '../../telemetry/questions/alerts';

const LABELS = nullish(record(string(), string()), {});
const ALERT = object({
  state: string(),
  labels: LABELS,
  annotations: LABELS,
  activeAt: nullish(string()),
  value: nullish(string()),
});
const RULE = object({
  name: string(),
  type: nullish(string()),
  uid: nullish(string()),
  query: nullish(string()),
  queriedDatasourceUIDs: nullish(array(string()), []),
  duration: nullish(number(), 0),
  labels: LABELS,
  annotations: LABELS,
  health: nullish(string(), ''),
  lastError: nullish(string(), ''),
  isPaused: nullish(boolean(), false),
  alerts: nullish(array(ALERT), []),
});
const GROUP = object({
  name: nullish(string(), ''),
  file: nullish(string(), ''),
  rules: nullish(array(RULE), []),
});

/** Rules with their alerts, in the form of Prometheus' API, which Grafana, Mimir and Loki follow. */
export const RULES_BODY = object({ data: object({ groups: nullish(array(GROUP), []) }) });

type Group = InferOutput<typeof GROUP>;
type Rule = InferOutput<typeof RULE>;
type Body = InferOutput<typeof RULES_BODY>;

/** Languages of the data sources that one origin's rules ask. */
export type DialectOf = (dataSource: string) => AlertRule['dialect'];

/** The rules of an origin that alert, with their alerts. */
export function evaluatedRules({ data: { groups } }: Body, origin: AlertOrigin, dialectOf: DialectOf): EvaluatedRule[] {
  return groups.flatMap((group) =>
    group.rules
      .filter(({ type }) => type !== 'recording')
      .map((rule) => ({
        rule: alertRule(rule, group, origin, dialectOf),
        alerts: rule.alerts.map((alert) => evaluatedAlert(alert, rule, origin)),
      }))
  );
}

function alertRule(rule: Rule, group: Group, origin: AlertOrigin, dialectOf: DialectOf): AlertRule {
  const { name, uid, query, queriedDatasourceUIDs, duration, labels, annotations, isPaused } = rule;
  const asked = origin.kind === 'grafana' ? dataSourcesIn(queriedDatasourceUIDs) : [origin.uid];
  const dataSource = asked.length === 1 ? asked[0] : undefined;
  return {
    name,
    group: group.name,
    folder: group.file,
    ...(uid && { uid }),
    origin,
    ...(query && { query }),
    ...(dataSource !== undefined && { dataSource, dialect: dialectOf(dataSource) }),
    holdSeconds: duration,
    labels,
    annotations,
    problem: problemOf(rule),
    isPaused,
  };
}

/** By which Grafana's rules name expressions, which are no data source. */
export const EXPRESSIONS: ReadonlySet<string> = new Set(['__expr__', '-100']);

function dataSourcesIn(uids: readonly string[]): string[] {
  return [...new Set(uids)].filter((uid) => !EXPRESSIONS.has(uid));
}

/** Rules that were not evaluated yet are `unknown`, and no problem. */
export function problemOf({ health, lastError }: Rule): AlertRule['problem'] {
  if (/^err/i.test(health)) {
    return { state: 'error', text: lastError };
  }
  return /^no ?data$/i.test(health) ? { state: 'noData', text: lastError } : undefined;
}

function evaluatedAlert(
  { state: written, labels, annotations, activeAt, value }: InferOutput<typeof ALERT>,
  { duration }: Rule,
  { kind }: AlertOrigin
): EvaluatedAlert {
  const state = readAlertState(written);
  const active = Date.parse(activeAt ?? '');
  const number = value ? Number(value) : NaN;
  const isGrafanas = kind === 'grafana';
  // Prometheus says since when the condition holds, Grafana since when the alert is in its state.
  const held = isGrafanas || state !== 'firing' ? 0 : duration * 1000;
  return {
    labels,
    annotations,
    state,
    ...(active > 0 && { since: active + held }),
    ...(!Number.isNaN(number) && { [isGrafanas ? 'conditionValue' : 'value']: number }),
  };
}

/** `Alerting (NoData)` fires for want of data; `Recovering` still fires. */
export function readAlertState(written: string): AlertState {
  const [, word = ''] = /^\s*(\w+)/.exec(written.toLowerCase()) ?? [];
  switch (word) {
    case 'alerting':
    case 'firing':
    case 'recovering':
      return 'firing';
    case 'pending':
      return 'pending';
    case 'nodata':
      return 'noData';
    case 'error':
      return 'error';
    default:
      return 'inactive';
  }
}
