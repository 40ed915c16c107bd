import { randomNumbers } from '../../telemetry/testing/randomNumbers';
import { type CountedErrors, growthOf, mostInAnHour } from './growth';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BUCKETS = 30;

const hour = (start: number, countAt: (bucket: number) => number): CountedErrors => {
  const span = { from: start * HOUR, to: (start + 1) * HOUR };
  return { trend: Array.from({ length: BUCKETS }, (_, i) => countAt(i)), span, covered: span };
};
const pair = (before: (i: number) => number, now: (i: number) => number) => ({
  before: hour(0, before),
  now: hour(1, now),
});

it('tells when there were more, and how many of them', () => {
  const [grown] = growthOf([
    pair(
      (i) => i % 2,
      (i) => (i < 20 ? i % 2 : 6)
    ),
  ]);
  // Two minutes a bucket: one in four minutes before, three a minute from 40 minutes past on.
  expect(grown).toEqual({
    from: HOUR + 40 * MINUTE,
    to: 2 * HOUR,
    rate: expect.closeTo(180, 0),
    before: expect.closeTo(15.5, 0),
  });
});

it.each<[string, (i: number) => number, (i: number) => number]>([
  ['as many as before', () => 3, () => 3],
  ['fewer', () => 9, () => 1],
  ['more, but not by half', () => 1000, () => 1300],
  ['a little more of few', (i) => (i === 3 ? 1 : 0), (i) => (i === 9 || i === 11 ? 1 : 0)],
  ['a burst as there were before', (i) => (i % 10 === 0 ? 60 : 0), (i) => (i === 7 || i === 8 ? 60 : 0)],
])('does not call growing what has %s', (_, before, now) => {
  expect(growthOf([pair(before, now)])).toEqual([undefined]);
});

it('tests the time that errors are known of only', () => {
  const now = { ...hour(1, (i) => (i < 15 ? 0 : 4)), covered: { from: 1.5 * HOUR, to: 2 * HOUR } };
  const steady = hour(0, () => 4);
  expect(growthOf([{ before: steady, now }])).toEqual([undefined]);
  const [grown] = growthOf([{ before: hour(0, () => 1), now }]);
  expect(grown).toMatchObject({ from: 1.5 * HOUR, rate: expect.closeTo(120, 0), before: expect.closeTo(30, 0) });
});

it('calls few of many steady errors growing, and most of those that grow', () => {
  const random = randomNumbers(7);
  /** Poisson numbers by Knuth's multiplication. */
  const poisson = (mean: number) => {
    let count = -1;
    for (let product = 1; product > Math.exp(-mean); product *= random()) {
      count++;
    }
    return count;
  };
  const means = Array.from({ length: 200 }, (_, i) => 0.2 + (i % 10));
  const steady = means.map((mean) =>
    pair(
      () => poisson(mean),
      () => poisson(mean)
    )
  );
  const growing = Array.from({ length: 20 }, () =>
    pair(
      () => poisson(2),
      (i) => poisson(i < 20 ? 2 : 10)
    )
  );
  const found = growthOf([...steady, ...growing]);
  const [wrong, right] = [found.slice(0, 200), found.slice(200)].map((some) => some.filter((one) => one).length);
  expect(right).toBe(20);
  expect(wrong).toBeLessThanOrEqual(1);
});

it.each<[string, CountedErrors, number]>([
  ['all of a shorter time', { ...hour(0, () => 2), span: { from: 0, to: 10 * MINUTE } }, 60],
  ['the hour with most of them', { ...hour(0, (i) => (i < 15 ? 1 : 3)), span: { from: 0, to: 2 * HOUR } }, 45],
  [
    'buckets in part where an hour is no whole number of them',
    { ...hour(0, () => 8), span: { from: 0, to: 16 * HOUR } },
    15,
  ],
  ['by the hour where buckets are longer', { ...hour(0, () => 12), span: { from: 0, to: 60 * HOUR } }, 6],
])('counts %s', (_, counted, most) => {
  expect(mostInAnHour(counted)).toBe(most);
});
