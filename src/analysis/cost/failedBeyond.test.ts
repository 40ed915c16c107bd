import { normalQuantile } from '../normalQuantile';
import { randomNumbers } from '../../telemetry/testing/randomNumbers';
import { type SteppedAmounts } from './amounts';
import { disturbedTimes } from './disturbed';
import { failedBeyond } from './failedBeyond';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 30, 8);
const times = Array.from({ length: 120 }, (_, i) => START + i * MINUTE);
const amounts = (values: ReadonlyArray<number | null>): SteppedAmounts => ({ times, step: MINUTE, values });
const minutes = (from: number, to: number) => ({ from: START + from * MINUTE, to: START + to * MINUTE });

/** Two hours: a tenth of 20 checkouts a minute fails, and more of them in the last half hour. */
const isLate = (minute: number) => minute >= 90;
const orders = amounts(times.map((_, i) => (isLate(i) ? 12 : 18)));
const failures = amounts(times.map((_, i) => (isLate(i) ? 8 : 2)));
const asked = { during: minutes(90, 120), calm: [minutes(0, 30), minutes(60, 90)] };

describe('checkouts that failed beyond what is usual', () => {
  it('are those beyond the usual share of all that were tried', () => {
    // A tenth of 600 would have failed all the same; 240 did.
    expect(failedBeyond(orders, failures, asked)).toMatchObject({ count: 180, attempts: 600 });
  });

  it('have an interval that holds the truth in 93 of 100 cases and more', () => {
    const held = Array.from({ length: 400 }, (_, seed) => seed + 1).filter((seed) => {
      const random = randomNumbers(seed);
      const drawn = (mean: number) =>
        Math.max(0, Math.round(mean + Math.sqrt(mean) * normalQuantile(0.0005 + 0.999 * random())));
      const found = failedBeyond(
        amounts(times.map((_, i) => drawn(isLate(i) ? 24 : 36))),
        amounts(times.map((_, i) => drawn(isLate(i) ? 16 : 4))),
        asked
      );
      return found !== undefined && found.low <= 360 && found.high >= 360;
    });
    expect(held.length / 400).toBeGreaterThan(0.93);
  });

  it.each([
    [
      'nothing was tried before',
      amounts(times.map((_, i) => (isLate(i) ? 12 : 0))),
      amounts(times.map(() => 0)),
      asked,
    ],
    ['a time was not measured', amounts(times.map((_, i) => (isLate(i) ? null : 18))), failures, asked],
    ['no time is calm', orders, failures, { ...asked, calm: [] }],
  ])('cannot be told where %s', (_, sold, failed, when) => {
    expect(failedBeyond(sold, failed, when)).toBeUndefined();
  });
});

describe('a disturbed time', () => {
  const isDisturbed = disturbedTimes(orders, failures);

  it.each([
    ['the calm time', minutes(10, 40), false],
    ['the time when more fail', minutes(90, 120), true],
    ['a time that is partly of it', minutes(75, 105), true],
    ['a time that nothing is known of', minutes(500, 530), false],
  ])('is told: %s', (_, span, expected) => {
    expect(isDisturbed(span)).toBe(expected);
  });

  it('is none where a few more fail than usual', () => {
    const few = amounts(failures.values.map((value, i) => (isLate(i) ? 2.5 : value)));
    expect(disturbedTimes(orders, few)(minutes(90, 120))).toBe(false);
  });
});
