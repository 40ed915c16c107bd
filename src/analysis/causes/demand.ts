import { type Changes } from './change';
import { type ServiceMap } from './serviceMap';

/**
 * Who is asked for more from outside: its part of all requests that came in addition, 0 to 1. More requests of a
 * service that others call are theirs.
 */
export function demandOf({ series }: Changes, map: ServiceMap): Map<string, number> {
  const more = new Map<string, number>();
  for (const { entity, measure, before, during } of series) {
    if (entity.kind === 'service' && measure === 'requests' && during > before) {
      more.set(entity.service, during - before);
    }
  }
  const entries = [...more].filter(([service]) => !(map.callers.get(service) ?? []).some(({ from }) => more.has(from)));
  const all = entries.reduce((sum, [, extra]) => sum + extra, 0);
  return new Map(entries.map(([service, extra]) => [service, extra / all]));
}
