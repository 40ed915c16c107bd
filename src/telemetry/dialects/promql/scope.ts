import {
  type BoundLabels,
  type MetricDetection,
  type MetricFamily,
  type ServiceBinding,
} from '../../conventions/binding';
import { conventionById } from '../../conventions';
import { type Condition, type MetricQuestion } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { excludes, isPresent, matches, type Matcher } from './selector';

/** One family, seen through one question: which labels matter, and which series are always left out. */
export interface Scope {
  family: MetricFamily;
  requests: BoundLabels;
  duration: BoundLabels;
  always: Matcher[];
  /** The services that the question can mean here. */
  services: ServiceBinding[];
}

/** The families that a question is about. A service that none knows is looked for in all of them. */
export function scopesOf(question: Pick<MetricQuestion, 'where'>, detection: MetricDetection): Scope[] {
  const wanted = servicesWanted(question.where);
  const scopes = detection.families.map((family) => scopeOf(family, wanted));
  const knowing = scopes.filter((scope) => scope.services.length > 0);
  return knowing.length > 0 ? knowing : scopes;
}

function servicesWanted(where: readonly Condition[]): string[] | undefined {
  const condition = where.find(({ field, op }) => field === 'service' && op === 'in');
  return condition?.values;
}

function scopeOf(family: MetricFamily, wanted: string[] | undefined): Scope {
  const services = wanted ? family.services.filter(({ service }) => wanted.includes(service)) : family.services;
  const narrowed = wanted !== undefined && services.length > 0;
  const only = family.only.map(({ label, values }) => matches(label, values));
  return {
    family,
    services,
    requests: narrowed
      ? narrow(family.requests.labels, services, (service) => service.requests)
      : family.requests.labels,
    duration: narrowed
      ? narrow(family.duration?.labels ?? {}, services, (service) => service.duration ?? {})
      : (family.duration?.labels ?? {}),
    // Whoever names the services needs no list of the others.
    always: [...only, ...(narrowed ? [] : leaveOut(family.elsewhere))],
  };
}

/** Keeps only the labels that these services' series have: one service mostly needs one label a field. */
function narrow(
  all: BoundLabels,
  services: ServiceBinding[],
  labelsOf: (service: ServiceBinding) => BoundLabels
): BoundLabels {
  const entries = (Object.entries(all) as Array<[Field, string[]]>).map(([field, names]) => {
    const used =
      field === 'service'
        ? names.filter((name) => services.some(({ label }) => label === name))
        : names.filter((name) => services.some((service) => labelsOf(service)[field]?.includes(name)));
    return [field, used] as const;
  });
  return Object.fromEntries(entries.filter(([, names]) => names.length > 0));
}

function leaveOut(services: readonly ServiceBinding[]): Matcher[] {
  const byLabel = new Map<string, string[]>();
  for (const { label, service } of services) {
    byLabel.set(label, [...(byLabel.get(label) ?? []), service]);
  }
  return [...byLabel].map(([label, names]) => excludes(label, names.sort()));
}

/** Which series counts requests with all these fields on it: the counter, or the count of the durations. */
export function requestsWith(
  scope: Scope,
  fields: readonly Field[]
): { source: MetricFamily['requests']; labels: BoundLabels } | { missing: Field[] } {
  const { family } = scope;
  const missing = fields.filter((field) => !scope.requests[field]);
  if (missing.length === 0) {
    return { source: family.requests, labels: scope.requests };
  }
  if (family.duration && fields.every((field) => scope.duration[field])) {
    const { metric, type, labels } = family.duration;
    return { source: { metric, from: `${type}-count`, labels }, labels: scope.duration };
  }
  return { missing };
}

/** How a failed request is told from the others in this scope, or why it cannot be. */
export function failureMatchers(
  scope: Scope,
  status: readonly string[] | undefined,
  statusPattern: string,
  kind: 'errors' | 'clientErrors'
): { failed: Matcher[]; known: Matcher[] } | { reason: string } {
  const label = status?.[0];
  if (label !== undefined) {
    return { failed: [{ label, op: '=~', text: statusPattern }], known: [isPresent(label)] };
  }
  const mark = scope.family.errorMark;
  if (mark && kind === 'errors') {
    return { failed: [matches(mark.label, [mark.value])], known: [] };
  }
  const title = conventionById(scope.family.convention).title;
  return {
    reason: `${title}: ${scope.family.requests.metric} carries no HTTP status, so ${kind === 'errors' ? 'errors' : 'client errors'} are unknown`,
  };
}
