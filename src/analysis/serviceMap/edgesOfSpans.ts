import { isFailed, peerOf, statusOf } from '../../telemetry/conventions/spans';
import { type TimeSpan } from '../../telemetry/questions/logs';
import { type ServiceEdge, type Span } from '../../telemetry/questions/traces';

/** Calls of one service to another, as single spans say. */
interface Calls {
  from: string;
  to: string;
  kind: ServiceEdge['kind'];
  failed: number;
  /** Milliseconds, one for each call. */
  durations: number[];
}

/**
 * Who calls whom, read out of spans of whole traces. A call is counted once: where the called side is there, by the pair
 * of spans; else by what the caller says of its peer. Durations are the caller's.
 * @param span the time that the spans are from: rates are calls in it
 */
export function edgesOfSpans(spans: readonly Span[], { from, to }: TimeSpan): ServiceEdge[] {
  const seconds = Math.max((to - from) / 1000, 1e-3);
  const byId = new Map(spans.map((span) => [idOf(span), span]));
  const services = new Set(spans.map(({ service }) => service));
  const edges = new Map<string, Calls>();
  const told = new Set<Span>();

  for (const span of spans) {
    for (const caller of callersOf(span, byId)) {
      told.add(caller);
      if (caller.service !== span.service) {
        const isCall = caller.kind === 'client' || caller.kind === 'producer';
        const duration = isCall ? caller.duration : span.duration;
        add(edges, { from: caller.service, to: span.service, kind: 'service' }, duration, hasFailed(caller, span));
      }
    }
  }
  for (const span of spans) {
    const peer = told.has(span) ? undefined : peerOf(span);
    if (peer && peer.name !== span.service) {
      // Services are often called by an address that is their name.
      const kind = peer.kind === 'external' && services.has(peer.name) ? 'service' : peer.kind;
      add(edges, { from: span.service, to: peer.name, kind }, span.duration, hasFailed(span));
    }
  }
  return [...edges.values()].map(({ durations, failed, ...edge }) => ({
    ...edge,
    rate: durations.length / seconds,
    errorRate: failed / seconds,
    p95: quantile(durations, 0.95) / 1000,
  }));
}

/** Spans that this one answers: its parent, or what it is linked to where it reads a message; in both cases told now. */
function callersOf(span: Span, byId: ReadonlyMap<string, Span>): Span[] {
  const linked = span.kind === 'consumer' ? span.links : [];
  const ids = [
    ...(span.parentSpanId === undefined ? [] : [{ traceId: span.traceId, spanId: span.parentSpanId }]),
    ...linked,
  ];
  const callers = new Set(ids.flatMap((id) => byId.get(idOf(id)) ?? []));
  // One library’s client span often has another’s inside: the inner one is the call.
  const isInner = span.kind === 'client' || span.kind === 'producer';
  return [...callers].filter((caller) => caller.service !== span.service || (isInner && caller.kind === span.kind));
}

function idOf({ traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>): string {
  return `${traceId}:${spanId}`;
}

/** A client's span says error also where the answer is the client's own fault (4xx): that is not the callee's failure. */
function hasFailed(caller: Span, callee?: Span): boolean {
  return (callee !== undefined && isFailed(callee)) || (isFailed(caller) && (statusOf(caller) ?? 500) >= 500);
}

function add(
  edges: Map<string, Calls>,
  edge: Pick<Calls, 'from' | 'to' | 'kind'>,
  duration: number,
  failed: boolean
): void {
  const key = JSON.stringify([edge.from, edge.to, edge.kind]);
  const calls = edges.get(key) ?? { ...edge, failed: 0, durations: [] };
  calls.durations.push(duration);
  calls.failed += failed ? 1 : 0;
  edges.set(key, calls);
}

/** By the nearest rank. */
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}
