import fc from 'fast-check';
import { spanDistribution } from './spanDistribution';

const SPAN = { from: 1_030_000, to: 1_170_000 };
const MINUTE = 60_000;

it('counts by step, which ends at its time, and by bucket of a power of two nanoseconds', () => {
  const found = spanDistribution(
    [
      { start: 1_030_000, duration: 2 ** 20 / 1e6 },
      { start: 1_079_999, duration: 0.6 },
      { start: 1_080_000, duration: 1 },
      { start: 1_169_999, duration: 100 },
    ],
    SPAN,
    MINUTE
  );
  expect(found).toEqual([
    { labels: { le: '0.001048576' }, times: [1_080_000, 1_140_000, 1_200_000], values: [2, 1, 0] },
    { labels: { le: '0.134217728' }, times: [1_080_000, 1_140_000, 1_200_000], values: [0, 0, 1] },
  ]);
});

it('has no series where there is no span', () => {
  expect(spanDistribution([], SPAN, MINUTE)).toEqual([]);
});

it('counts each span of its time once, in the bucket that is less than twice as wide as it', () => {
  const spans = fc.array(
    fc.record({
      start: fc.integer({ min: 1_000_000, max: 1_300_000 }),
      duration: fc.double({ min: 0, max: 1e6, noNaN: true }),
    })
  );
  fc.assert(
    fc.property(spans, fc.constantFrom(1000, 7000, MINUTE, 300_000), (all, step) => {
      const first = Math.floor(SPAN.from / step) * step;
      for (const { labels, times, values } of spanDistribution(all, SPAN, step)) {
        const bound = Number(labels.le) * 1000;
        times.forEach((time, i) => {
          const meant = all.filter(
            ({ start, duration }) =>
              start >= first &&
              start >= time - step &&
              start < time &&
              Math.max(duration, 1e-6) <= bound * (1 + 1e-12) &&
              Math.max(duration, 1e-6) > (bound / 2) * (1 + 1e-12)
          );
          expect(values[i]).toBe(meant.length);
        });
      }
    })
  );
});
