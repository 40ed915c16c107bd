import fc from 'fast-check';
import { type Share, twoProportionZ } from './proportions';

describe('twoProportionZ', () => {
  it.each<[source: string, now: Share, before: Share, z: number, digits: number]>([
    // https://online.stat.psu.edu/stat415/lesson/9/9.4: 351 of 605 against 41 of 195
    ['Penn State STAT 415, lesson 9.4', { hits: 351, total: 605 }, { hits: 41, total: 195 }, 8.99, 2],
    // The square of the statistic is R's X-squared: prop.test(c(15, 25), c(50, 50), correct = FALSE) gives 25/6
    ['R prop.test without correction', { hits: 15, total: 50 }, { hits: 25, total: 50 }, -Math.sqrt(25 / 6), 10],
  ])('agrees with %s', (_, now, before, z, digits) => {
    expect(twoProportionZ(now, before)).toBeCloseTo(z, digits);
  });

  it('agrees with the two-sided p of 0.159 in the documentation of statsmodels’ proportions_ztest', () => {
    const z = twoProportionZ({ hits: 12, total: 99 }, { hits: 5, total: 83 });
    // qnorm(1 - p / 2) for p of 0.1595 and 0.1585, between which 0.159 was rounded
    expect(z).toBeGreaterThan(1.4067);
    expect(z).toBeLessThan(1.4103);
  });

  it.each<[string, Share, Share]>([
    ['nothing now', { hits: 0, total: 0 }, { hits: 1, total: 10 }],
    ['nothing before', { hits: 1, total: 10 }, { hits: 0, total: 0 }],
    ['no hits at all', { hits: 0, total: 10 }, { hits: 0, total: 20 }],
    ['nothing but hits', { hits: 10, total: 10 }, { hits: 20, total: 20 }],
  ])('is 0 with %s', (_, now, before) => {
    expect(twoProportionZ(now, before)).toBe(0);
  });

  const share = fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 1e9, noNaN: true }))
    .map(([ratio, total]): Share => ({ hits: ratio * total, total }));

  it('changes its sign when the sides change places, and is always a number', () => {
    fc.assert(
      fc.property(share, share, (now, before) => {
        const z = twoProportionZ(now, before);
        expect(Number.isFinite(z)).toBe(true);
        expect(z + twoProportionZ(before, now)).toBeCloseTo(0, 6);
      })
    );
  });
});
