import { type AlertRow } from '../../analysis/alerts/alertRows';
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
 * The rows that the address of an alert means: what it leaves out may be anything. Where the alert has resolved, its
 * rule is there still.
 */
export function rowsMeant(rows: readonly AlertRow[], state: AlertPageState, timesOf: TimesOf): AlertRow[] {
  const isMeant = (asked: string, value: string | undefined) => asked === '' || asked === value;
  const ofRule = rows.filter(
    ({ name, rule, origins }) =>
      name === state.alert &&
      isMeant(state.rule, rule?.uid) &&
      isMeant(state.group, rule?.group) &&
      (state.source === '' || origins.some(({ uid }) => uid === state.source))
  );
  const meant = ofRule.filter(
    ({ service, severity }) => isMeant(state.service, service) && isMeant(state.severity, severity)
  );
  const [first] = ofRule;
  return meant.length > 0 ? meant : first?.rule ? [resolved(first, first.rule, state, timesOf)] : [];
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

/** What leads to the page of a row's alert. */
export function addressOf({ name, service, severity, rule, origins }: AlertRow): AlertPageState {
  return {
    alert: name,
    service: service ?? '',
    severity: severity ?? '',
    rule: rule?.uid ?? '',
    source: rule?.origin.uid ?? origins[0]?.uid ?? '',
    group: rule?.group ?? '',
  };
}
