import fc from 'fast-check';
import { bareName, maySay, meantByNames } from './serviceNames';

it.each([
  ['webshop/cart', 'cart'],
  ['cart@docker', 'cart'],
  ['cart@kubernetescrd', 'cart'],
  ['cart', undefined],
  ['a/b/cart', undefined],
  ['/cart', undefined],
  ['cart@example', undefined],
  ['cart@internal', undefined],
  ['@docker', undefined],
])('the bare name of %s is %p', (name, bare) => expect(bareName(name)).toBe(bare));

const aName = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}[a-z]$/);

it('a service may be meant by its name, with a provider or without its namespace, and no other one by that', () => {
  fc.assert(
    fc.property(aName, aName, aName, (namespace, service, other) => {
      const own = { service: `${namespace}/${service}`, namespaces: [namespace] };
      const names = [
        own.service,
        service,
        `${service}@docker`,
        `${service}@file`,
        `${namespace}-${service}-8080@kubernetes`,
        `${service}-${namespace}@docker`,
      ];
      for (const name of names) {
        expect([name, maySay(name, own)]).toEqual([name, true]);
        expect([name, maySay(name, { service: `${other}x`, namespaces: [] })]).toEqual([
          name,
          [service, `${service}-${namespace}`, `${namespace}-${service}-8080`].includes(`${other}x`),
        ]);
      }
    })
  );
});

describe('who is meant by a name', () => {
  const own = [
    { service: 'cart' },
    { service: 'webshop/cart', namespaces: ['webshop'] },
    { service: 'pay', namespaces: ['webshop', 'bank'] },
    { service: 'pay@docker' },
    { service: 'webshop/web/cart' },
  ];
  const names = [
    'cart',
    'webshop/cart',
    'cart@docker',
    'webshop-pay-8080@kubernetes',
    'pay-bank@docker',
    'pay',
    'other',
  ];

  it.each(names)('%s: all of whom it may say so, in their order', (name) => {
    const meant = meantByNames(own, (one) => [one]);
    expect(meant(name)).toEqual(own.filter((one) => maySay(name, one)));
  });
});
