import { type ServiceEdge } from '../../telemetry/questions/traces';
import { namedAsPages, servicesOf } from './pageNames';

const edge = (from: string, to: string, kind: ServiceEdge['kind'] = 'service'): ServiceEdge => ({
  from,
  to,
  kind,
  rate: 1,
  errorRate: 0,
});
const EDGES = [edge('gateway', 'order-desk'), edge('order-desk', 'orders', 'database'), edge('order-desk', 'gateway')];

it('calls services as pages do, and nothing else', () => {
  const names = new Map([
    ['order-desk', 'spring-boot'],
    ['orders', 'not-a-service'],
  ]);
  expect(namedAsPages(EDGES, names)).toEqual([
    edge('gateway', 'spring-boot'),
    edge('spring-boot', 'orders', 'database'),
    edge('spring-boot', 'gateway'),
  ]);
});

it('knows each service of calls once', () => {
  expect(servicesOf(EDGES)).toEqual(['gateway', 'order-desk']);
});

it('leaves queues called as they are, also where messages come from them', () => {
  const received: ServiceEdge = {
    ...{ from: 'orders', fromKind: 'messaging', to: 'worker', kind: 'service', rate: 1, errorRate: 0 },
    isAsynchronous: true,
  };
  expect(namedAsPages([received], new Map(['orders', 'worker'].map((name) => [name, `shop/${name}`])))).toEqual([
    { ...received, to: 'shop/worker' },
  ]);
  expect(servicesOf([received])).toEqual(['worker']);
});
