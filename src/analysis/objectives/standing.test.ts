import fc from 'fast-check';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { burnDown } from './burnDown';
import { type Events } from './burnRate';
import { latencyBound } from './latencyBound';
import { type ServiceLevelObjective, windowSeconds } from './objective';
import { proposeLatency, proposeTarget } from './propose';
import { budgetLeft, exhaustedIn, standingOf } from './standing';

const DAY = 24 * 3600;
const objective: ServiceLevelObjective = { service: 'checkout', target: 0.999, days: 30 };

/** A service with 100 req/s that fails so many times too fast in each window, by its length in seconds. */
const failing = (rates: Record<number, number>) => ({
  within: (seconds: number): Events => ({ total: 100 * seconds, bad: 100 * seconds * 0.001 * (rates[seconds] ?? 0) }),
});

describe('the standing of an objective', () => {
  it('is well while its budget lasts', () => {
    const standing = standingOf(objective, failing({ [30 * DAY]: 0.25, 3600: 0.5, 300: 0.4 }));
    expect(standing).toMatchObject({ state: 'ok', isTooFew: false, exhaustedIn: undefined });
    expect(standing.left).toBeCloseTo(0.75);
    expect(standing.ratio).toBeCloseTo(0.99975);
    expect(standing.burnNow).toBeCloseTo(0.4);
  });

  it('is critical where it burns fast, and says when nothing is left', () => {
    const standing = standingOf(objective, failing({ [30 * DAY]: 0, 3600: 14.41, 300: 20 }));
    expect(standing.state).toBe('critical');
    // 30 days at 14.4 times the speed.
    expect((standing.exhaustedIn ?? NaN) / DAY).toBeCloseTo(30 / 14.41);
  });

  it.each([
    ['burns slowly for days', { [30 * DAY]: 0.5, [3 * DAY]: 1.2, [DAY / 4]: 1.1 }, 'warning'],
    ['burns faster than that for hours', { [30 * DAY]: 0.5, [DAY / 4]: 6.1, 1800: 7 }, 'critical'],
    ['has nothing left, and burns no more', { [30 * DAY]: 1.4 }, 'warning'],
  ])('that %s', (_, rates, state) => {
    expect(standingOf(objective, failing(rates)).state).toBe(state);
  });

  it('may be below nothing', () => {
    expect(standingOf(objective, failing({ [30 * DAY]: 3 })).left).toBeCloseTo(-2);
  });

  it('is not known of a few requests, of none, and of what was not counted', () => {
    const of = (events: Events | undefined) => standingOf(objective, { within: () => events });
    expect(of({ total: 40, bad: 1 })).toMatchObject({ state: 'unknown', isTooFew: true, left: undefined });
    expect(of({ total: 0, bad: 0 })).toMatchObject({ state: 'unknown', isTooFew: true, ratio: undefined });
    expect(of(undefined)).toMatchObject({ state: 'unknown', isTooFew: false, burnNow: undefined });
  });

  it('is no slower than what spends the rest of the budget by then', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 1.01, max: 1000, noNaN: true }),
        fc.integer({ min: 7, max: 90 }),
        (left, rate, days) => {
          const seconds = exhaustedIn(left, rate, { days }) ?? NaN;
          expect((rate * seconds) / windowSeconds({ days })).toBeCloseTo(left, 9);
        }
      ),
      { numRuns: propertyRuns(1000) }
    );
    expect([exhaustedIn(0.5, 1, objective), exhaustedIn(0, 9, objective)]).toEqual([undefined, undefined]);
  });
});

describe('the budget over time', () => {
  const rate = fc.record({
    total: fc.integer({ min: 1, max: 1000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('is spent step by step, and what all steps spent is what is gone at the end', () => {
    fc.assert(
      fc.property(fc.array(rate, { minLength: 1, maxLength: 50 }), (steps) => {
        const rates = steps.map(({ total, share }, time) => ({ time, total, bad: total * share }));
        const points = burnDown(rates, objective, 1);
        const sum = (pick: (one: (typeof rates)[number]) => number) => rates.reduce((all, one) => all + pick(one), 0);
        const left = budgetLeft({ total: sum(({ total }) => total), bad: sum(({ bad }) => bad) }, objective);
        expect(points.at(-1)?.left).toBeCloseTo(left, 6);
        const lefts = points.map((point) => point.left);
        expect([...lefts].sort((a, b) => b - a)).toEqual(lefts);
      }),
      { numRuns: propertyRuns(1000) }
    );
  });

  it('begins a step before its only rate, where the data is younger than that', () => {
    expect(burnDown([{ time: 10, total: 1000, bad: 2 }], objective, 3)).toEqual([
      { time: 7, left: 1 },
      { time: 10, left: -1 },
    ]);
  });

  it('stands still while there is no data, and is nothing where there was never any', () => {
    const points = burnDown(
      [
        { time: 1, total: 1000, bad: 1 },
        { time: 2, total: null, bad: null },
        { time: 3, total: 1000, bad: 0 },
      ],
      objective,
      1
    );
    expect(points.map(({ left }) => Math.round(left * 100) / 100)).toEqual([1, 0.5, 0.5, 0.5]);
    expect(points[0]).toEqual({ time: 0, left: 1 });
    expect(burnDown([{ time: 1, total: 0, bad: 0 }], objective, 1)).toEqual([]);
  });
});

describe('a latency threshold', () => {
  const bounds = [0.1, 0.3, 0.5, Infinity];

  it.each([
    [0.3, { bound: 0.3 }],
    [0.1 + 0.2, { bound: 0.3 }],
    [0.4, { bound: 0.3, above: 0.5 }],
    [2, { bound: 0.5, above: Infinity }],
    [0.05, undefined],
  ])('of %d s is counted at %j', (threshold, expected) => {
    expect(latencyBound(bounds, threshold)).toEqual(expected);
  });
});

describe('a proposal', () => {
  it.each([
    [100_000, 50, 0.999],
    [100_000, 0, 0.9999],
    [100_000, 85, 0.995],
    [1_000_000, 0, 0.9999],
    // Of 5,000 requests 0.9999 allows half a failure.
    [5000, 0, 0.9995],
    [100_000, 30_000, undefined],
    [500, 0, undefined],
  ])('for %d requests of which %d failed is %d', (total, bad, target) => {
    expect(proposeTarget({ total, bad })?.target).toBe(target);
  });

  it('of latency is the lowest bound that nearly all requests were within', () => {
    const within = new Map([
      [0.1, 50_000],
      [0.3, 99_400],
      [1, 99_990],
      [Infinity, 100_000],
    ]);
    expect(proposeLatency(within)).toMatchObject({ threshold: 0.3, target: 0.99, ratio: 0.994 });
    expect(proposeLatency(new Map([[Infinity, 100_000]]))).toBeUndefined();
  });
});
