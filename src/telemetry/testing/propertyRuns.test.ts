import { runsOf } from './propertyRuns';

it.each([
  [20_000, undefined, 2000],
  [20_000, '1', 20_000],
  [20_000, '2.5', 50_000],
  // Never fewer than fast-check tries by itself, nor more than the test asks for because of that.
  [500, undefined, 100],
  [60, undefined, 60],
  [60, '0.01', 60],
])('of %d cases with PROPERTY_RUNS=%s it tries %d', (whole, share, expected) => {
  expect(runsOf(whole, share)).toBe(expected);
});

it.each(['', '0', '-1', 'all'])('refuses “%s”, which would leave no case', (share) => {
  expect(() => runsOf(100, share)).toThrow('positive number');
});
