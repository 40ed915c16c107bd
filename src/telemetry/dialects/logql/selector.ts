import { type LogBinding } from '../../conventions/logs/binding';
import { type LogCondition } from '../../questions/logs';
import { type Labels } from '../../vocabulary';
import { logString } from './escape';
import { waysFilter } from './filters';
import { namedWays, otherwiseNamedWays, unnamedWays } from './serviceWays';

/** A stream selector with the stages that it needs. */
export interface ServiceSelector {
  matchers: string;
  stages: string[];
}

/** Selectors that together find the streams of just those services; no stream is found by two. */
export function serviceSelectors(conditions: readonly LogCondition[], binding: LogBinding): ServiceSelector[] {
  const leading = conditions.find(({ op, values }) => op === 'in' && !values.includes(''));
  const filters = conditions
    .filter((condition) => condition !== leading)
    .map((condition) => serviceFilter(condition, binding));
  if (filters.includes(false)) {
    return [];
  }
  const stages = filters.flatMap((filter) => (filter ? [`| ${filter}`] : []));
  const all = leading ? namedWays(leading.values, binding) : coverSelectors(binding);
  return all.map((matchers) => ({ matchers: `{${matchers.join(', ')}}`, stages }));
}

/**
 * A filter of labels for the lines whose service meets a condition. The empty value stands for those without one.
 * @returns undefined where it holds for all, and `false` where it can hold for none
 */
function serviceFilter({ op, values }: LogCondition, binding: LogBinding): string | undefined | false {
  if (op === 'notIn' && values.length === 0) {
    return undefined;
  }
  const named = values.filter((value) => value !== '');
  const takesNone = values.length > named.length === (op === 'in');
  const ways = op === 'in' ? namedWays(named, binding) : otherwiseNamedWays(named, binding);
  return waysFilter(takesNone ? [...ways, ...unnamedWays(binding)] : ways);
}

function coverSelectors({ cover }: LogBinding): string[][] {
  return cover.map((label, position) => [
    `${label}=~".+"`,
    ...cover.slice(0, position).map((before) => `${before}=""`),
  ]);
}

/** The selector of the very stream that has these labels. */
export function streamSelector(labels: Labels): string {
  return `{${Object.entries(labels)
    .map(([label, value]) => `${label}=${logString(value)}`)
    .join(', ')}}`;
}
