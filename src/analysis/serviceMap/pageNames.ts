import { type ServiceEdge } from '../../telemetry/questions/traces';

/**
 * Calls between services by the names that pages use, out of those by the names that traces have.
 * @param names of pages, by the name in traces, where they differ
 */
export function namedAsPages(edges: readonly ServiceEdge[], names: ReadonlyMap<string, string>): ServiceEdge[] {
  const named = (name: string) => names.get(name) ?? name;
  return edges.map((edge) => ({
    ...edge,
    // Databases, queues and what is outside are called as they are.
    from: edge.fromKind === undefined ? named(edge.from) : edge.from,
    to: edge.kind === 'service' ? named(edge.to) : edge.to,
  }));
}

/** What traces call the services of calls, each once. */
export function servicesOf(edges: readonly ServiceEdge[]): string[] {
  const ends = edges.flatMap(({ from, fromKind, to, kind }) => [
    ...(fromKind === undefined ? [from] : []),
    ...(kind === 'service' ? [to] : []),
  ]);
  return [...new Set(ends)];
}
