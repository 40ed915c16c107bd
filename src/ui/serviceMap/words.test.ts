import { type ServiceEdge, type ServiceEdgesAnswer } from '../../telemetry/questions/traces';
import { basisWords, edgeKindWords, edgeWords, mapWords } from './words';

const call: ServiceEdge = { from: 'shop', to: 'stock', kind: 'service', rate: 2, errorRate: 0, p95: 0.2 };
const sent: ServiceEdge = { ...call, to: 'orders (bullmq)', kind: 'messaging', isAsynchronous: true };
const received: ServiceEdge = { ...call, from: 'orders (bullmq)', fromKind: 'messaging', isAsynchronous: true };

it.each([
  [call, 'shop calls stock: 2.00 req/s, error rate 0%, p95 200 ms', 'service'],
  [sent, 'shop sends messages to orders (bullmq): 2.00 req/s, error rate 0%, p95 200 ms', 'queue, asynchronous'],
  [
    received,
    'stock processes messages from orders (bullmq): 2.00 req/s, error rate 0%, p95 200 ms',
    'service, asynchronous',
  ],
])('says what %j is', (edge, words, kind) => {
  expect([edgeWords(edge, false), edgeKindWords(edge)]).toEqual([words, kind]);
});

it('says which numbers were counted, and which sampled', () => {
  const counted: ServiceEdgesAnswer = { edges: [call], basis: 'metrics', sent: [] };
  expect(basisWords(counted)).toBe('From all traces');
  expect(basisWords({ ...counted, sampledMessages: 2 })).toBe(
    'From all traces; messages sampled from the newest 2 traces with some'
  );
  expect(mapWords(counted, true)).not.toMatch(/Dotted/);
  expect(mapWords({ ...counted, edges: [call, sent] }, true)).toMatch(/Dotted: messages, for which nobody waits\./);
});
