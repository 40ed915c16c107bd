import { type Changes } from './change';
import { type Measured } from './entities';
import { excessOf, MEASURES_OF, type Trouble } from './excess';
import { tellsOfFailures } from './notable';
import { partOfCalls, type ServiceMap } from './serviceMap';
import { type Segment, type Steps } from './steps';

/** Trouble of one service, and what of it is its own. */
export interface Blame {
  /** Failed requests, or seconds, beyond what was to be expected. */
  excess: number;
  /** What those that it calls do not explain. */
  own: number;
}

/**
 * Where trouble begins, along the map: what a service has too much of, less what those have that it calls, by the part
 * of their calls that is its. Who merely waits for others, or passes their failures on, is left with nothing. What
 * callers see fail and the service called does not count itself (it cannot be reached) is its trouble all the same.
 *
 * The more of a trouble is explained by others, the less is believed of the rest: retries, time-outs and the way
 * between make a victim louder than what it waits for.
 * @returns for every service, whether or not it has any
 */
export function blameOf(
  trouble: Trouble,
  excess: ReadonlyMap<string, number>,
  map: ServiceMap
): Map<string, Blame & { trouble: Trouble }> {
  const found = new Map<string, Blame & { trouble: Trouble }>();
  for (const [service, all] of excess) {
    const explained = (map.calls.get(service) ?? []).reduce(
      (sum, edge) => sum + partOfCalls(edge, map) * Math.max(0, excess.get(edge.to) ?? 0),
      0
    );
    const part = all <= 0 ? 0 : Math.max(0, 1 - explained / all);
    found.set(service, { trouble, excess: Math.max(0, all), own: Math.max(0, all) * part * part });
  }
  return found;
}

/**
 * How much of a trouble each service has. From its routes where it has any, so that a change of what is asked for is no
 * change of how long it takes; from the lines that it writes where its requests are not counted.
 * @param asked the services that are asked about
 */
export function troubles(
  trouble: Trouble,
  measured: readonly Measured[],
  changes: Changes,
  steps: Steps,
  time: Segment,
  asked: ReadonlySet<string>
): Map<string, number> {
  const [ofServices, ofRoutes] = [new Map<string, number>(), new Map<string, number>()];
  for (const one of measured) {
    const { kind, service } = one.entity;
    const into = kind === 'route' ? ofRoutes : kind === 'service' || kind === 'outside' ? ofServices : undefined;
    const counted =
      into && asked.has(service) && MEASURES_OF[trouble].some((measure) => one.series[measure] !== undefined);
    if (counted) {
      into.set(service, (into.get(service) ?? 0) + excessOf(one, trouble, steps, time));
    }
  }
  const found = new Map([...ofServices, ...ofRoutes]);
  if (trouble === 'failures') {
    addWhatCallersSee(found, changes);
    addLines(found, changes);
  }
  return found;
}

function addWhatCallersSee(found: Map<string, number>, { edges }: Changes): void {
  const seen = new Map<string, number>();
  for (const { to, excess } of edges) {
    seen.set(to, (seen.get(to) ?? 0) + excess);
  }
  seen.forEach((excess, service) => found.set(service, Math.max(found.get(service) ?? 0, excess)));
}

function addLines(found: Map<string, number>, { patterns }: Changes): void {
  const lines = new Map<string, number>();
  for (const { service, excess } of patterns.filter(tellsOfFailures)) {
    if (!found.has(service)) {
      lines.set(service, (lines.get(service) ?? 0) + excess);
    }
  }
  lines.forEach((excess, service) => found.set(service, excess));
}
