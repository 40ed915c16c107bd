import { type ServiceEdge } from '../../telemetry/questions/traces';

/** The ways that one service has to do with. */
export interface ServiceSurroundings {
  /** All of them, each once. */
  edges: ServiceEdge[];
  /** Those that end at the service, and those of who sends to queues that it reads from. */
  upstream: ServiceEdge[];
  /** Those that begin at the service, and those of who reads from queues that it sends to. */
  downstream: ServiceEdge[];
}

/** Looks across queues, as they are no services: who sends is known by name only to who stands one way further. */
export function aroundService(edges: readonly ServiceEdge[], service: string): ServiceSurroundings {
  const read = new Set(edges.flatMap(({ from, fromKind, to }) => (to === service && fromKind ? [from] : [])));
  const fed = new Set(edges.flatMap(({ from, to, kind }) => (from === service && kind === 'messaging' ? [to] : [])));
  const isUpstream = ({ to, kind }: ServiceEdge) => to === service || (kind === 'messaging' && read.has(to));
  const isDownstream = ({ from, fromKind }: ServiceEdge) =>
    from === service || (fromKind !== undefined && fed.has(from));
  return {
    edges: edges.filter((edge) => isUpstream(edge) || isDownstream(edge)),
    upstream: edges.filter(isUpstream),
    downstream: edges.filter(isDownstream),
  };
}
