import fc from 'fast-check';
import { type ComparedTimes, LEAST_MS, MOST_MS, timesAround, timesOfRange } from './times';

const MINUTE = 60_000;
const minutes = ({ during, before, fit }: ComparedTimes) => [
  ...[before.from, before.to, during.from, during.to].map((time) => time / MINUTE),
  fit,
];

it.each<[string, number, number, unknown[]]>([
  ['an hour', 1000, 1060, [940, 1000, 1000, 1060, 'whole']],
  ['seconds beyond a minute', 1000.4, 1060.7, [940, 1000, 1000, 1060, 'whole']],
  ['five minutes', 1000, 1005, [945, 975, 975, 1005, 'longer']],
  ['a day', 1000, 2440, [2080, 2260, 2260, 2440, 'last']],
])('compares %s with as long before it', (_, from, to, expected) => {
  expect(minutes(timesOfRange({ from: from * MINUTE, to: to * MINUTE }))).toEqual(expected);
});

it.each<[string, number, number, unknown[]]>([
  ['long ago', 1000, 2000, [950, 990, 990, 1030, 'whole']],
  ['five minutes ago', 1000, 1005, [945, 975, 975, 1005, 'whole']],
  ['just now', 1000, 1000, [940, 970, 970, 1000, 'whole']],
])('looks around the start of an alert that fired %s', (_, start, now, expected) => {
  expect(minutes(timesAround(start * MINUTE, now * MINUTE))).toEqual(expected);
});

it('compares times as long as each other that meet, of a length that tells something', () => {
  const range = fc.tuple(fc.integer({ min: 1e12, max: 2e12 }), fc.integer({ min: 0, max: 1e10 }));
  fc.assert(
    fc.property(range, ([from, length]) => {
      const { during, before } = timesOfRange({ from, to: from + length });
      expect(before.to).toBe(during.from);
      expect(before.to - before.from).toBe(during.to - during.from);
      expect(during.to - during.from).toBeGreaterThanOrEqual(LEAST_MS);
      expect(during.to - during.from).toBeLessThanOrEqual(MOST_MS);
      expect(during.to).toBeLessThanOrEqual(from + length);
    })
  );
});
