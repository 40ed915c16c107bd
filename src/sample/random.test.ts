import fc from 'fast-check';
import { binomial, hash, hashText, mix, poisson, unit } from './random';

const DRAWS = 20_000;
const draws = (draw: (u: number) => number) => Array.from({ length: DRAWS }, (_, i) => draw(unit(mix(4711, i))));

function moments(values: number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

it('spreads hashes evenly', () => {
  const bins = new Array<number>(20).fill(0);
  draws((u) => u).forEach((u) => bins[Math.floor(u * 20)]!++);
  // Chi-squared with 19 degrees of freedom exceeds 43.8 once in a thousand times.
  const expected = DRAWS / 20;
  expect(bins.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0)).toBeLessThan(43.8);
});

it('tells apart what differs in order, length or text', () => {
  expect(new Set([hash(1, 2, 3), hash(1, 3, 2), hash(1, 2, 3, 0), hash(2, 2, 3)]).size).toBe(4);
  expect(hashText(1, 'ab')).not.toBe(hashText(1, 'ba'));
});

it.each([0.3, 4, 11.9, 12.1, 90, 5000])('draws Poisson numbers with mean and variance %s', (rate) => {
  const { mean, variance } = moments(draws((u) => poisson(rate, u)));
  expect(Math.abs(mean / rate - 1)).toBeLessThan(0.05);
  expect(Math.abs(variance / rate - 1)).toBeLessThan(0.08);
});

it.each([
  [1, 0.2],
  [7, 0.5],
  [40, 0.1],
  [40, 0.93],
  [900, 0.25],
])('draws binomial numbers of %s with share %s', (n, p) => {
  const { mean, variance } = moments(draws((u) => binomial(n, p, u)));
  expect(Math.abs(mean / (n * p) - 1)).toBeLessThan(0.03);
  expect(Math.abs(variance / (n * p * (1 - p)) - 1)).toBeLessThan(0.08);
});

it('never draws more than there are, nor less than none', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (n, p, seed) => {
      const drawn = binomial(n, p, unit(seed));
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn <= n).toBe(true);
    })
  );
});
