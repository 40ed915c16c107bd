import fc from 'fast-check';
import { standingAmong, standingInBuckets, standingInWords } from './peers';

const peers = { count: '9', request: 'POST /checkout' };

describe('where a duration stands', () => {
  it('is the share of others that took less, and more', () => {
    expect(standingAmong(0.5, [0.1, 0.2, 0.5, 0.9])).toMatchObject({ faster: 0.5, slower: 0.25, n: 4, basis: 'each' });
  });

  it('is nothing without others', () => {
    expect(standingAmong(1, [])).toBeUndefined();
    expect(standingInBuckets(1, [{ upper: 1, count: 0 }], 0)).toBeUndefined();
  });

  it('counts every other once in its bins, whatever the durations', () => {
    const durations = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(durations, (others) => {
        const bins = standingAmong(1, others)?.bins ?? [];
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(others.length);
      })
    );
  });

  it('in a histogram, spreads a bucket evenly', () => {
    const buckets = [
      { upper: 0.1, count: 50 },
      { upper: 0.2, count: 40 },
      { upper: Infinity, count: 10 },
    ];
    expect(standingInBuckets(0.15, buckets, 1204)).toMatchObject({ n: 1204, basis: 'buckets' });
    expect(standingInBuckets(0.15, buckets, 1204)?.faster).toBeCloseTo(0.7);
    expect(standingInBuckets(9, buckets, 1204)?.faster).toBeCloseTo(0.9);
    expect(standingInBuckets(0, buckets, 1204)?.faster).toBe(0);
  });

  it('in a fine histogram, is near that of every single duration', () => {
    const durations = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (others, one) => {
        const buckets = Array.from({ length: 1000 }, (_, i) => ({
          upper: (i + 1) / 1000,
          count: others.filter((d) => d >= i / 1000 && (d < (i + 1) / 1000 || (i === 999 && d === 1))).length,
        }));
        const inOneBucket = Math.max(...buckets.map(({ count }) => count)) / others.length;
        const each = standingAmong(one, others)?.faster ?? 0;
        const coarse = standingInBuckets(one, buckets, others.length)?.faster ?? 0;
        expect(Math.abs(coarse - each)).toBeLessThanOrEqual(inOneBucket + 1e-9);
      })
    );
  });

  it.each([
    [{ faster: 0.989, slower: 0.011 }, 'slower than 98% of'],
    [{ faster: 0.9999, slower: 0.0001 }, 'slower than 99% of'],
    [{ faster: 1, slower: 0 }, 'slower than all'],
    [{ faster: 0.2, slower: 0.7 }, 'faster than 70% of'],
    [{ faster: 0, slower: 1 }, 'faster than all'],
    [{ faster: 57 / 100, slower: 43 / 100 }, 'slower than 57% of'],
    [{ faster: 0, slower: 0 }, 'as fast as all'],
  ])('in words, %p is %p', (standing, words) => {
    const sentence = standingInWords({ ...standing, n: 9, bins: [], basis: 'each' }, peers);
    expect(sentence).toBe(`${words} 9 POST /checkout requests in the surrounding hour`);
  });

  it.each([
    [{ faster: 0.98, slower: 0.02 }, /^slower than about 98% of 9 /],
    [{ faster: 0.3, slower: 0.7 }, /^faster than about 70% of 9 /],
  ])('in words, says that a histogram knows it about: %p', (standing, words) => {
    expect(standingInWords({ ...standing, n: 9, bins: [], basis: 'buckets' }, peers)).toMatch(words);
  });
});
