import { type ServiceEdge } from '../../telemetry/questions/traces';
import { aroundService } from './aroundService';

const numbers = { rate: 1, errorRate: 0 };
const call = (from: string, to: string): ServiceEdge => ({ from, to, kind: 'service', ...numbers });
const sends = (from: string, to: string): ServiceEdge => ({
  ...{ from, to, kind: 'messaging', isAsynchronous: true },
  ...numbers,
});
const reads = (from: string, to: string): ServiceEdge => ({
  ...{ from, fromKind: 'messaging', to, kind: 'service', isAsynchronous: true },
  ...numbers,
});
const words = (edges: readonly ServiceEdge[]) => edges.map(({ from, to }) => `${from} > ${to}`);

const EDGES = [
  call('web', 'shop'),
  call('web', 'cart'),
  sends('shop', 'orders (kafka)'),
  sends('legacy', 'orders (kafka)'),
  sends('cart', 'mails (kafka)'),
  reads('orders (kafka)', 'fulfilment'),
  reads('orders (kafka)', 'statistics'),
  reads('mails (kafka)', 'mailer'),
  { ...call('fulfilment', 'orders (kafka)'), kind: 'database' as const },
];

it.each<[string, string[], string[]]>([
  [
    'fulfilment',
    ['shop > orders (kafka)', 'legacy > orders (kafka)', 'orders (kafka) > fulfilment'],
    ['fulfilment > orders (kafka)'],
  ],
  ['shop', ['web > shop'], ['shop > orders (kafka)', 'orders (kafka) > fulfilment', 'orders (kafka) > statistics']],
  ['cart', ['web > cart'], ['cart > mails (kafka)', 'mails (kafka) > mailer']],
  ['web', [], ['web > shop', 'web > cart']],
  ['nobody', [], []],
])('tells whom %s has to do with, also over queues', (service, upstream, downstream) => {
  const around = aroundService(EDGES, service);
  expect([words(around.upstream), words(around.downstream)]).toEqual([upstream, downstream]);
  expect(new Set(words(around.edges))).toEqual(new Set([...upstream, ...downstream]));
});

it('has each way once of a service that reads what it sends', () => {
  const edges = [sends('worker', 'again (bullmq)'), reads('again (bullmq)', 'worker')];
  expect(aroundService(edges, 'worker')).toEqual({ edges, upstream: edges, downstream: edges });
});
