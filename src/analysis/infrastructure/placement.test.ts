import { type InfraEntity, type InfraTarget } from '../../telemetry/questions/infrastructure';
import { hostOfContainer, placeServices } from './placement';
import { entity } from './testing/entities';

const web1 = entity({ name: 'web-1', instance: '10.0.0.1:9100' });
const web2 = entity({ name: 'web-2', instance: '10.0.0.2:9100' });
const cart = entity({
  name: 'cart',
  kind: 'container',
  id: 'c',
  namespace: 'shop',
  pod: 'cart-7f',
  hostNames: ['10.0.0.2'],
});
const compose = entity({ name: 'shop-pay-1', kind: 'container', id: 'd', container: 'payments', hostNames: ['web-1'] });

const target = (names: string[], host: InfraTarget['host'], more: Partial<InfraTarget> = {}): InfraTarget => ({
  names,
  instance: '',
  host,
  ...more,
});

function placed(targets: InfraTarget[], entities = [web1, web2, cart, compose]) {
  const found = placeServices(targets, entities, ['cart', 'payments', 'api']);
  return Object.fromEntries(
    [...found].map(([id, all]) => [id, all.map(({ service, by }) => `${service} ${by.join('+')}`)])
  );
}

it('places a service by attribute, by pod and by address, and says by which', () => {
  expect(
    placed([
      target(
        ['api'],
        [
          { value: 'web-1', by: 'host.name' },
          { value: '10.0.0.1', by: 'instance' },
        ]
      ),
      target(['shop/cart', 'cart'], [{ value: '10.1.0.5', by: 'instance' }], { namespace: 'shop', pod: 'cart-7f' }),
    ])
  ).toEqual({ 'web-1': ['api host.name+instance'], c: ['cart pod'], d: ['payments container'] });
});

it('places nobody by an address that every machine has, unless there is one machine', () => {
  const local = target(['api'], [{ value: 'localhost', by: 'instance' }]);
  const own = entity({ name: 'laptop', instance: 'localhost:9100' });
  expect(placed([local], [own])).toEqual({ laptop: ['api instance'] });
  expect(placed([local], [own, web1])).toEqual({});
});

it('places nobody whom metrics do not know for a service', () => {
  expect(placed([target(['node'], [{ value: '10.0.0.1', by: 'instance' }])], [web1])).toEqual({});
});

it('finds the host of a container by name or address', () => {
  expect(hostOfContainer(cart, [web1, web2])?.name).toBe('web-2');
  expect(hostOfContainer(compose, [web1, web2])?.name).toBe('web-1');
  expect(hostOfContainer(cart, [web1])).toBeUndefined();
});

it('keeps to the cluster where names are the same in several', () => {
  const host = (cluster: string) => entity({ name: 'node-1', id: `${cluster}/node-1`, cluster });
  const pod = (cluster: string) =>
    entity({
      name: 'redis',
      kind: 'container',
      id: cluster,
      cluster,
      namespace: 'shop',
      pod: 'redis-0',
      hostNames: ['node-1'],
    });
  const entities = [host('eu'), host('us'), pod('eu'), pod('us')];
  const node = [{ value: 'node-1', by: 'node' }];
  expect(placed([target(['api'], node, { cluster: 'us', namespace: 'shop', pod: 'redis-0' })], entities)).toEqual({
    'us/node-1': ['api node'],
    us: ['api pod'],
  });
  expect(hostOfContainer(pod('us'), entities.slice(0, 2))?.id).toBe('us/node-1');
  expect(hostOfContainer({ ...pod('us'), cluster: undefined }, entities.slice(0, 2))).toBeUndefined();
});

describe('the host of a container whose labels name none', () => {
  const at = (instance: string, more: Partial<InfraEntity> = {}) =>
    entity({ name: 'pay', kind: 'container', instance, ...more });
  const exporter = entity({ name: 'shop-vm', instance: 'node-exporter:9100' });

  it.each([
    ['at the address of a host', at('10.0.0.2:8080'), [web1, web2], 'web-2'],
    ['at a name in a network of Docker, beside one host', at('cadvisor:8080'), [exporter], 'shop-vm'],
    ['at the own address of each machine, beside one host', at('localhost:8080'), [exporter], 'shop-vm'],
    ['at a name in a network of Docker, beside several', at('cadvisor:8080'), [exporter, web1], undefined],
    ['at an address that is not that of the one host', at('10.0.0.7:8080'), [web1], undefined],
    ['of a pod', at('cadvisor:8080', { pod: 'pay-1' }), [exporter], undefined],
  ])('%s', (_, container, hosts, name) => {
    expect(hostOfContainer(container, hosts)?.name).toBe(name);
  });

  it('is not the first of many that one collector tells of', () => {
    const behind = (name: string) => entity({ name, instance: 'collector:8889' });
    const hosts = [behind('node-1'), behind('node-2')];
    expect(hostOfContainer(at('collector:8889', { hostNames: ['node-2'] }), hosts)?.name).toBe('node-2');
    expect(hostOfContainer(at('collector:8889'), hosts)).toBeUndefined();
  });
});
