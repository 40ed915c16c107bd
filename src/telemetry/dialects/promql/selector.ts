import { type Condition } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { type BoundLabels } from '../../conventions/binding';
import { joinedLabel, labelsOf } from '../../conventions/joinedLabels';
import { isClassicMetricName, promAlternatives, promLabel, promString } from './escape';

/** What a label has to be. */
export interface Matcher {
  label: string;
  op: '=' | '!=' | '=~' | '!~';
  /** The right side as it stands in the text: a string literal. */
  text: string;
}

/** The label is one of the values. */
export function matches(label: string, values: readonly string[]): Matcher {
  const single = values.length === 1 ? values[0] : undefined;
  return single === undefined
    ? { label, op: '=~', text: promAlternatives(values) }
    : { label, op: '=', text: promString(single) };
}

/** The label is none of the values. */
export function excludes(label: string, values: readonly string[]): Matcher {
  const single = values.length === 1 ? values[0] : undefined;
  return single === undefined
    ? { label, op: '!~', text: promAlternatives(values) }
    : { label, op: '!=', text: promString(single) };
}

/** Of joined labels a series has all or none. */
const isEmpty = (label: string): Matcher => ({ label: labelsOf(label)[0], op: '=', text: '""' });
export const isPresent = (label: string): Matcher => ({ label: labelsOf(label)[0], op: '!=', text: '""' });

/** The values of joined labels, by those of the first: a route of gRPC is one of the methods of its service. */
function byFirst(values: readonly string[]): Array<[first: string, rest: string[]]> {
  const groups = new Map<string, string[]>();
  for (const value of values) {
    const [, first = '', rest = ''] = /^([^/]*)\/(.+)$/.exec(value) ?? [];
    if (rest !== '') {
      groups.set(first, [...(groups.get(first) ?? []), rest]);
    }
  }
  return [...groups];
}

/** The ways in which a label can be one of the values. */
function waysToMatch(label: string, values: readonly string[]): MatcherSets {
  const [first, ...others] = labelsOf(label);
  return others.length === 0
    ? [[matches(label, values)]]
    : byFirst(values).map(([value, rest]) => [matches(first, [value]), matches(joinedLabel(...others), rest)]);
}

/** The ways in which a label can be none of the values. */
function waysToExclude(label: string, values: readonly string[]): MatcherSets {
  const [first, ...others] = labelsOf(label);
  if (others.length === 0) {
    return [[excludes(label, values)]];
  }
  const groups = byFirst(values);
  const named = groups.map(([value]) => value);
  return [
    named.length > 0 ? [excludes(first, named)] : [],
    ...groups.map(([value, rest]) => [matches(first, [value]), excludes(joinedLabel(...others), rest)]),
  ];
}

/** A vector selector. UTF-8 metric names go inside the braces; an empty name is left to the matchers. */
export function selector(metric: string, matchers: readonly Matcher[]): string {
  const inner = matchers.map(({ label, op, text }) => `${promLabel(label)}${op}${text}`);
  if (metric !== '' && !isClassicMetricName(metric)) {
    return `{${[promString(metric), ...inner].join(', ')}}`;
  }
  return inner.length === 0 ? metric : `${metric}{${inner.join(', ')}}`;
}

/**
 * The ways in which something can hold for a series. PromQL's matchers are a conjunction, so each way becomes a
 * selector of its own; no series is in two of them.
 */
export type MatcherSets = Matcher[][];

/** The label that carries a field, which is the first that is not empty, passes `test`. */
export function matcherSetsWith(labels: readonly string[], test: (label: string) => Matcher[]): MatcherSets {
  return waysWith(labels, (label) => [test(label)]);
}

function waysWith(labels: readonly string[], ways: (label: string) => MatcherSets): MatcherSets {
  return labels.flatMap((label, position) =>
    ways(label).map((way) => [...labels.slice(0, position).map(isEmpty), ...way])
  );
}

/** No label carries the field. */
export function matcherSetsWithout(labels: readonly string[]): MatcherSets {
  return [labels.map(isEmpty)];
}

/** A condition on series that others share, which may carry the field in labels that ours do not have. */
export interface ScopedCondition extends Condition {
  /** Every label that carries the field on any series of the metric, the preferred first; ours are some of them. */
  carriers?: readonly string[];
}

/** The ways in which a condition can hold; a field without a value is the empty value. */
function waysToHold({ op, values, carriers: all }: ScopedCondition, labels: readonly string[]): MatcherSets {
  const named = values.filter((value) => value !== '');
  const alsoEmpty = values.length > named.length;
  if (labels.length === 0) {
    return (op === 'in') === alsoEmpty ? [[]] : [];
  }
  if (op === 'in') {
    return [
      ...(named.length > 0 ? waysWith(labels, (label) => waysToMatch(label, named)) : []),
      ...(alsoEmpty ? matcherSetsWithout(labels) : []),
    ];
  }
  const carriers = all && labels.every((label) => all.includes(label)) ? all : labels;
  return labels.flatMap((label) => {
    const position = carriers.indexOf(label);
    const isLast = position === carriers.length - 1;
    return (named.length > 0 ? waysToExclude(label, named) : [[]]).map((way) => [
      ...carriers.slice(0, position).map(isEmpty),
      // The last one takes what has no value too, unless that is to be left out.
      ...(isLast && !alsoEmpty ? [] : [isPresent(label)]),
      ...way,
    ]);
  });
}

/**
 * The selectors that together hold just the series for which everything holds; none where nothing can.
 * @param always matchers of every selector
 * @param more further ways, of which one has to hold
 */
export function selectors(
  metric: string,
  conditions: readonly ScopedCondition[],
  labels: BoundLabels,
  always: readonly Matcher[],
  more: MatcherSets = [[]]
): string[] {
  const demands = conditions.map((condition) => waysToHold(condition, labels[condition.field] ?? []));
  const ways = [...demands, more].reduce<MatcherSets>(
    (all, held) => all.flatMap((way) => held.map((next) => [...way, ...next])),
    [[...always]]
  );
  return ways.map((matchers) => selector(metric, matchers));
}

/** The labels by which series are grouped so that these fields can be told apart. */
export function groupLabels(fields: readonly Field[], labels: BoundLabels): string[] {
  return [...new Set(fields.flatMap((field) => (labels[field] ?? []).flatMap(labelsOf)))];
}
