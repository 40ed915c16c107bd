import fc from 'fast-check';
import { randomNumbers } from '../../telemetry/testing/randomNumbers';
import { shareChange } from './countChange';
import { levelChange } from './levelChange';
import { normalOfStudent, normalTail, studentOfNormal } from './normalTail';
import { onsetOf } from './onset';
import { rankZ } from './rankTest';
import { segmentsOf } from './steps';

describe('tails', () => {
  // R: pnorm(z, lower.tail = FALSE)
  it.each([
    [0, 0.5],
    [1, 0.158655253931457],
    [1.959964, 0.0249999990581],
    [3, 0.00134989803163009],
    [6, 9.86587645037698e-10],
    [10, 7.61985302416047e-24],
  ])('of a normal number beyond %d are %d', (z, p) => {
    expect(normalTail(z) / p).toBeCloseTo(1, 5);
    expect(normalTail(-z)).toBe(normalTail(z));
  });

  // R: qnorm(pt(t, df))
  it.each([
    [2.228138852, 10, 1.959964],
    [4.143700494, 10, 3.090232],
    [12.7062047, 1, 1.959964],
  ])('of Student’s t %d with %d degrees are those of %d', (t, degrees, z) => {
    expect(normalOfStudent(t, degrees) / z).toBeCloseTo(1, degrees === 1 ? 0 : 2);
    expect(normalOfStudent(-t, degrees)).toBe(-normalOfStudent(t, degrees));
    expect(studentOfNormal(normalOfStudent(t, degrees), degrees)).toBeCloseTo(t, 9);
    expect(studentOfNormal(normalOfStudent(-t, degrees), degrees)).toBeCloseTo(-t, 9);
  });
});

it('ranks: numbers that are all larger have the score of the largest U', () => {
  // U is 25 of 25: (25 - 12.5) / sqrt(25 * 11 / 12)
  expect(rankZ([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBeCloseTo(2.611, 3);
  expect(rankZ([1, 2, 3], [1, 2, 3])).toBe(0);
});

it('tells a share that grew for good from the one step that is farthest out', () => {
  const before = Array.from({ length: 30 }, (_, i) => ({ hits: i % 10 === 0 ? 1 : 0, total: 27 }));
  const during = Array.from({ length: 30 }, (_, i) => ({ hits: i < 12 ? 0 : i === 18 ? 6 : 2, total: 27 }));
  const { segment, p } = shareChange(before, during) ?? { segment: undefined, p: 1 };
  expect(segment?.to).toBe(30);
  expect([12, 13]).toContain(segment?.from);
  expect(p).toBeLessThan(1e-4);
});

describe('stretches that a change is looked for in', () => {
  it('are within the steps, different, and at least so long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 3 }), (count, least) => {
        const segments = segmentsOf(count, least);
        expect(new Set(segments.map(({ from, to }) => `${from} ${to}`)).size).toBe(segments.length);
        expect(segments.every(({ from, to }) => from >= 0 && to <= count && to - from >= least)).toBe(true);
      })
    );
  });

  it('cover half of any stretch', () => {
    const segments = segmentsOf(30);
    for (let from = 0; from < 30; from++) {
      for (let to = from + 1; to <= 30; to++) {
        expect(segments.some((one) => one.from >= from && one.to <= to && 2 * (one.to - one.from) > to - from)).toBe(
          true
        );
      }
    }
  });
});

describe('a share of failures', () => {
  const steps = (count: number, hits: number, total = 100) => Array.from({ length: count }, () => ({ hits, total }));

  it('is told with where it changed, and from what to what', () => {
    const found = shareChange(steps(30, 1), [...steps(10, 1), ...steps(20, 20)]);
    expect(found).toMatchObject({ segment: { from: 10, to: 30 }, onset: { at: 10, earliest: 10, latest: 10 } });
    expect(found?.p).toBeLessThan(1e-20);
    expect(found?.before).toBeCloseTo(0.01);
    expect(found?.during).toBeCloseTo(0.2);
  });

  it('is no change where an outage went before, which is no excuse for the next one', () => {
    const outage = [...steps(29, 1), { hits: 90, total: 100 }];
    expect(shareChange(outage, steps(30, 1))?.p ?? 1).toBeGreaterThan(0.1);
    expect(shareChange(outage, [...steps(20, 1), ...steps(10, 10)])?.p).toBeLessThan(1e-6);
  });

  it('that comes in bursts is believed less', () => {
    const even = steps(30, 5);
    const bursts = Array.from({ length: 30 }, (_, i) => ({ hits: i % 3 === 0 ? 15 : 0, total: 100 }));
    const now = [...steps(25, 5), ...steps(5, 12)];
    expect(shareChange(bursts, now)?.p).toBeGreaterThan(100 * (shareChange(even, now)?.p ?? 1));
  });

  it('of nothing is not told', () => {
    expect(shareChange([], steps(5, 1))).toBeUndefined();
    expect(shareChange(steps(5, 0, 0), steps(5, 1))).toBeUndefined();
    expect(shareChange(steps(5, 1), [])).toBeUndefined();
  });

  it('is reported no more often by chance than its p says', () => {
    let reported = 0;
    for (let run = 0; run < 400; run++) {
      const random = randomNumbers(run);
      const draw = () => ({ hits: Array.from({ length: 80 }, random).filter((u) => u < 0.02).length, total: 80 });
      const found = shareChange(Array.from({ length: 30 }, draw), Array.from({ length: 30 }, draw));
      reported += (found?.p ?? 1) <= 0.05 ? 1 : 0;
    }
    expect(reported / 400).toBeLessThanOrEqual(0.05);
  });
});

describe('a level', () => {
  const noise = (seed: number, count: number, shift = 0) => {
    const random = randomNumbers(seed);
    return Array.from({ length: count }, () => random() + random() + random() - 1.5 + shift);
  };

  it('is told with where it changed', () => {
    const found = levelChange(noise(1, 30), [...noise(2, 15), ...noise(3, 15, 5)], 0.01);
    expect(found?.onset.at).toBe(15);
    expect(found?.p).toBeLessThan(1e-6);
    expect(found?.during).toBeGreaterThan(4);
  });

  it('is not said to change by one number far out', () => {
    const now = noise(2, 30);
    now[12] = 1000;
    expect(levelChange(noise(1, 30), now, 0.01)?.p).toBeGreaterThan(0.05);
  });

  it('has gaps, and is not told where little is known', () => {
    const gaps = noise(1, 30).map((value, i) => (i % 3 === 0 ? null : value));
    expect(levelChange(gaps, [null, null, ...noise(3, 20, 5)], 0.01)?.onset.at).toBe(2);
    expect(levelChange(noise(1, 7), noise(2, 20, 9), 0.01)).toBeUndefined();
    expect(levelChange(noise(1, 30), [null, null, null], 0.01)).toBeUndefined();
  });

  it('is reported no more often by chance than its p says, also where neighbours are alike', () => {
    let reported = 0;
    for (let run = 0; run < 400; run++) {
      const all = noise(run, 60);
      const walk = all.map((value, i) => value + 0.5 * (all[i - 1] ?? 0));
      reported += (levelChange(walk.slice(0, 30), walk.slice(30), 0.01)?.p ?? 1) <= 0.05 ? 1 : 0;
    }
    expect(reported / 400).toBeLessThanOrEqual(0.05);
  });
});

describe('when it began', () => {
  it('is where what comes after speaks for the new state', () => {
    expect(onsetOf([-3, -3, -3, 5, 5, 5], { from: 2, to: 6 })).toEqual({ at: 3, earliest: 3, latest: 3 });
  });

  it('is as uncertain as steps are that may be of either', () => {
    expect(onsetOf([-3, 0.5, -0.5, 3, 5], { from: 3, to: 5 })).toEqual({ at: 3, earliest: 1, latest: 3 });
  });

  it('may be earlier than the stretch in which it was found, and is never later than its last step', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1 }), (gains) => {
        const { at, earliest, latest } = onsetOf(gains, { from: 0, to: gains.length });
        expect(earliest).toBeLessThanOrEqual(at);
        expect(latest).toBeGreaterThanOrEqual(at);
        expect(latest).toBeLessThan(gains.length);
      })
    );
  });
});
