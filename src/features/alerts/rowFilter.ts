import { type AlertRow } from '../../analysis/alerts/alertRows';
import { definitionOf, ruleKey } from '../../analysis/alerts/ruleKey';
import { type AlertPageState, type AlertsState } from '../../correlation/pageUrls/alerts';
import { ALERT_STATES, type AlertRule, type AlertState } from '../../telemetry/questions/alerts';

/** States that need a look, which are shown unless others are chosen. */
export const NEED_A_LOOK: readonly AlertState[] = ALERT_STATES.filter((state) => state !== 'inactive');

/** The rows that the filters of the page leave. */
export function filteredRows(
  rows: readonly AlertRow[],
  { states, severities, services }: Pick<AlertsState, 'states' | 'severities' | 'services'>
): AlertRow[] {
  const shown = states.length > 0 ? states : NEED_A_LOOK;
  const isAmong = (chosen: readonly string[], value = '') => chosen.length === 0 || chosen.includes(value);
  return rows.filter(
    ({ state, severity, service }) =>
      shown.includes(state) && isAmong(severities, severity) && isAmong(services, service)
  );
}

/** How many rows there are in each state, whatever states are chosen. */
export function countByState(rows: readonly AlertRow[]): Record<AlertState, number> {
  const counts: Record<AlertState, number> = { firing: 0, pending: 0, error: 0, noData: 0, inactive: 0 };
  rows.forEach(({ state }) => (counts[state] += 1));
  return counts;
}

/** How often alerts of a rule fired that are of one service; undefined where nobody recorded it. */
export type TimesOf = (rule: AlertRule, service: string | undefined) => number | undefined;

/**
 * The rows that the address of an alert means, the one to show first: what it leaves out may be anything, so that rows
 * of several rules may be meant. Where the alert has resolved, its rule is there still.
 */
export function rowsMeant(rows: readonly AlertRow[], state: AlertPageState, timesOf: TimesOf): AlertRow[] {
  const isMeant = (asked: string, value: string | undefined) => asked === '' || asked === value;
  const named = rows.filter(
    ({ name, rule, origins }) =>
      name === state.alert &&
      isMeant(state.rule, rule?.uid) &&
      isMeant(state.group, rule?.group) &&
      (state.source === '' || origins.some(({ uid }) => uid === state.source))
  );
  // A file is renamed, and a threshold is changed: the address of before then says no less than it did without them.
  const inFolder = preferred(named, ({ rule }) => state.folder !== '' && rule?.folder === state.folder);
  const ofRule = preferred(inFolder, ({ rule }) => state.definition !== '' && definitionOf(rule) === state.definition);
  const exact = ofRule.filter((row) => isExactly(row, state));
  if (exact.length > 0) {
    return exact;
  }
  const isOf = ({ service, severity }: AlertRow) =>
    isMeant(state.service, service) && isMeant(state.severity, severity);
  // Of a rule that is silent and names no service, the alert may have been.
  const mayBe = ({ alerts, service, severity }: AlertRow) =>
    alerts.length === 0 &&
    isMeant(state.service, service ?? state.service) &&
    isMeant(state.severity, severity ?? state.severity);
  const meant = ofRule.filter(isOf);
  const shown = new Set(meant.map(keyOfRule));
  const left = onePerRule(ofRule).filter((row) => !shown.has(keyOfRule(row)));
  const resolvedRows = left
    .filter((row) => meant.length === 0 || mayBe(row))
    .flatMap((row) => (row.rule ? [resolved(row, row.rule, state, timesOf)] : []));
  return [...meant, ...resolvedRows];
}

/** Of how many rules rows are; those that only an Alertmanager knows are of one. */
export function countRules(rows: readonly AlertRow[]): number {
  return onePerRule(rows).length;
}

/** Those that are so, where some are. */
function preferred(rows: AlertRow[], isSo: (row: AlertRow) => boolean): AlertRow[] {
  const some = rows.filter(isSo);
  return some.length > 0 ? some : rows;
}

/** Whether an address that names a rule was written for this row: then what it leaves out the row has not. */
function isExactly(row: AlertRow, state: AlertPageState): boolean {
  const address = addressOf(row);
  return (
    (state.rule !== '' || state.definition !== '') &&
    (['rule', 'definition', 'service', 'severity'] as const).every((key) => address[key] === state[key])
  );
}

function keyOfRule({ rule }: AlertRow): string {
  return rule ? ruleKey(rule) : '';
}

function onePerRule(rows: readonly AlertRow[]): AlertRow[] {
  return [...new Map([...rows].reverse().map((row) => [keyOfRule(row), row])).values()].reverse();
}

/** A row without the alerts of other services, which are there now. */
function resolved(row: AlertRow, rule: AlertRule, asked: AlertPageState, timesOf: TimesOf): AlertRow {
  const isSilent = row.alerts.length === 0;
  const service = asked.service || undefined;
  return {
    key: `${row.key} ${asked.service} ${asked.severity}`,
    name: row.name,
    rule,
    service,
    severity: asked.severity || (isSilent ? row.severity : undefined),
    state: isSilent ? row.state : 'inactive',
    alerts: [],
    suppressed: [],
    groupSize: 1,
    timesFired: timesOf(rule, service),
    annotations: rule.annotations,
    origins: row.origins,
  };
}

/** What leads to the page of a row's alert, and to no other. */
export function addressOf({ name, service, severity, rule, origins }: AlertRow): AlertPageState {
  return {
    alert: name,
    service: service ?? '',
    severity: severity ?? '',
    rule: rule?.uid ?? '',
    source: rule?.origin.uid ?? origins[0]?.uid ?? '',
    group: rule?.group ?? '',
    folder: rule === undefined || rule.uid !== undefined ? '' : rule.folder,
    definition: definitionOf(rule),
  };
}
