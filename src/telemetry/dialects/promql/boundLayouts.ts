import { type MetricDetection, type MetricFamily, type ServiceBinding } from '../../conventions/binding';
import { type MetricQuestion, onlyValue } from '../../questions/metric';
import { leaveOut, type Scope } from './scope';

/*
 * Buckets may only be summed over services that have the same bounds. Which do is found out where there are so many
 * services that their buckets one by one would be too much to ask for: the sum of a power of a service's bounds tells
 * which it has.
 */

/** Of fewer services the buckets of each are asked for. */
const FEW_SERVICES = 30;

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
