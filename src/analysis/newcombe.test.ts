import * as fc from 'fast-check';
import { propertyRuns } from '../telemetry/testing/propertyRuns';
import { newcombeInterval, shareOf, wilsonInterval } from './newcombe';
import { type Share } from './proportions';

const of = (hits: number, total: number): Share => ({ hits, total });

// Newcombe's own examples, Statistics in Medicine 17, 1998, table II, method 10.
it.each([
  [of(56, 70), of(48, 80), 0.0524, 0.3339],
  [of(9, 10), of(3, 10), 0.1705, 0.809],
  [of(6, 7), of(2, 7), 0.0582, 0.8062],
  [of(5, 56), of(0, 29), -0.0381, 0.1926],
  [of(0, 10), of(0, 20), -0.1611, 0.2775],
  [of(10, 10), of(0, 10), 0.6075, 1],
])('the interval of %j minus %j is from %d to %d', (one, other, low, high) => {
  const interval = newcombeInterval(one, other);
  expect(interval.low).toBeCloseTo(low, 3);
  expect(interval.high).toBeCloseTo(high, 3);
});

it('nothing says nothing', () => {
  expect(wilsonInterval(of(0, 0))).toEqual({ low: 0, high: 1 });
  expect(shareOf(of(0, 0))).toBe(0);
});

it('holds the difference, within what there can be, and turns with it', () => {
  const share = fc.nat(500).chain((total) => fc.nat(total).map((hits) => of(hits, total)));
  fc.assert(
    fc.property(share, share, (one, other) => {
      const { low, high } = newcombeInterval(one, other);
      const difference = shareOf(one) - shareOf(other);
      expect(low).toBeLessThanOrEqual(difference + 1e-12);
      expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
      expect(low).toBeGreaterThanOrEqual(-1 - 1e-9);
      expect(high).toBeLessThanOrEqual(1 + 1e-9);
      expect(newcombeInterval(other, one).low).toBeCloseTo(-high, 9);
    }),
    { numRuns: propertyRuns(300) }
  );
});
