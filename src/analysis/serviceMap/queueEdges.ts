import { isFailed, queueOf } from '../../telemetry/conventions/spans';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { type Call, type CallSpan, summed } from './edgesOfSpans';

/**
 * Ways of messages: from who sends them to their queue, and from there to who processes them. Both ends name the queue
 * (OpenTelemetry's `messaging.destination.name`), so that it joins them also where their traces are linked only.
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 * @param seconds in which the spans were
 */
export function queueEdges(spans: readonly CallSpan[], seconds: number): ServiceEdge[] {
  const ways = spans.flatMap((span): Call[] => {
    const queue = queueOf(span);
    if (queue === undefined) {
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

/** Calls without what is told by ways over queues as well: who sends to a queue, and directly to who reads from it. */
export function withoutQueued(calls: readonly ServiceEdge[], queued: readonly ServiceEdge[]): ServiceEdge[] {
  const senders = queued.filter(({ kind }) => kind === 'messaging');
  const readers = queued.filter(({ fromKind }) => fromKind !== undefined);
  const isTold = ({ from, to, kind, isAsynchronous }: ServiceEdge) =>
    kind === 'messaging'
      ? senders.some((edge) => edge.from === from && edge.to === to)
      : isAsynchronous === true &&
        senders.some((sent) => sent.from === from && readers.some((read) => read.from === sent.to && read.to === to));
  return calls.filter((call) => !isTold(call));
}
