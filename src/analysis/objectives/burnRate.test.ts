import fc from 'fast-check';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { BURN_SECONDS, BURN_WINDOWS, burnOf, burnRate, burnThreshold, canTell, isReachable } from './burnRate';
import { budgetShare, objectiveId, type ServiceLevelObjective, windowSeconds } from './objective';

const thirtyDays: ServiceLevelObjective = { service: 'checkout', target: 0.999, days: 30 };

const objective = fc.record({
  service: fc.constant('checkout'),
  target: fc.constantFrom(0.9, 0.95, 0.99, 0.999, 0.9999),
  days: fc.integer({ min: 7, max: 90 }),
});

it('looks at the windows of the SRE Workbook, each length once', () => {
  expect(BURN_WINDOWS.map((windows) => burnThreshold(windows, thirtyDays))).toEqual([14.4, 6, 1]);
  expect(BURN_WINDOWS.map(({ long, short }) => long / short)).toEqual([12, 12, 12]);
  expect(BURN_SECONDS).toEqual([300, 1800, 3600, 21_600, 259_200]);
});

it.each([
  [7, [3.36, 1.4, 1]],
  [28, [13.44, 5.6, 1]],
  [90, [43.2, 18, 3]],
])('of %d days speaks at %j', (days, thresholds) => {
  expect(BURN_WINDOWS.map((windows) => burnThreshold(windows, { target: 0.999, days }))).toEqual(thresholds);
});

it('speaks when the same share of any budget was spent or half fails, and never below what exhausts it', () => {
  fc.assert(
    fc.property(objective, fc.constantFrom(...BURN_WINDOWS), (one, windows) => {
      const threshold = burnThreshold(windows, one);
      const spent = (threshold * windows.long) / windowSeconds(one);
      expect(threshold).toBeGreaterThanOrEqual(1);
      if (windows.isUrgent && Math.abs(threshold * budgetShare(one) - 0.5) < 1e-9) {
        expect(spent).toBeLessThanOrEqual(windows.spends + 1e-9);
      } else {
        expect(threshold === 1 ? spent >= windows.spends - 1e-12 : Math.abs(spent - windows.spends) < 1e-9).toBe(true);
      }
    }),
    { numRuns: propertyRuns(1000) }
  );
});

it('spends the whole budget of a window that fails at a rate of 1, and in proportion at any other', () => {
  fc.assert(
    fc.property(
      objective,
      fc.integer({ min: 1, max: 1e9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (one, total, share) => {
        const rate = burnRate({ total, bad: share * total }, one) ?? NaN;
        expect(rate * budgetShare(one)).toBeCloseTo(share, 9);
        expect(burnRate({ total, bad: total * budgetShare(one) }, one)).toBeCloseTo(1, 9);
      }
    ),
    { numRuns: propertyRuns(1000) }
  );
});

it.each([
  // One of 60 would be sixteen times too fast: too few requests. From 70 on one alone says nothing.
  [60, 1, 14.4, false],
  [70, 1, 14.4, true],
  // Two that failed are no accident.
  [60, 2, 14.4, true],
  [10, 0, 14.4, false],
  [0, 0, 14.4, false],
  [2000, 0, 1, true],
])('of %d requests with %d failed %d× can be told: %j', (total, bad, rate, expected) => {
  expect(canTell({ total, bad }, thirtyDays, rate)).toBe(expected);
});

it('cannot burn faster than by failing at all', () => {
  const loose = { target: 0.6, days: 90 };
  expect(BURN_WINDOWS.map((windows) => isReachable(windows, loose))).toEqual([true, true, false]);
  expect(BURN_WINDOWS.every((windows) => isReachable(windows, thirtyDays))).toBe(true);
});

it('speaks at once in an outage, however loose the target', () => {
  const loose = { ...thirtyDays, target: 0.9 };
  expect(BURN_WINDOWS.map((windows) => burnThreshold(windows, loose))).toEqual([5, 5, 1]);
  const burns = BURN_WINDOWS.map((windows) => burnOf(windows, loose, () => ({ total: 1000, bad: 500 })));
  expect(burns.map(({ isBurning }) => isBurning)).toEqual([true, true, true]);
});

describe('a pair of windows', () => {
  const [fast] = BURN_WINDOWS;
  const burn = (long: number, short: number, total = 1e6) =>
    fast &&
    burnOf(fast, thirtyDays, (seconds) => ({ total, bad: total * 0.001 * (seconds === 3600 ? long : short) }))
      .isBurning;

  it.each([
    [15, 15, true],
    // It is over.
    [15, 2, false],
    // It has just begun.
    [2, 100, false],
    [14.41, 14.41, true],
    [14.3, 20, false],
  ])('burns where both do: %d× in an hour and %d× in five minutes: %j', (long, short, expected) => {
    expect(burn(long, short)).toBe(expected);
  });

  it('goes by the long window where the short one is too short for its requests', () => {
    const events = (seconds: number) => (seconds === 3600 ? { total: 200, bad: 20 } : { total: 10, bad: 1 });
    const one = fast && burnOf(fast, thirtyDays, events);
    expect(one).toMatchObject({ long: 100, short: undefined, isBurning: true });
  });

  it('says nothing of what was not counted', () => {
    expect(fast && burnOf(fast, thirtyDays, () => undefined)).toMatchObject({ long: undefined, isBurning: false });
  });
});

describe('the id of an objective', () => {
  it.each([
    [{ service: 'checkout', days: 30 }, 'checkout:availability:30d'],
    [{ service: 'a:b', route: '/x%', days: 7 }, 'a%3Ab:/x%25:availability:7d'],
    [{ service: 'pay', route: 'POST /charge', threshold: 0.3, days: 28 }, 'pay:POST /charge:latency 0.3s:28d'],
  ])('of %j is %s', (one, id) => {
    expect(objectiveId(one)).toBe(id);
  });

  it('is that of no other objective', () => {
    const name = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom(':', '%', 'a', '3A', ' ') });
    const parts = fc.record({ service: name, route: fc.option(name, { nil: undefined }) });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const isSame = a.service === b.service && a.route === b.route;
        expect(objectiveId({ ...a, days: 7 }) === objectiveId({ ...b, days: 7 })).toBe(isSame);
      }),
      { numRuns: propertyRuns(5000) }
    );
  });
});
