import { t, tCount } from '../../../i18n/t';
import {
  type BoundLabels,
  type MetricDetection,
  type MetricFamily,
  type ServiceBinding,
} from '../../conventions/binding';
import { conventionTitle } from '../../conventions';
import { edgeOf } from '../../conventions/edge';
import { TARGET_LABELS } from '../../conventions/labelNames';
import { measureSpec } from '../../measures';
import { type Condition, is, type MetricQuestion, onlyValue } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { excludes, matches, type Matcher, type ScopedCondition } from './selector';

/** One family, seen through one question: which labels matter, and which series are always left out. */
export interface Scope {
  family: MetricFamily;
  /** As the user knows the family. */
  title: string;
  requests: BoundLabels;
  duration: BoundLabels;
  /** What the series must be to count at all, e.g. server spans. */
  always: Matcher[];
  /** The question's conditions, and services that others answer for left out. */
  where: ScopedCondition[];
  /** The services that the question can mean here. */
  services: ServiceBinding[];
  /** What tells its part from the others, where a family before it answers for one of its services too. */
  apart?: string;
}

/** Where a field is looked for: on the series that count requests, or on those of the durations. */
export type Source = 'requests' | 'duration';

/** The families that a question is about. A service that none knows is looked for in all of them. */
export function scopesOf(
  { measure, where, seenFrom }: Pick<MetricQuestion, 'measure' | 'where' | 'seenFrom'>,
  detection: Pick<MetricDetection, 'families'> & Partial<Pick<MetricDetection, 'covered'>>
): Scope[] {
  if (seenFrom === 'proxy') {
    return scopesAtEdge(where, { covered: [], ...detection });
  }
  const wanted = servicesWanted(where);
  const { kind } = measureSpec(measure);
  const scopes = detection.families
    .filter((family) => family.kind === kind)
    .map((family) => scopeOf(family, where, wanted));
  const knowing = scopes.filter((scope) => scope.services.length > 0);
  return knowing.length > 0 ? toldApart(knowing) : scopes;
}

/** The one proxy that counts a service beside the service itself; none where there is no such. */
function scopesAtEdge(where: readonly Condition[], detection: Parameters<typeof edgeOf>[0]): Scope[] {
  const service = onlyValue(where, 'service');
  const edge = service === undefined ? undefined : edgeOf(detection, service);
  if (!edge) {
    return [];
  }
  const { family, binding } = edge;
  const own = where.map((condition) => (condition.field === 'service' ? is('service', binding.service) : condition));
  return [scopeOf({ ...family, services: [binding] }, own, [binding.service])];
}

/** A service may answer HTTP and RPC, which are counted by a family each. */
function toldApart(scopes: readonly Scope[]): Scope[] {
  return scopes.map((scope, index) => {
    const before = new Set(scopes.slice(0, index).flatMap(({ services }) => services.map(({ service }) => service)));
    return scope.services.some(({ service }) => before.has(service)) ? { ...scope, apart: String(index) } : scope;
  });
}

function servicesWanted(where: readonly Condition[]): string[] | undefined {
  const condition = where.find(({ field, op }) => field === 'service' && op === 'in');
  return condition?.values;
}

function scopeOf(family: MetricFamily, where: readonly Condition[], wanted: string[] | undefined): Scope {
  const services = wanted ? family.services.filter(({ service }) => wanted.includes(service)) : family.services;
  const narrowed = wanted !== undefined && services.length > 0;
  return {
    family,
    title: conventionTitle(family.convention),
    services,
    requests: narrowed ? narrow(family.requests.labels, services, 'requests') : family.requests.labels,
    duration: narrowed ? narrow(family.duration?.labels ?? {}, services, 'duration') : (family.duration?.labels ?? {}),
    always: [
      ...family.only.map(({ label, values }) => matches(label, values)),
      ...family.without.map(({ label, values }) => excludes(label, values)),
    ],
    where: narrowed ? onlyServices(where, services) : [...where, ...leaveOut(family.elsewhere, family.services)],
  };
}

/** Whoever is named here needs no list of the others, but what another family answers for is not asked of this one. */
function onlyServices(where: readonly Condition[], services: readonly ServiceBinding[]): Condition[] {
  const here = services.map(({ service }) => service);
  return where.map((condition) =>
    condition.field === 'service' && condition.op === 'in'
      ? { ...condition, values: condition.values.filter((value) => here.includes(value)) }
      : condition
  );
}

/** Keeps only the labels that these services' series have: one service mostly needs one label a field. */
function narrow(all: BoundLabels, services: readonly ServiceBinding[], source: Source): BoundLabels {
  const used = (field: Field, label: string) => services.some((service) => service[source]?.[field]?.includes(label));
  const entries = (Object.entries(all) as Array<[Field, string[]]>).map(([field, names]) => {
    if (field !== 'service') {
      return [field, names.filter((name) => used(field, name))] as const;
    }
    // A label may hold this service's name on another service's series too, which a preferred label then tells.
    return [field, names.slice(0, Math.max(...names.map((name, i) => (used(field, name) ? i + 1 : 0))))] as const;
  });
  return Object.fromEntries(entries.filter(([, names]) => names.length > 0));
}

/**
 * A condition that leaves services out; none for none. Where they are named by another label than our own are, such as
 * `service` beside a mere `job`, a series is ours only if it is named as ours are.
 */
export function leaveOut(services: readonly ServiceBinding[], own: readonly ServiceBinding[]): ScopedCondition[] {
  if (services.length === 0) {
    return [];
  }
  const names: readonly string[] = TARGET_LABELS.service;
  const used = new Set([...own, ...services].flatMap(({ label, requests }) => [label, ...(requests.service ?? [])]));
  const carriers = [...used].sort((a, b) => names.indexOf(a) - names.indexOf(b));
  return [{ field: 'service', op: 'notIn', values: services.map(({ service }) => service).sort(), carriers }];
}

/** Fields that say what was asked of a service, not where it runs: only a label of their own can tell them. */
const MEASURED: readonly Field[] = ['route', 'method', 'status'];

/** Fields by which series are told apart as far as they have them: what has none of it is a group of its own. */
const OF_PLACES: readonly Field[] = ['environment', 'namespace'];

/**
 * The fields without which a question cannot be answered. What has no environment is in none, so not in a given one.
 */
export function fieldsNeeded({ by, where }: Pick<MetricQuestion, 'by' | 'where'>): Field[] {
  const demanded = where.filter(({ field, op }) => op === 'in' || MEASURED.includes(field)).map(({ field }) => field);
  return [...new Set([...by.filter((field) => !OF_PLACES.includes(field)), ...demanded])];
}

/** Whom a notice is about, for families that share their names with others. */
export function whose({ title, services }: Scope): string {
  const names = services.slice(0, 3).map(({ service }) => service);
  const about = { family: title, services: names.join(', ') };
  if (services.length > names.length) {
    return tCount(
      'ui.measure.family-of-more',
      services.length - names.length,
      { one: '{{family}} ({{services}} and {{count}} more)', other: '{{family}} ({{services}} and {{count}} more)' },
      about
    );
  }
  return names.length > 0 ? t('ui.measure.family-of', '{{family}} ({{services}})', about) : title;
}
