import { normalQuantile } from '../normalQuantile';
import { randomNumbers } from '../../telemetry/testing/randomNumbers';
import { type SteppedAmounts } from './amounts';
import { lostAmount, type LossTimes } from './lostAmount';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const STEP = 5 * MINUTE;
/** A Monday, at noon. */
const NOON = Date.UTC(2026, 10, 30, 12);
const DAYS = [1, 2, 3, 4, 5, 6, 7].map((days) => days * DAY);
const TIMES: LossTimes = {
  during: { from: NOON, to: NOON + 30 * MINUTE },
  calm: { from: NOON - 120 * MINUTE, to: NOON },
  daysBefore: DAYS,
};

/** Orders of eight days: a daily rhythm, days that differ, and minutes that vary as chance has them, times `varies`. */
function orders(seed: number, perMinute: number, { kept = 1, varies = 1, on = (_day: number): number => 1 } = {}) {
  const random = randomNumbers(seed);
  const busy = new Map<number, number>();
  const times = Array.from({ length: (8 * DAY) / STEP }, (_, i) => NOON + 60 * MINUTE - 8 * DAY + i * STEP);
  const values = times.map((time) => {
    const clock = (time % DAY) - (NOON % DAY);
    if (clock < -130 * MINUTE || clock > 60 * MINUTE) {
      return null;
    }
    const day = Math.floor((time - NOON + DAY / 2) / DAY);
    busy.set(day, busy.get(day) ?? 0.7 + 0.6 * random());
    const left = clock >= 0 && clock < 30 * MINUTE ? (day === 0 ? kept : on(day)) : 1;
    const mean = perMinute * (STEP / MINUTE) * (busy.get(day) ?? 1) * rhythmAt(time) * left;
    return Math.max(0, Math.round(mean + Math.sqrt(varies * mean) * normalQuantile(0.0005 + 0.999 * random())));
  });
  const expected = perMinute * 30 * (busy.get(0) ?? 1) * rhythmOfHalfHour();
  return { amounts: { times, step: STEP, values }, expected };
}

const rhythmAt = (time: number) => 1 + 0.5 * Math.cos(((time % DAY) / DAY - 0.6) * 2 * Math.PI);

function rhythmOfHalfHour(): number {
  const parts = [0, 5, 10, 15, 20, 25].map((minutes) => rhythmAt(NOON + minutes * MINUTE));
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);

describe.each([
  { perMinute: 4, varies: 1 },
  { perMinute: 30, varies: 1 },
  { perMinute: 30, varies: 3 },
])('with $perMinute orders a minute that vary $varies times as chance has them', ({ perMinute, varies }) => {
  const told = (kept: number) => seeds.map((seed) => ({ seed, ...orders(seed, perMinute, { kept, varies }) }));

  it.each([0, 0.4])('the interval holds what was lost in nine of ten cases and more, where %p were left', (kept) => {
    const cases = told(kept);
    const held = cases.filter(({ amounts, expected }) => {
      const { low, high } = lostAmount(amounts, TIMES);
      const lost = expected * (1 - kept);
      return low <= lost && lost <= high;
    });
    expect(held.length / cases.length).toBeGreaterThan(0.9);
    expect(cases.filter(({ amounts }) => lostAmount(amounts, TIMES).verdict === 'lost').length).toBeGreaterThan(
      0.95 * cases.length
    );
  });

  it('tells of no loss where there was none, but for one in twenty', () => {
    const wrong = told(1).filter(({ amounts }) => lostAmount(amounts, TIMES).verdict === 'lost');
    expect(wrong.length / seeds.length).toBeLessThanOrEqual(0.05);
  });
});

describe('what was lost', () => {
  const half = orders(7, 30, { kept: 0.5 }).amounts;

  it('is expected after the rhythm of the other days', () => {
    const { expected, actual, lost, days } = lostAmount(half, TIMES);
    expect(days).toBe(7);
    expect(lost).toBeCloseTo(expected - actual, 6);
    expect(actual / expected).toBeCloseTo(0.5, 1);
  });

  it('leaves out a day that had an incident at the same time', () => {
    const { amounts } = orders(7, 30, { kept: 0.5, on: (day) => (day === -3 ? 0 : 1) });
    const { days, verdict, lost } = lostAmount(amounts, TIMES);
    expect(days).toBe(6);
    expect(verdict).toBe('lost');
    expect(lost / lostAmount(half, TIMES).lost).toBeCloseTo(1, 1);
  });

  it('is not expected after days on which it went wrong already', () => {
    const [to, from] = [NOON, NOON - 4 * DAY];
    const times = Array.from({ length: 12 * 24 }, (_, i) => to - 12 * DAY + i * 60 * MINUTE);
    const values = times.map((time) => (time >= from ? 50 : 100));
    const lasting = { during: { from, to }, calm: { from: from - 4 * DAY, to: from }, daysBefore: DAYS };
    const { days, expected, actual } = lostAmount({ times, step: 60 * MINUTE, values }, lasting);
    expect({ days, expected, actual }).toEqual({ days: 0, expected: 9600, actual: 4800 });
  });

  it('is expected after the calm time alone where other days are not known', () => {
    const { times, step, values } = half;
    const today: SteppedAmounts = { times, step, values: values.map((value, i) => (i < 7 * 288 ? null : value)) };
    const { days, verdict, lost } = lostAmount(today, TIMES);
    expect(days).toBe(0);
    expect(verdict).toBe('lost');
    expect(lost / lostAmount(half, TIMES).lost).toBeCloseTo(1, 0);
  });

  it('cannot be told of few orders', () => {
    expect(lostAmount(orders(7, 0.2, { kept: 0 }).amounts, TIMES).verdict).toBe('few');
  });

  it('cannot be told where nothing was measured', () => {
    const { times, step, values } = half;
    const gone = { times, step, values: values.map((value, i) => ((times[i] ?? 0) >= NOON ? null : value)) };
    expect(lostAmount(gone, TIMES).verdict).toBe('unknown');
    expect(lostAmount({ times: [], step, values: [] }, TIMES).verdict).toBe('unknown');
  });

  it('is the same in money, by what an order amounts to', () => {
    const { times, step, values } = half;
    const money = { times, step, values: values.map((value) => value && value * 40) };
    const [orderLoss, moneyLoss] = [lostAmount(half, TIMES), lostAmount(money, TIMES, 40)];
    expect(moneyLoss.lost).toBeCloseTo(40 * orderLoss.lost, 6);
    expect(moneyLoss.low).toBeCloseTo(40 * orderLoss.low, 6);
    expect(moneyLoss.verdict).toBe(orderLoss.verdict);
  });

  it('takes part of a step that is partly in it', () => {
    const even = { times: half.times, step: STEP, values: half.times.map(() => 50) };
    const odd = { ...TIMES, during: { from: NOON + 2 * MINUTE, to: NOON + 12 * MINUTE } };
    expect(lostAmount(even, odd)).toMatchObject({ verdict: 'notSeen', lost: 0, actual: 100, expected: 100 });
  });
});
