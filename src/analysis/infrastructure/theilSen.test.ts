import fc from 'fast-check';
import { randomNumbers } from '../../telemetry/testing/randomNumbers';
import { forecastFull } from './fullness';
import { theilSen } from './theilSen';

const steps = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('the slope after Theil and Sen', () => {
  it('is not moved by an odd value', () => {
    const values = steps(11).map((at) => (at === 5 ? 500 : 2 * at + 1));
    expect(theilSen(steps(11), values)?.slope).toBe(2);
  });

  it('is exact on a line, and its interval holds the slope of a line with noise', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 1, max: 1000 }), (slope, seed) => {
        const random = randomNumbers(seed);
        const found = theilSen(
          steps(40),
          steps(40).map((at) => slope * at + 0.001 * (random() - 0.5))
        );
        expect(found?.slope).toBeCloseTo(slope, 3);
        expect(found && found.low <= found.slope && found.slope <= found.high).toBe(true);
      })
    );
  });

  it('holds 0 for noise in 19 of 20 cases, also where neighbours are alike', () => {
    const cases = steps(200).map((seed) => {
      const random = randomNumbers(seed + 1);
      let last = 0;
      const values = steps(60).map(() => (last = 0.4 * last + random() - 0.5));
      const found = theilSen(steps(60), values);
      return found !== undefined && found.low <= 0 && found.high >= 0;
    });
    expect(cases.filter(Boolean).length).toBeGreaterThan(180);
  });

  it('says nothing of few points, and leaves out what is not known', () => {
    expect(theilSen(steps(9), steps(9))).toBeUndefined();
    expect(theilSen(steps(12), [NaN, NaN, ...steps(12).slice(2)])?.slope).toBe(1);
    expect(theilSen(steps(500), steps(500))?.slope).toBe(1);
  });
});

describe('when a file system is full', () => {
  const times = steps(60).map((at) => at * 60_000);

  it('is told with its interval where it fills', () => {
    const random = randomNumbers(7);
    const used = steps(60).map((at) => 0.8 + 0.001 * at + 0.0002 * (random() - 0.5));
    const forecast = forecastFull(times, used);
    // 14.1% are left, 0.1% a minute.
    expect(forecast).toMatchObject({ kind: 'filling', seconds: expect.any(Number) });
    const { seconds, earliest, latest } = forecast as { seconds: number; earliest: number; latest: number };
    expect(seconds / 60).toBeCloseTo(141, -1);
    expect(earliest).toBeLessThanOrEqual(seconds);
    expect(latest).toBeGreaterThanOrEqual(seconds);
    expect(latest / earliest).toBeLessThan(1.1);
  });

  it('is not told where it may as well shrink, stands still, or fills in months only', () => {
    expect(
      forecastFull(
        times,
        steps(60).map((at) => 0.8 + 0.01 * (at % 2))
      )
    ).toEqual({ kind: 'steady' });
    expect(
      forecastFull(
        times,
        steps(60).map(() => 0.8)
      )
    ).toEqual({ kind: 'steady' });
    expect(
      forecastFull(
        times,
        steps(60).map((at) => 0.8 - 0.001 * at)
      )
    ).toEqual({ kind: 'steady' });
    expect(
      forecastFull(
        times,
        steps(60).map((at) => 0.1 + 1e-7 * at)
      )
    ).toEqual({ kind: 'steady' });
    expect(forecastFull(times.slice(0, 5), [0.1, 0.2, 0.3, 0.4, 0.5])).toBeUndefined();
  });
});
