import fc from 'fast-check';
import { compareVersions } from './versionOrder';

// The order that section 11 of Semantic Versioning gives as its examples, and versions as they are written elsewhere.
const ORDERED = [
  '0.9',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  'v1.9.2',
  '1.10.0+build.7',
  '2.0.0',
  '2.1.0',
  '2.1.1',
  '2026.11.30.2',
];

it('orders versions', () => {
  for (const [i, one] of ORDERED.entries()) {
    for (const [j, other] of ORDERED.entries()) {
      expect([one, other, Math.sign(compareVersions(one, other) ?? NaN)]).toEqual([one, other, Math.sign(i - j)]);
    }
  }
});

it.each([
  ['v1.2.3', '1.2.3'],
  ['1.2', '1.2.0'],
  ['1.2.3+a', '1.2.3+b'],
])('takes %s for %s', (one, other) => {
  expect(compareVersions(one, other)).toBe(0);
});

it.each(['4b825dc', 'main', '', '481', '1.x', 'release-7'])('does not order %j', (text) => {
  expect(compareVersions(text, '1.2.3')).toBeUndefined();
  expect(compareVersions('1.2.3', text)).toBeUndefined();
});

it('is an order', () => {
  const version = fc
    .tuple(fc.array(fc.nat(3), { minLength: 2, maxLength: 4 }), fc.array(fc.constantFrom('a', 'b', '1', '2', '10')))
    .map(([numbers, before]) => `${numbers.join('.')}${before.length > 0 ? `-${before.join('.')}` : ''}`);
  const sign = (a: string, b: string) => Math.sign(compareVersions(a, b) ?? NaN);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(sign(a, b) + sign(b, a)).toBe(0);
      if (sign(a, b) <= 0 && sign(b, c) <= 0) {
        expect(sign(a, c)).toBeLessThanOrEqual(0);
      }
    })
  );
});
