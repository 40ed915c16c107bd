import { t, tCount } from '../../i18n/t';
import { type EventRates } from '../../telemetry/dialects/promql/eventRates';
import { RECORDED_EVENTS, SLO_LABEL } from '../../telemetry/dialects/promql/recordedEvents';
import {
  bothAtLeast,
  ofObjective,
  ratioOfRecorded,
  recordedRatio,
} from '../../telemetry/dialects/promql/recordedRatio';
import { BURN_SECONDS, BURN_WINDOWS, burnThreshold, type BurnWindows, isReachable } from './burnRate';
import { budgetShare, objectiveId, type ServiceLevelObjective } from './objective';

/** An objective with what rules have to know of it. */
export interface RuledObjective {
  objective: ServiceLevelObjective;
  /** What counts its events over a window of so many seconds. */
  rates: (seconds: number) => EventRates;
  /** The address of its page. */
  link: string;
}

/** A rule as Prometheus reads it. */
export interface RecordingRule {
  record: string;
  expr: string;
  labels: Record<string, string>;
}

export interface AlertingRule {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export interface RuleGroup {
  name: string;
  interval: string;
  rules: Array<RecordingRule | AlertingRule>;
}

/** How often rules are evaluated: the shortest window is five minutes. */
export const RULE_INTERVAL = '1m';

/** Windows up to this long are counted by their requests, longer ones by what was recorded: seconds. */
const COUNTED_UP_TO = 3600;

/** What the alert of each pair of windows is called. */
export const ALERT_NAMES: Readonly<Record<BurnWindows['name'], string>> = {
  fast: 'ErrorBudgetBurnsFast',
  medium: 'ErrorBudgetBurns',
  slow: 'ErrorBudgetBurnsSlowly',
};

/** How bad it is that a rule of an objective fires; undefined where the rule is none of its own. */
export function firingState(rule: string, id: string): 'critical' | 'warning' | undefined {
  const windows = BURN_WINDOWS.find(({ name }) => rule === `${ALERT_NAMES[name]} ${id}`);
  return windows && (windows.isUrgent ? 'critical' : 'warning');
}

/** The rules of objectives for Prometheus: a group each. */
export function ruleGroups(objectives: readonly RuledObjective[]): RuleGroup[] {
  return objectives.map((ruled) => ({
    name: `slo ${objectiveId(ruled.objective)}`,
    interval: RULE_INTERVAL,
    rules: [...recordingRules(ruled), ...alertingRules(ruled)],
  }));
}

function recordingRules({ objective, rates }: RuledObjective): RecordingRule[] {
  const id = objectiveId(objective);
  const { service, route } = objective;
  const labels = { [SLO_LABEL]: id, service, ...(route !== undefined && { route }) };
  const [shortest = 0] = BURN_SECONDS;
  const { total, bad } = rates(shortest);
  return [
    { record: RECORDED_EVENTS.total, expr: total, labels },
    { record: RECORDED_EVENTS.bad, expr: bad, labels },
    ...BURN_SECONDS.map((seconds) => ({
      record: recordedRatio(seconds),
      expr: seconds > COUNTED_UP_TO ? ratioOfRecorded(id, seconds) : ratioOf(rates(seconds)),
      labels,
    })),
  ];
}

/** The share of requests that were not good. */
export function ratioOf({ total, bad }: EventRates): string {
  return `(\n${bad}\n)\n/\n(\n${total}\n)`;
}

/** The pairs of windows that can ever speak for an objective, and the share of bad requests at which they do. */
export function burnLimits(objective: ServiceLevelObjective): Array<{ windows: BurnWindows; limit: number }> {
  return BURN_WINDOWS.filter((windows) => isReachable(windows, objective)).map((windows) => ({
    windows,
    limit: Number((burnThreshold(windows, objective) * budgetShare(objective)).toPrecision(12)),
  }));
}

function alertingRules({ objective, link }: RuledObjective): AlertingRule[] {
  const id = objectiveId(objective);
  return burnLimits(objective).map(({ windows, limit }) => ({
    alert: ALERT_NAMES[windows.name],
    expr: bothAtLeast(
      ofObjective(recordedRatio(windows.long), id),
      ofObjective(recordedRatio(windows.short), id),
      limit
    ),
    labels: alertLabels(objective, windows),
    annotations: alertAnnotations(
      objective,
      windows,
      link,
      '{{ $labels.service }}{{ with $labels.route }} {{ . }}{{ end }}'
    ),
  }));
}

/** What routes an alert (whether somebody has to look at once), and what tells it from those of other objectives. */
export function alertLabels(objective: ServiceLevelObjective, { isUrgent }: BurnWindows): Record<string, string> {
  return { severity: isUrgent ? 'critical' : 'warning', [SLO_LABEL]: literal(objectiveId(objective)) };
}

/** A text that templates of Prometheus and Grafana leave as it is. */
export function literal(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

/** @param subject what the alert is of, as the templates of its server write it */
export function alertAnnotations(
  objective: ServiceLevelObjective,
  windows: BurnWindows,
  link: string,
  subject: string
): Record<string, string> {
  const { target, threshold, days } = objective;
  const rate = burnThreshold(windows, objective);
  const about = { subject, target: percent(target), seconds: threshold, rate };
  return {
    summary:
      threshold === undefined
        ? t(
            'objectives.alert.availability',
            '{{subject}} spends its error budget at a burn rate of {{rate}} or more',
            about
          )
        : t(
            'objectives.alert.latency',
            '{{subject}} spends its budget of requests over {{seconds}} s at a burn rate of {{rate}} or more',
            about
          ),
    description: tCount(
      'objectives.alert.about',
      days,
      {
        one: 'Objective: {{target}} of {{count}} day. In the last {{hours}} h {{spent}} of the budget or more was spent.',
        other:
          'Objective: {{target}} of {{count}} days. In the last {{hours}} h {{spent}} of the budget or more was spent.',
      },
      {
        target: percent(target),
        hours: windows.long / 3600,
        spent: percent((rate * windows.long) / (days * 24 * 3600)),
      }
    ),
    link,
  };
}

/** A share as percent with the digits that it has, and no noise. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))}%`;
}
