import { asksForMessages, isFailed, queueOf } from '../../telemetry/conventions/spans';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { type Call, type CallSpan, summed } from './edgesOfSpans';

/**
 * Ways of messages: from who sends them to their queue, and from there to who processes them. Both ends name the queue
 * (OpenTelemetry's `messaging.destination.name`), so that it joins them also where their traces are linked only.
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 * @param seconds in which the spans were
 */
export function queueEdges(spans: readonly CallSpan[], seconds: number): ServiceEdge[] {
  const keyOf = (queue: string, { service }: CallSpan) => JSON.stringify([queue, service]);
  const processed = new Set(
    spans.flatMap((span) => {
      const queue = span.kind === 'consumer' && !asksForMessages(span) ? queueOf(span) : undefined;
      return queue === undefined ? [] : [keyOf(queue, span)];
    })
  );
  const ways = spans.flatMap((span): Call[] => {
    const queue = queueOf(span);
    // Who has spans of both would count a message twice; of some instrumentations those that ask are all there are.
    const isCounted = span.kind === 'producer' || !asksForMessages(span) || !processed.has(keyOf(queue ?? '', span));
    if (queue === undefined || !isCounted) {
      return [];
    }
    const what = { seconds: span.duration / 1000, failed: isFailed(span) };
    return span.kind === 'producer'
      ? [{ ...what, from: span.service, to: queue, kind: 'messaging' }]
      : [{ ...what, from: queue, fromKind: 'messaging', to: span.service, kind: 'service' }];
  });
  // Who sends comes before who processes, in whatever order they were found.
  const inOrder = ways.sort((a, b) => Number(a.kind === 'service') - Number(b.kind === 'service'));
  return summed(inOrder, seconds).map((edge) => ({ ...edge, isAsynchronous: true }));
}

/** Calls without those that ways over queues tell as well: from who sends to a queue directly to who reads from it. */
export function withoutQueued(calls: readonly ServiceEdge[], queued: readonly ServiceEdge[]): ServiceEdge[] {
  const senders = queued.filter(({ kind }) => kind === 'messaging');
  const readers = queued.filter(({ fromKind }) => fromKind !== undefined);
  const isTold = ({ from, to, isAsynchronous }: ServiceEdge) =>
    isAsynchronous === true &&
    senders.some((sent) => sent.from === from && readers.some((read) => read.from === sent.to && read.to === to));
  return calls.filter((call) => !isTold(call));
}
