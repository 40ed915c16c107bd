import { type ServiceEdge } from '../../telemetry/questions/traces';
import { plainSpan as span } from '../../telemetry/testing/plain';
import { queueEdges, withoutQueued } from './queueEdges';

const orders = { 'messaging.system': 'bullmq', 'messaging.destination.name': 'orders' };
const trace = (digit: number) => String(digit).padStart(32, '0');
const sent = span({ kind: 'producer', service: 'shop', duration: 5, attributes: orders });
const processed = span({
  traceId: trace(2),
  kind: 'consumer',
  service: 'fulfilment',
  duration: 400,
  attributes: orders,
});

describe('ways over queues', () => {
  it('lead from who sends over the queue to who processes, though their traces are two', () => {
    expect(queueEdges([processed, sent, { ...processed, status: 'error' }], 10)).toEqual([
      {
        from: 'shop',
        to: 'orders (bullmq)',
        kind: 'messaging',
        rate: 0.1,
        errorRate: 0,
        p95: 0.005,
        isAsynchronous: true,
      },
      {
        from: 'orders (bullmq)',
        fromKind: 'messaging',
        to: 'fulfilment',
        kind: 'service',
        rate: 0.2,
        errorRate: 0.1,
        p95: 0.4,
        isAsynchronous: true,
      },
    ]);
  });

  it.each([
    [
      'of two systems are two',
      { ...processed, attributes: { ...orders, 'messaging.system': 'kafka' } },
      'orders (kafka)',
    ],
    [
      'are known by the old name',
      {
        ...processed,
        attributes: { ...orders, 'messaging.destination.name': undefined, 'messaging.destination': 'old' },
      },
      'old (bullmq)',
    ],
  ])('%s', (_, one, from) => {
    expect(queueEdges([one as typeof processed], 1)).toMatchObject([{ from, to: 'fulfilment' }]);
  });

  it.each([
    ['messaging.operation', 'process'],
    ['messaging.operation.type', 'process'],
    ['messaging.operation', undefined],
  ])('count a message once that has spans of who asked for it and of who processed it, by %s %s', (name, value) => {
    const one = { ...processed, attributes: { ...orders, [name]: value } };
    const asked = { ...processed, duration: 9000, attributes: { ...orders, [name]: 'receive' } };
    const elsewhere = { ...asked, service: 'statistics' };
    expect(queueEdges([asked, one, elsewhere], 1)).toMatchObject([
      { from: 'orders (bullmq)', to: 'fulfilment', rate: 1, p95: 0.4 },
      // Nothing else is known of this one.
      { from: 'orders (bullmq)', to: 'statistics', rate: 1, p95: 9 },
    ]);
  });

  it.each([
    ['of a queue without a name, which may be any', { ...processed, attributes: { 'messaging.system': 'kafka' } }],
    ['of calls', span({ kind: 'client', attributes: orders })],
    ['of what is processed without a queue', span({ kind: 'consumer' })],
  ])('are not made %s', (_, one) => {
    expect(queueEdges([one], 1)).toEqual([]);
  });
});

it('leaves out calls that ways over queues tell', () => {
  const queued = queueEdges([sent, processed], 1);
  const call = (change: Partial<ServiceEdge>): ServiceEdge => ({
    ...{ from: 'shop', to: 'fulfilment', kind: 'service', rate: 1, errorRate: 0 },
    ...change,
  });
  const kept = [call({}), call({ to: 'stock', isAsynchronous: true }), call({ from: 'cart', isAsynchronous: true })];
  expect(withoutQueued([call({ isAsynchronous: true }), ...kept], queued)).toEqual(kept);
});
