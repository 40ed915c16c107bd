import { INFRA_CONVENTIONS } from '../../../conventions/infrastructure';
import { type InfraKind } from '../../../questions/infrastructure';
import { hostOfAddress } from '../../../address';
import { type Labels } from '../../../vocabulary';
import { addressKey, identify } from './identity';

const NAMES = new Map([
  [addressKey({ instance: '10.0.0.1:9100' }), 'web-1'],
  [addressKey({ instance: '10.0.0.1:9100', cluster: 'eu' }), 'web-1'],
  [addressKey({ instance: '10.0.0.1:9100', cluster: 'us' }), 'db-1'],
]);

function idOf(kind: InfraKind, labels: Labels) {
  const convention = INFRA_CONVENTIONS.find((one) => one.kind === kind);
  return convention && identify(convention, labels, NAMES)?.id;
}

it.each<[InfraKind, Labels, string | undefined]>([
  ['host', { instance: '10.0.0.1:9100' }, 'web-1'],
  ['host', { instance: '10.0.0.2:9100' }, '10.0.0.2:9100'],
  ['host', { instance: '10.0.0.1:9100', node: 'worker-7' }, 'worker-7'],
  ['host', { instance: 'collector:8889', host_name: 'db-1', node: 'worker-7' }, 'db-1'],
  ['host', { instance: '10.0.0.1:9100', cluster: 'eu' }, 'eu/web-1'],
  ['host', { instance: '10.0.0.1:9100', cluster: 'us' }, 'us/db-1'],
  ['host', {}, undefined],
  ['container', { namespace: 'shop', pod: 'cart-1', container: 'cart' }, 'shop/cart-1/cart'],
  ['container', { k8s_namespace_name: 'shop', k8s_pod_name: 'cart-1', k8s_container_name: 'cart' }, 'shop/cart-1/cart'],
  ['container', { instance: 'c:8080', name: 'shop-pay-1' }, 'c:8080/shop-pay-1'],
  ['container', { instance: 'c:8080', pod: 'cart-1' }, undefined],
  ['database', { instance: 'pg:9187', job: 'pg' }, 'PostgreSQL/pg:9187'],
  ['database', {}, undefined],
])('a %s with the labels %j is %s', (kind, labels, id) => {
  expect(idOf(kind, labels)).toBe(id);
});

it.each([
  ['10.0.0.7:9100', '10.0.0.7'],
  ['http://web-1:80', 'web-1'],
  ['[::1]:9100', '::1'],
  ['web-1', 'web-1'],
  [undefined, undefined],
])('the host of the address %s is %s', (address, host) => {
  expect(hostOfAddress(address)).toBe(host);
});
