import fc from 'fast-check';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { fisherExact, smallestP } from './fisher';

const table = (a: number, b: number, c: number, d: number) =>
  [
    { hits: a, total: a + b },
    { hits: c, total: c + d },
  ] as const;

describe('Fisher’s exact test', () => {
  it.each<[source: string, cells: [number, number, number, number], p: number, digits: number]>([
    // Fisher (1935): the lady tasting tea, both sides: 0.4857
    ['R on the lady tasting tea', [3, 1, 1, 3], 34 / 70, 12],
    // example(fisher.test) in R, Convictions of Fisher (1962): p-value = 0.0005367
    ['R on convictions of twins', [2, 15, 10, 3], 0.0005367, 7],
    // https://en.wikipedia.org/wiki/Fisher%27s_exact_test: studying, two-tailed 0.002759456
    ['Wikipedia on studying', [1, 11, 9, 3], 0.002759456, 9],
    // https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.fisher_exact.html
    ['SciPy on whales', [8, 1, 2, 5], 0.0349650349, 9],
    ['SciPy on a table with a row of its own', [6, 1, 2, 4], 0.1025641, 7],
  ])('agrees with %s', (_, [a, b, c, d], p, digits) => {
    expect(fisherExact(...table(a, b, c, d))).toBeCloseTo(p, digits);
  });

  const cell = fc.nat({ max: 40 });

  it('agrees with adding up all tables by whole numbers', () => {
    // Two tables in the middle are equally likely.
    expect(fisherExact(...table(1, 3, 24, 35))).toBe(1);
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        expect(fisherExact(...table(a, b, c, d))).toBeCloseTo(slowFisher(a, b, c, d), 10);
      }),
      { numRuns: propertyRuns(300) }
    );
  });

  it('has no p below the smallest one that its margins allow', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        expect(fisherExact(...table(a, b, c, d))).toBeGreaterThanOrEqual(smallestP(a + c, a + b, c + d) * (1 - 1e-9));
      })
    );
  });

  it('tends to the two-proportion z-test where counts are large: 51 % against 50 % of a million', () => {
    const p = fisherExact({ hits: 51_000, total: 100_000 }, { hits: 500_000, total: 1_000_000 });
    // z = 6.0304…, whose two tails are 1.64e-9; with continuity correction 1.66e-9
    expect(p).toBeGreaterThan(1.5e-9);
    expect(p).toBeLessThan(1.8e-9);
  });

  it.each([
    ['empty sides', table(0, 0, 0, 0)],
    ['an empty side', table(0, 0, 3, 4)],
    ['no hits', table(0, 9, 0, 9)],
    ['nothing but hits', table(9, 0, 9, 0)],
  ])('tells nothing apart with %s', (_, [one, other]) => {
    expect(fisherExact(one, other)).toBe(1);
  });
});

/** By definition, with whole numbers of any size. */
function slowFisher(a: number, b: number, c: number, d: number): number {
  const weight = (x: number) => choose(a + b, x) * choose(c + d, a + c - x);
  const observed = weight(a);
  let rare = BigInt(0);
  for (let x = 0; x <= a + c; x++) {
    rare += weight(x) <= observed ? weight(x) : BigInt(0);
  }
  return Number((rare * BigInt(10 ** 15)) / choose(a + b + c + d, a + c)) / 1e15;
}

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) {
    return BigInt(0);
  }
  let ways = BigInt(1);
  for (let i = 1; i <= k; i++) {
    ways = (ways * BigInt(n - k + i)) / BigInt(i);
  }
  return ways;
}
