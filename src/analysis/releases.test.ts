import { randomNumbers } from '../telemetry/testing/randomNumbers';
import { compareReleases, largestUnseen, releasesIn, type VersionedRate } from './releases';

const STEP = 60_000;
const STEPS = Array.from({ length: 20 }, (_, at) => at * STEP);
/** Requests per second in a part of twenty minutes. */
const rate = (version: string, perSecond: number, from = 0, to = 20, route = '/a'): VersionedRate => ({
  version,
  route,
  times: STEPS.slice(from, to),
  values: STEPS.slice(from, to).map(() => perSecond),
});

it('tells which versions served, since when, and how much of it', () => {
  const requests = [rate('1', 3, 0, 15), rate('2', 1, 10), rate('1', 1, 0, 20, '/b')];
  expect(releasesIn(requests, STEP)).toEqual([
    { version: '2', since: 10 * STEP, requests: 600, shareNow: 0.5 },
    { version: '1', requests: 15 * 180 + 20 * 60, shareNow: 0.5 },
  ]);
});

it('compares what ran at the same time, whatever was before', () => {
  // All failed more in the second half, the new version no more than the old one.
  const requests = [rate('1', 10), rate('2', 10, 10)];
  const failed = [rate('1', 1, 10), rate('2', 1, 10)];
  const comparison = compareReleases(requests, failed, STEP);
  expect(comparison).toMatchObject({ how: 'side-by-side', newest: { version: '2' }, others: ['1'] });
  expect(comparison?.routes).toMatchObject([
    {
      route: '/a',
      newer: { hits: 600, total: 6000 },
      older: { hits: 600, total: 6000 },
      difference: 0,
      isFound: false,
    },
  ]);
  const [{ interval }] = comparison?.routes as [NonNullable<typeof comparison>['routes'][number]];
  // Two shares of 10% of 6,000: 1.96 times the root of 2 times 0.1 times 0.9 over 6,000.
  expect(largestUnseen(interval)).toBeCloseTo(0.0107, 3);
});

it('compares with the time before where no two ran at the same time', () => {
  const comparison = compareReleases([rate('1', 10, 0, 10), rate('2', 10, 10)], [rate('2', 0.5, 10)], STEP);
  expect(comparison).toMatchObject({ how: 'before-after', others: ['1'] });
  expect(comparison?.routes).toMatchObject([{ difference: 0.05, isFound: true }]);
});

it('finds the one route that fails more among many that do not', () => {
  const routes = Array.from({ length: 30 }, (_, at) => `/r${at}`);
  const requests = routes.flatMap((route) => [rate('1', 2, 0, 20, route), rate('2', 2, 5, 20, route)]);
  const failed = [
    ...routes.flatMap((route) => [rate('1', 0.02, 0, 20, route), rate('2', 0.02, 5, 20, route)]),
    rate('2', 0.2, 5, 20, '/r7'),
  ];
  const found = compareReleases(requests, failed, STEP)?.routes.filter(({ isFound }) => isFound);
  expect(found?.map(({ route }) => route)).toEqual(['/r7']);
  expect(found?.[0]?.difference).toBeCloseTo(0.09, 3);
});

it('says seldom that two versions alike differ', () => {
  const random = randomNumbers(7);
  const failures = (version: string, from: number, route: string): VersionedRate => ({
    ...rate(version, 0, from, 20, route),
    values: STEPS.slice(from).map(() => {
      const failing = Array.from({ length: 60 }, () => random() < 0.05).filter(Boolean).length;
      return failing / 60;
    }),
  });
  const runs = Array.from({ length: 60 }, () => {
    const routes = ['/a', '/b', '/c', '/d'];
    const requests = routes.flatMap((route) => [rate('1', 1, 0, 20, route), rate('2', 1, 10, 20, route)]);
    const failed = routes.flatMap((route) => [failures('1', 0, route), failures('2', 10, route)]);
    return compareReleases(requests, failed, STEP)?.routes.some(({ isFound }) => isFound) ?? true;
  });
  expect(runs.filter(Boolean).length / runs.length).toBeLessThanOrEqual(0.1);
});

it.each<[what: string, requests: VersionedRate[]]>([
  ['nothing ran', []],
  ['one version ran', [rate('1', 1)]],
  ['two versions ran from the beginning', [rate('1', 1), rate('2', 2)]],
  ['a version ended', [rate('1', 1), rate('2', 1, 0, 5)]],
])('compares nothing where %s', (_, requests) => {
  expect(compareReleases(requests, [], STEP)).toBeUndefined();
});
