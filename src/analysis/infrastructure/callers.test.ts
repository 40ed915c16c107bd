import { type ServiceEdge } from '../../telemetry/questions/traces';
import { callersOf } from './callers';
import { entity } from './testing/entities';

const database = (product: string, instance: string) =>
  entity({ name: instance, kind: 'database', id: `${product}/${instance}`, product, instance });
const PG = database('PostgreSQL', 'shopdb:9187');
const REDIS = database('Redis', 'cache-exporter:9121');

const edge = (from: string, to: string, rate: number, kind: ServiceEdge['kind'] = 'database'): ServiceEdge => ({
  from,
  to,
  kind,
  rate,
  errorRate: 0,
});

const found = (edges: ServiceEdge[], databases = [PG, REDIS]) =>
  Object.fromEntries(
    [...callersOf(edges, databases)].map(([id, callers]) => [id, callers.map(({ service }) => service)])
  );

it('are found by the address of a database, those that call most first', () => {
  expect(found([edge('cart', 'shopdb', 1), edge('catalog', 'shopdb (postgresql)', 9)])).toEqual({
    'PostgreSQL/shopdb:9187': ['catalog', 'cart'],
  });
});

it('are found by the product where there is one of it', () => {
  const edges = [edge('cart', 'orders (postgresql)', 1), edge('cart', 'redis', 2), edge('api', 'x (mysql)', 3)];
  expect(found(edges)).toEqual({ 'PostgreSQL/shopdb:9187': ['cart'], 'Redis/cache-exporter:9121': ['cart'] });
  expect(found(edges, [PG, database('PostgreSQL', 'other:9187')])).toEqual({});
});

it('are listed once, with all that they call of one database', () => {
  const edges = [
    { ...edge('api', 'shopdb', 3), p95: 0.1 },
    { ...edge('orders', 'orders (postgresql)', 2), errorRate: 0.5, p95: 0.1 },
    { ...edge('orders', 'users (postgresql)', 4), errorRate: 0.25, p95: 0.2 },
  ];
  expect(callersOf(edges, [PG]).get(PG.id)).toEqual([
    { service: 'orders', rate: 6, errorRate: 0.75 },
    { service: 'api', rate: 3, errorRate: 0, p95: 0.1 },
  ]);
});

it('call no service that is called like a database', () => {
  expect(found([edge('cart', 'shopdb', 1, 'service')])).toEqual({});
});
