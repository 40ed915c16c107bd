import fc from 'fast-check';
import { type CumulativeHistogram, quantileOf } from './histogram';
import { quantileBySearch } from './testing/oracle';
import { propertyRuns } from './testing/propertyRuns';

/**
 * `histogram_quantile` word for word as Prometheus' documentation has it, for one histogram: linear interpolation
 * within a bucket, a lower bound of 0 for the lowest bucket if its upper bound is positive, the lowest upper bound if
 * it is not, and the second highest bound where the quantile lies in the highest bucket.
 */
function byTheDocumentation({ bounds, counts, total }: CumulativeHistogram, q: number): number | null {
  if (bounds.length === 0 || total === 0) {
    return null;
  }
  const rank = q * total;
  const index = counts.findIndex((count) => count >= rank);
  if (index === -1) {
    return bounds.at(-1) ?? null;
  }
  const upper = bounds[index] ?? NaN;
  if (index === 0 && upper <= 0) {
    return upper;
  }
  const lower = index === 0 ? 0 : (bounds[index - 1] ?? NaN);
  const before = index === 0 ? 0 : (counts[index - 1] ?? NaN);
  const inBucket = (counts[index] ?? NaN) - before;
  return inBucket === 0 ? upper : lower + ((upper - lower) * (rank - before)) / inBucket;
}

const boundsOf = (min: number) =>
  fc
    .uniqueArray(fc.integer({ min, max: 1000 }), { minLength: 1, maxLength: 8 })
    .map((bounds) => bounds.map((bound) => bound / 100).sort((a, b) => a - b));

function histogramWith(bounds: number[]): fc.Arbitrary<CumulativeHistogram> {
  const increments = fc.array(fc.integer({ min: 0, max: 50 }), {
    minLength: bounds.length + 1,
    maxLength: bounds.length + 1,
  });
  return increments.map((counts) => {
    const cumulated = counts.map((_, index) => counts.slice(0, index + 1).reduce((a, b) => a + b, 0));
    return { bounds, counts: cumulated.slice(0, -1), total: cumulated.at(-1) ?? 0 };
  });
}

const quantile = fc.integer({ min: 1, max: 999 }).map((q) => q / 1000);
const histogram = boundsOf(1).chain(histogramWith);

const sum = (histograms: CumulativeHistogram[], bounds: number[]): CumulativeHistogram => ({
  bounds,
  counts: bounds.map((_, index) => histograms.reduce((total, { counts }) => total + (counts[index] ?? 0), 0)),
  total: histograms.reduce((total, one) => total + one.total, 0),
});

describe('the quantile of histograms', () => {
  it('with the same bounds is what PromQL gives for their sum', () => {
    const alike = boundsOf(1).chain((bounds) =>
      fc.tuple(fc.constant(bounds), fc.array(histogramWith(bounds), { minLength: 1, maxLength: 4 }))
    );
    fc.assert(
      fc.property(alike, quantile, ([bounds, histograms], q) => {
        const expected = byTheDocumentation(sum(histograms, bounds), q);
        const actual = quantileOf(histograms, q);
        expect(actual === null).toBe(expected === null);
        expect(actual ?? 0).toBeCloseTo(expected ?? 0, 9);
      }),
      { numRuns: propertyRuns(1000) }
    );
  });

  it('with different bounds is where that share of all counts is reached', () => {
    fc.assert(
      fc.property(fc.array(histogram, { minLength: 1, maxLength: 4 }), quantile, (histograms, q) => {
        const buckets = histograms.map(({ bounds, counts, total }) => ({
          upper: [...bounds, Infinity],
          counts: [...counts, total].map((count, index) => count - (counts[index - 1] ?? 0)),
        }));
        expect(quantileOf(histograms, q) ?? 0).toBeCloseTo(quantileBySearch(buckets, q) ?? 0, 6);
      }),
      { numRuns: propertyRuns(1000) }
    );
  });

  it('never falls as the share grows, and stays within the bounds', () => {
    fc.assert(
      fc.property(fc.array(histogram, { minLength: 1, maxLength: 4 }), quantile, quantile, (histograms, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((q) => quantileOf(histograms, q));
        if (low !== null && low !== undefined && high !== null && high !== undefined) {
          expect(low).toBeLessThanOrEqual(high + 1e-12);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(Math.max(...histograms.flatMap(({ bounds }) => bounds)));
        }
      }),
      { numRuns: propertyRuns(1000) }
    );
  });

  it('is nothing where nothing was counted, and where there is no bound', () => {
    expect(quantileOf([], 0.5)).toBeNull();
    expect(quantileOf([{ bounds: [1, 2], counts: [0, 0], total: 0 }], 0.5)).toBeNull();
    expect(quantileOf([{ bounds: [], counts: [], total: 9 }], 0.5)).toBeNull();
  });

  it('reads bounds at and below zero as PromQL does', () => {
    const around: CumulativeHistogram = { bounds: [-1, 0, 1], counts: [10, 20, 40], total: 40 };
    for (const q of [0.1, 0.25, 0.4, 0.5, 0.75, 1]) {
      expect(quantileOf([around], q)).toBeCloseTo(byTheDocumentation(around, q) ?? NaN, 9);
    }
  });

  it('takes buckets of rates that fall by a rounding as not falling', () => {
    const rounded: CumulativeHistogram = { bounds: [1, 2, 3], counts: [5, 4.999999, 10], total: 10 };
    expect(quantileOf([rounded], 0.9)).toBeCloseTo(2.8, 5);
  });
});
