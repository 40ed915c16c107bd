import fc from 'fast-check';
import { adjustForDiscoveries } from './discoveries';

// Benjamini and Hochberg (1995), section 4: 15 comparisons of a study of thrombolysis.
const STUDY = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];
const HARMONIC_15 = 1195757 / 360360;

describe('adjusting for discoveries', () => {
  it('multiplies the p of rank i by m/i and by the harmonic number of m, as R’s p.adjust(method = "BY")', () => {
    const adjusted = adjustForDiscoveries(STUDY);
    expect(adjusted[0]).toBeCloseTo(0.0001 * 15 * HARMONIC_15, 12);
    expect(adjusted[2]).toBeCloseTo(((0.0019 * 15) / 3) * HARMONIC_15, 12);
    // Rank 5 takes over from what is larger behind it only where that is smaller: 0.0201 * 15 / 5 stays.
    expect(adjusted[4]).toBeCloseTo(((0.0201 * 15) / 5) * HARMONIC_15, 12);
    expect(adjusted[5]).toBeCloseTo(((0.0298 * 15) / 7) * HARMONIC_15, 12);
    expect(adjusted[14]).toBe(1);
    expect(adjusted.filter((p) => p <= 0.05)).toHaveLength(3);
  });

  it('keeps the order that was given and the order of sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 }), (pValues) => {
        const adjusted = adjustForDiscoveries(pValues);
        expect(adjusted).toHaveLength(pValues.length);
        pValues.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          pValues.forEach((q, j) => p <= q && expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number));
        });
      })
    );
  });
});
