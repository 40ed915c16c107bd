import { type AlertRule } from '../../telemetry/questions/alerts';
import { type Labels } from '../../telemetry/vocabulary';
import { hash } from '../patterns/hash';
import { labelsKey, sharedLabels } from './alert';

/** What tells a rule from others; two servers that evaluate the same rule have the same. */
export function ruleKey({ uid, name, group, query, labels }: AlertRule): string {
  return JSON.stringify(uid === undefined ? [name, group, query, labelsKey(labels)] : [uid]);
}

/** In an address, in place of the definition of a rule: no rule of the alert is known. */
const NO_RULE = 'none';

/**
 * What tells a rule without a uid from others of its name, in an address.
 * @returns empty for a rule that has a uid, which says it
 */
export function definitionOf(rule: AlertRule | undefined): string {
  return rule === undefined ? NO_RULE : rule.uid === undefined ? hash(ruleKey(rule)) : '';
}

/** Labels of a rule that all of its alerts have; others are templates. */
export function staticLabels({ labels }: AlertRule): Labels {
  return sharedLabels(Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{'))));
}

/**
 * Rules whose alerts what is recorded of alerts does not tell from this one's: it knows names and labels alone.
 * Grafana's rules have a uid there.
 */
export function recordedAlike(rule: AlertRule, rules: readonly AlertRule[]): AlertRule[] {
  const own = staticLabels(rule);
  const isAlike = (other: AlertRule) =>
    Object.entries(staticLabels(other)).every(([name, value]) => (own[name] ?? value) === value);
  const others = rules.filter(
    (other) => other.uid === undefined && other.name === rule.name && ruleKey(other) !== ruleKey(rule) && isAlike(other)
  );
  return rule.uid === undefined ? others : [];
}
