import { SERVICE_LABELS } from '../../telemetry/alertLabels';
import { type RuleMatcher } from '../../telemetry/dialects/ruleQuery';
import { type Silence } from '../../telemetry/questions/alerts';
import { bareName } from '../../telemetry/serviceNames';
import { type Labels } from '../../telemetry/vocabulary';

/** By which Grafana's Alertmanager knows the rule of an alert. */
const RULE_UID = '__alert_rule_uid__';

/** Whether a silence covers an alert: all of its conditions hold, a label that is missing being empty. */
export function covers(
  { matchers }: Pick<Silence, 'matchers'>,
  { labels, ruleUid }: { labels: Labels; ruleUid?: string }
): boolean {
  return matchers.every((matcher) =>
    holds(matcher, (matcher.label === RULE_UID ? ruleUid : labels[matcher.label]) ?? '')
  );
}

/** Whether a silence is about alerts of a service: it demands a label that names a service, and that names this one. */
export function namesService({ matchers }: Pick<Silence, 'matchers'>, service: string): boolean {
  const names = [service, bareName(service)].filter((name) => name !== undefined);
  return matchers.some(
    (matcher) =>
      SERVICE_LABELS.includes(matcher.label) &&
      !holds(matcher, '') &&
      names.some((name) => holds(matcher, name)) &&
      isPositive(matcher)
  );
}

function isPositive({ op }: RuleMatcher): boolean {
  return op === '=' || op === '=~';
}

function holds({ op, value }: RuleMatcher, text: string): boolean {
  switch (op) {
    case '=':
      return text === value;
    case '!=':
      return text !== value;
    case '=~':
      return matchesWhole(value, text) === true;
    case '!~':
      return matchesWhole(value, text) === false;
  }
}

/** Undefined for what is no regular expression to a browser: then nobody knows. */
function matchesWhole(pattern: string, text: string): boolean | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 's').test(text);
  } catch {
    return undefined;
  }
}
