import { readRuleQuery, type RuleMatcher } from '../telemetry/dialects/ruleQuery';
import { type AlertRule } from '../telemetry/questions/alerts';
import { bareName } from '../telemetry/serviceNames';
import { type Labels } from '../telemetry/vocabulary';
import { serviceOfLabels } from './labelEntities';

/** A service as pages call it, with the other names that metrics, logs or traces have for it. */
export interface NamedService {
  service: string;
  names: readonly string[];
}

/** Which service a name stands for, if only one has it. */
export type ServiceNamed = (name: string) => string | undefined;

/** Looks names up among services: by their own name, else by a name that no other service has. */
export function serviceNamed(services: readonly NamedService[]): ServiceNamed {
  const own = new Set(services.map(({ service }) => service));
  const others = new Map<string, string | undefined>();
  for (const { service, names } of services) {
    for (const name of new Set([...names, bareName(service) ?? service])) {
      others.set(name, others.has(name) && others.get(name) !== service ? undefined : service);
    }
  }
  return (name) => (own.has(name) ? name : others.get(name));
}

/**
 * The service that an alert is of: what its labels name; else what every selector of its rule's query that names a
 * service names. A name that no service is known by is taken as it stands. Nothing is guessed.
 * @param named looks names up among the services that are known
 */
export function serviceOfAlert(labels: Labels, rule: AlertRule | undefined, named: ServiceNamed): string | undefined {
  const labelled = serviceOfLabels(labels);
  if (labelled !== undefined) {
    return named(labelled) ?? labelled;
  }
  const inQuery = queriedService(rule);
  return inQuery === undefined ? undefined : (named(inQuery) ?? inQuery);
}

/** Kept with the rule: a page asks for each of its alerts. */
const queried = new WeakMap<AlertRule, { service?: string }>();

function queriedService(rule: AlertRule | undefined): string | undefined {
  if (!rule) {
    return undefined;
  }
  const known = queried.get(rule) ?? { service: serviceInQuery(rule) };
  queried.set(rule, known);
  return known.service;
}

function serviceInQuery(rule: AlertRule): string | undefined {
  const read = rule.query !== undefined && rule.dialect ? readRuleQuery(rule.query, rule.dialect) : undefined;
  const names = new Set((read?.selectors ?? []).flatMap((matchers) => serviceOfLabels(equalLabels(matchers)) ?? []));
  return names.size === 1 ? [...names][0] : undefined;
}

/** The labels that a selector allows one value for. */
function equalLabels(matchers: readonly RuleMatcher[]): Labels {
  return Object.fromEntries(
    matchers
      .filter(({ op, value }) => op === '=' || (op === '=~' && /^[\w-]+$/.test(value)))
      .map(({ label, value }) => [label, value])
  );
}
