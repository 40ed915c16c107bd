import { normalQuantile } from './normalQuantile';

// Published quantiles of the standard normal distribution.
it.each([
  [0.5, 0],
  [0.975, 1.959963985],
  [0.01, -2.326347874],
  [0.995, 2.575829304],
  [0.999, 3.090232306],
  [0.9999, 3.719016485],
])('has the normal quantile of %s', (u, z) => {
  expect(normalQuantile(u)).toBeCloseTo(z, 7);
});
