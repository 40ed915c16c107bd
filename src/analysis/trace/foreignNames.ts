import { type LogLine } from '../../telemetry/questions/logs';
import { type TraceAnalysis } from './timeline';

/** What the lines of a trace themselves tell of the names of its services. */
export interface ForeignNames {
  /** Services by the names that logs have for them, as the spans that their lines name show. */
  known: ReadonlyMap<string, string>;
  /** Names of which only others can tell what traces call them; none where every service has its lines already. */
  unknown: string[];
}

/**
 * Names of services on lines where the trace has no service of that name: to place lines that name no span one has to
 * know what traces call the service. Where other lines of that name do name spans, these tell.
 */
export function foreignNames({ tree, services }: TraceAnalysis, lines: readonly LogLine[]): ForeignNames {
  const silent = new Set(services.map(({ service }) => service));
  const own = new Set(silent);
  const seen = new Map<string, Set<string>>();
  const homeless = new Set<string>();
  for (const { reading } of lines) {
    const { service, spanId } = reading;
    if (service === undefined) {
      continue;
    }
    if (own.has(service)) {
      silent.delete(service);
      continue;
    }
    const nodes = spanId === undefined ? [] : tree.nodesOf(spanId);
    if (nodes.length === 0) {
      homeless.add(service);
      continue;
    }
    const writers = seen.get(service) ?? new Set<string>();
    nodes.forEach((node) => writers.add(tree.nodes[node]?.span.service ?? ''));
    seen.set(service, writers);
  }
  const known = new Map<string, string>();
  for (const [name, writers] of seen) {
    const [writer] = writers;
    if (writers.size === 1 && writer) {
      known.set(name, writer);
      silent.delete(writer);
    }
  }
  const unknown = [...homeless].filter((name) => !known.has(name)).sort();
  return { known, unknown: silent.size > 0 ? unknown : [] };
}
