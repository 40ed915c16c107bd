import { type Condition } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { type BoundLabels } from '../../conventions/binding';
import { isClassicMetricName, promAlternatives, promLabel, promString } from './escape';

export interface Matcher {
  label: string;
  op: '=' | '!=' | '=~' | '!~';
  /** The right side as it stands in the text: a string literal. */
  text: string;
}

export function matches(label: string, values: readonly string[]): Matcher {
  const single = values.length === 1 ? values[0] : undefined;
  return single === undefined
    ? { label, op: '=~', text: promAlternatives(values) }
    : { label, op: '=', text: promString(single) };
}

export function excludes(label: string, values: readonly string[]): Matcher {
  const single = values.length === 1 ? values[0] : undefined;
  return single === undefined
    ? { label, op: '!~', text: promAlternatives(values) }
    : { label, op: '!=', text: promString(single) };
}

export const isEmpty = (label: string): Matcher => ({ label, op: '=', text: '""' });
export const isPresent = (label: string): Matcher => ({ label, op: '!=', text: '""' });

/** A vector selector. UTF-8 metric names go inside the braces. */
export function selector(metric: string, matchers: readonly Matcher[]): string {
  const inner = matchers.map(({ label, op, text }) => `${promLabel(label)}${op}${text}`);
  if (!isClassicMetricName(metric)) {
    return `{${[promString(metric), ...inner].join(', ')}}`;
  }
  return inner.length === 0 ? metric : `${metric}{${inner.join(', ')}}`;
}

/**
 * The ways in which a condition can hold where a field may sit in one of several labels: the first label that is not
 * empty carries the field. PromQL's matchers are a conjunction, so each way becomes a selector of its own.
 */
function waysToHold(condition: Condition, labels: readonly string[]): Matcher[][] {
  return labels.map((label, position) => {
    const before = labels.slice(0, position).map(isEmpty);
    if (condition.op === 'in') {
      return [...before, matches(label, condition.values)];
    }
    const last = position === labels.length - 1;
    return [...before, ...(last ? [] : [isPresent(label)]), excludes(label, condition.values)];
  });
}

/** The selectors that together hold just the series for which all conditions hold. */
export function selectors(
  metric: string,
  conditions: readonly Condition[],
  labels: BoundLabels,
  always: readonly Matcher[]
): string[] {
  let ways: Matcher[][] = [[...always]];
  for (const condition of conditions) {
    if (condition.values.length > 0) {
      const held = waysToHold(condition, labels[condition.field] ?? []);
      ways = ways.flatMap((way) => held.map((more) => [...way, ...more]));
    }
  }
  return ways.map((matchers) => selector(metric, matchers));
}

/** The labels by which series are grouped so that these fields can be told apart. */
export function groupLabels(fields: readonly Field[], labels: BoundLabels): string[] {
  return [...new Set(fields.flatMap((field) => labels[field] ?? []))];
}
