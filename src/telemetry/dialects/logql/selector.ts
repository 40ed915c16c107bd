import { boundCarriers, type LogBinding } from '../../conventions/logs/binding';
import { type LogCondition } from '../../questions/logs';
import { type Labels } from '../../vocabulary';
import { logAlternatives, logString } from './escape';
import { type Carrier, labelFilter } from './filters';

/** Values of labels that stand for no service: Loki's, and OpenTelemetry's `unknown_service:node`. */
const NO_SERVICE = 'unknown_service(:.*)?';

export function serviceCarrier(label: string): Carrier {
  return { label, ...(label === 'service_name' && { none: NO_SERVICE }) };
}

/** A stream selector with the stages that it needs. */
export interface ServiceSelector {
  matchers: string;
  stages: string[];
}

/** Selectors that together find the streams of just those services; no stream is found by two. */
export function serviceSelectors(conditions: readonly LogCondition[], binding: LogBinding): ServiceSelector[] {
  const carriers = boundCarriers('service', binding);
  const leading = conditions.find(({ op, values }) => op === 'in' && !values.includes(''));
  const filters = conditions
    .filter((condition) => condition !== leading)
    .map((condition) => labelFilter(condition, carriers.map(serviceCarrier)));
  if (filters.includes(false)) {
    return [];
  }
  const stages = filters.flatMap((filter) => (filter ? [`| ${filter}`] : []));
  const all = leading ? namedSelectors(leading.values, carriers, binding) : coverSelectors(binding);
  return all.map((matchers) => ({ matchers: `{${matchers.join(', ')}}`, stages }));
}

/** By the labels that name those services; by all that may where one is not known. */
function namedSelectors(values: readonly string[], carriers: readonly string[], { services }: LogBinding): string[][] {
  return carriers.flatMap((label, position) => {
    const own = values.filter((value) => (services.get(value) ?? carriers).includes(label));
    const [single] = own;
    if (single === undefined) {
      return [];
    }
    const named = own.length === 1 ? `${label}=${logString(single)}` : `${label}=~${logAlternatives(own)}`;
    return [[named, ...carriers.slice(0, position).map(unnamed)]];
  });
}

function unnamed(label: string): string {
  return serviceCarrier(label).none === undefined ? `${label}=""` : `${label}=~${logString(`|${NO_SERVICE}`)}`;
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
