import fc from 'fast-check';
import { trendPath } from './trendPath';

/** 10 wide, 12 high: with the inset of 1 the drawing is 10 high, its bottom at 11. */
const path = (values: Array<number | null>, atLeast?: number) => trendPath(values, 10, 12, atLeast);

it.each<[string, Array<number | null>, string]>([
  ['nothing', [], ''],
  ['only gaps', [null, null], ''],
  ['a single value as a dot in the middle', [5], 'M5 1h1'],
  ['values from zero to the largest', [0, 5, 10], 'M0 11L5 6L10 1'],
  ['a constant at the top', [3, 3], 'M0 1L10 1'],
  ['zeros at the bottom', [0, 0, 0], 'M0 11L5 11L10 11'],
  ['negative values, with zero at the top', [-10, 0], 'M0 11L10 1'],
  ['a gap as a gap', [10, 10, null, 0, 0], 'M0 1L2.5 1M7.5 11L10 11'],
  ['gaps at the ends', [null, 10, 0, null], 'M3.3 1L6.7 11'],
  ['lone values between gaps as dots', [10, null, 0, null, 10], 'M0 1h1M5 11h1M10 1h1'],
])('draws %s', (_, values, expected) => {
  expect(path(values)).toBe(expected);
});

it('draws small values small where the top stands for more', () => {
  expect(path([0, 0.01], 0.02)).toBe('M0 11L10 6');
  expect(path([0, 0.04], 0.02)).toBe('M0 11L10 1');
});

it('stays within its box and draws every value that there is', () => {
  const values = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), { maxLength: 50 });
  fc.assert(
    fc.property(values, (some) => {
      const points = [...path(some).matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)];
      expect(points).toHaveLength(some.filter((value) => value !== null).length);
      for (const [, x, y] of points) {
        expect(Number(x)).toBeGreaterThanOrEqual(0);
        expect(Number(x)).toBeLessThanOrEqual(10);
        expect(Number(y)).toBeGreaterThanOrEqual(1);
        expect(Number(y)).toBeLessThanOrEqual(11);
      }
    })
  );
});
