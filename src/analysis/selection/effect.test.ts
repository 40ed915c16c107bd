import { cohensH } from './effect';

it.each([
  // Differences of Cohen’s table 6.2.2, which gives 1.571 for 50 %, 1.047 for 25 %, 0.451 for 5 % and 2.691 for 95 %.
  [0.5, 0.25, 1.571 - 1.047],
  [0.05, 0.25, 0.451 - 1.047],
  [0.95, 0.5, 2.691 - 1.571],
])('is the difference of the arcsine values that Cohen tabulates: %d and %d', (one, other, h) => {
  expect(cohensH(one, other)).toBeCloseTo(h, 2);
});

it('is π between none and all', () => {
  expect(cohensH(1, 0)).toBeCloseTo(Math.PI, 12);
});
