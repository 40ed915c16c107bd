import { isFailed, peerOf } from '../../telemetry/conventions/spans';
import { type ServiceEdge, type Span } from '../../telemetry/questions/traces';
import { groupBy } from '../groupBy';

/** What of a span says whom it calls. */
export type CallSpan = Omit<Span, 'events' | 'links'>;

/** One call, or one message. */
export interface Call extends Pick<ServiceEdge, 'from' | 'fromKind' | 'to' | 'kind'> {
  seconds: number;
  failed: boolean;
}

/**
 * Calls among spans: a server's span under another service's client span, and client spans with nobody traced under
 * them, by what they say of their peer.
 * @param seconds in which they were
 * @param failsTo whose word counts on whether a call failed: of who is called, or also of the caller, to whom an error
 *   of the client is one, too
 */
export function edgesOfSpans(
  spans: readonly CallSpan[],
  seconds: number,
  failsTo: 'called' | 'caller' = 'called'
): ServiceEdge[] {
  const callers = new Map(
    spans
      .filter(({ kind }) => kind === 'client' || kind === 'producer')
      .map((span) => [`${span.traceId}${span.spanId}`, span])
  );
  const answered = new Set<CallSpan>();
  const calls: Call[] = [];
  for (const span of spans) {
    const isServed = span.kind === 'server' || span.kind === 'consumer';
    // Zipkin gives both ends of a call one id.
    const caller =
      callers.get(`${span.traceId}${span.spanId}`) ?? callers.get(`${span.traceId}${span.parentSpanId ?? ''}`);
    if (caller && isServed) {
      answered.add(caller);
      const call = whatOf(span);
      const failed = call.failed || (failsTo === 'caller' && isFailed(caller));
      calls.push({ ...call, failed, from: caller.service, to: span.service, kind: 'service' });
    }
  }
  const services = new Set(spans.map(({ service }) => service));
  for (const span of spans) {
    const peer = answered.has(span) ? undefined : peerOf(span);
    if (peer && !(peer.kind === 'external' && peer.name === span.service)) {
      const isPlace = peer.kind === 'database' || peer.kind === 'messaging';
      // Called like a service is the service, whose part of the trace is missing; who has no spans at all is outside.
      const kind = isPlace ? peer.kind : services.has(peer.name) ? 'service' : 'external';
      calls.push({ ...whatOf(span), from: span.service, to: peer.name, kind });
    }
  }
  return summed(calls, seconds);
}

function whatOf(span: CallSpan): Pick<Call, 'seconds' | 'failed'> {
  return { seconds: span.duration / 1000, failed: isFailed(span) };
}

/** Brings calls together that have both ends in common. */
export function summed(calls: readonly Call[], seconds: number): ServiceEdge[] {
  const groups = groupBy(calls, ({ from, fromKind, to, kind }) => JSON.stringify([from, fromKind, to, kind]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const durations = group.map((call) => call.seconds).sort((a, b) => a - b);
    return first
      ? [
          {
            from: first.from,
            ...(first.fromKind && { fromKind: first.fromKind }),
            to: first.to,
            kind: first.kind,
            rate: group.length / seconds,
            errorRate: group.filter(({ failed }) => failed).length / seconds,
            p95: durations[Math.ceil(durations.length * 0.95) - 1],
          },
        ]
      : [];
  });
}
