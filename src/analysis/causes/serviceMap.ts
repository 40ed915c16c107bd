import { type CaseEdge, type ChangeCase } from './case';
import { groupBy } from '../groupBy';
import { edgesOfSpans } from '../serviceMap/edgesOfSpans';

/** Who calls whom: the arrows of the service map, by both ends. */
export interface ServiceMap {
  /** Whom each calls. */
  calls: ReadonlyMap<string, readonly CaseEdge[]>;
  /** Who calls each. */
  callers: ReadonlyMap<string, readonly CaseEdge[]>;
}

/** The map of a case; where it has none, that of the traces which were looked at. Nobody calls itself. */
export function serviceMapOf({ edges, traces }: Pick<ChangeCase, 'edges' | 'traces'>): ServiceMap {
  const own = (edges ?? edgesOfTraces(traces)).filter(({ from, to }) => from !== to);
  return { calls: groupBy(own, ({ from }) => from), callers: groupBy(own, ({ to }) => to) };
}

function edgesOfTraces(traces: ChangeCase['traces']): CaseEdge[] {
  const spans = [...(traces?.any ?? []), ...(traces?.failed ?? [])];
  return edgesOfSpans(spans, 1).map(({ from, to, kind }) => ({ from, to, kind }));
}

/** What can be reached from a service along its calls, with itself. */
export function reachableFrom(service: string, { calls }: ServiceMap): Set<string> {
  return reach(service, (one) => (calls.get(one) ?? []).map(({ to }) => to));
}

/** Who reaches a service along calls, with itself. */
export function reaching(service: string, { callers }: ServiceMap): Set<string> {
  return reach(service, (one) => (callers.get(one) ?? []).map(({ from }) => from));
}

function reach(start: string, next: (one: string) => string[]): Set<string> {
  const found = new Set([start]);
  // Grows while it is gone through.
  for (const one of found) {
    next(one).forEach((other) => found.add(other));
  }
  return found;
}

/**
 * Which part of the calls to a service come from one caller, 0 to 1; 1 where nobody counted them: then each caller may
 * have waited for all of them.
 */
export function partOfCalls(edge: CaseEdge, { callers }: ServiceMap): number {
  const all = (callers.get(edge.to) ?? []).map(({ during }) => during?.calls);
  const counted = all.filter((calls) => calls !== undefined);
  const sum = counted.reduce((total, calls) => total + calls, 0);
  return counted.length === all.length && sum > 0 ? (edge.during?.calls ?? 0) / sum : 1;
}
