import { fieldValue, type MetricDetection, type MetricFamily, type ServiceBinding } from '../../conventions/binding';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { type Labels } from '../../vocabulary';
import { aggregate, anyOf } from './combine';
import { leaveOut, type Scope, scopesOf } from './scope';
import { excludes, groupLabels, selectors } from './selector';

/*
 * Buckets may only be summed over services that have the same bounds. Which do is found out where there are so many
 * services that their buckets one by one would be too much to ask for: the sum of a power of a service's bounds tells
 * which it has.
 */

/** Of fewer services the buckets of each are asked for. */
const FEW_SERVICES = 30;
/** Services with bounds of their own are many only where something else is wrong; these are asked for one by one. */
const MOST_LAYOUTS = 8;

/** The label of a bucket's bound, and that under which a query keeps it. */
const BOUND_LABEL = 'le';
const OWN_BOUND = 'bound';

/** Bounds are handy numbers, whose sums may be equal by chance; those of such powers are not. */
const EXPONENT = 0.3819660112501051;
/** In which order Prometheus adds is all one to so many digits. */
const DIGITS = 12;

/** The families with classic buckets of so many services that it must be known who shares bounds with whom. */
export function familiesToLayOut({ families }: MetricDetection): MetricFamily[] {
  return families.filter(
    ({ duration, services, layouts }) =>
      duration?.type === 'histogram' && services.length > FEW_SERVICES && layouts === undefined
  );
}

/** Whether a question is about a percentile over services, for which their buckets are brought together. */
export function bringsBucketsTogether({ measure, stat, by, where, seenFrom }: MetricQuestion): boolean {
  return (
    measure === 'duration' &&
    stat.kind === 'quantile' &&
    seenFrom === undefined &&
    !by.includes('service') &&
    onlyValue(where, 'service') === undefined
  );
}

/**
 * Tells by a number for each service which bounds its buckets have. PromQL reads no number out of a label, but of a
 * histogram with one bound and a single count below it the largest value is that bound.
 */
export function renderLayout(family: MetricFamily): string {
  const [scope] = scopesOf({ measure: 'duration', where: [] }, { families: [family] });
  const { where, always, duration } = scope ?? { where: [], always: [], duration: {} };
  const finite = [[excludes(BOUND_LABEL, ['+Inf'])]];
  const chosen = selectors(`${family.duration?.metric}_bucket`, where, duration, always, finite);
  const labels = groupLabels(['service'], duration);
  // Whatever a bucket counts, that it is there is 1.
  const there = `${aggregate('count', [...labels, BOUND_LABEL], anyOf(chosen))} ^ 0`;
  const apart = `label_replace(${there}, "${OWN_BOUND}", "$1", "${BOUND_LABEL}", "(.+)")`;
  const all = `label_replace(${apart}, "${BOUND_LABEL}", "+Inf", "", "")`;
  return aggregate('sum', labels, `(histogram_quantile(1, ${apart} or ${all}) + 1) ^ ${EXPONENT}`);
}

/**
 * Groups a family's services by what the query of {@link renderLayout} answered: each group has the same bounds, the
 * largest comes first. A service that is in none is asked for by itself.
 */
export function readLayouts(
  family: MetricFamily,
  answered: ReadonlyArray<{ labels: Labels; value: number }>
): string[][] {
  const own = new Set(family.services.map(({ service }) => service));
  const names = family.duration?.labels.service;
  const groups = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { labels, value } of answered) {
    const service = fieldValue(labels, names)?.value;
    if (service !== undefined && own.has(service) && !seen.has(service) && Number.isFinite(value)) {
      seen.add(service);
      const layout = value.toPrecision(DIGITS);
      groups.set(layout, [...(groups.get(layout) ?? []), service]);
    }
  }
  return [...groups.values()].sort((a, b) => b.length - a.length).slice(0, MOST_LAYOUTS);
}

/** The parts of a family by the bounds of its buckets. */
export interface LaidOut {
  /** Services with the same bounds, whose buckets can be summed. */
  alike: Scope[];
  /** Services of which the bounds are not known, or shared by few. */
  left?: Scope;
}

/** Parts a family by the bounds of its buckets; undefined where these are not known, or some services are meant. */
export function partsByLayout(scope: Scope): LaidOut | undefined {
  const { layouts } = scope.family;
  if (!layouts || layouts.length === 0 || scope.services !== scope.family.services) {
    return undefined;
  }
  const byName = new Map(scope.services.map((binding) => [binding.service, binding]));
  const bindings = layouts.map((names) => names.flatMap((name) => byName.get(name) ?? []));
  const known = new Set(layouts.flat());
  const unknown = scope.services.filter(({ service }) => !known.has(service));
  const [largest = [], ...others] = bindings;
  // Who is new since is most likely like most.
  const rest = [...others.flat(), ...unknown];
  return {
    alike: [without(scope, rest, largest), ...others.map((services) => only(scope, services))],
    ...(unknown.length > 0 && { left: only(scope, unknown) }),
  };
}

function only(scope: Scope, services: ServiceBinding[]): Scope {
  const values = services.map(({ service }) => service).sort();
  return { ...scope, services, where: [...scope.where, { field: 'service', op: 'in', values }] };
}

function without(scope: Scope, others: readonly ServiceBinding[], services: ServiceBinding[]): Scope {
  return { ...scope, services, where: [...scope.where, ...leaveOut(others, services)] };
}
