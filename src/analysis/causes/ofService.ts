import { type ChangeCase } from './case';
import { reachableFrom, serviceMapOf } from './serviceMap';

/** What of a case concerns a service: itself, and whom it calls, directly or not, as far as is known. */
export function ofService(one: ChangeCase, service: string): ChangeCase {
  const within = reachableFrom(service, serviceMapOf(one));
  return {
    ...one,
    series: one.series.filter(({ entity }) => within.has(entity.service)),
    edges: one.edges?.filter(({ from, to }) => within.has(from) && within.has(to)),
    patterns: one.patterns?.filter((pattern) => within.has(pattern.service)),
    versions: one.versions?.filter((version) => within.has(version.service)),
  };
}
