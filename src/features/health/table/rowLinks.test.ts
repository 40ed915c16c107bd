import { type HealthRow, healthRows } from '../../../analysis/healthRows';
import { rowLinks } from './rowLinks';

const slowOf = (p95: number | undefined, mean?: number) => {
  const [row] = healthRows([{ name: 'inventory', requests: 100, p95, mean, before: {}, trend: {} }], 60);
  return new URL(rowLinks(row as HealthRow, [], '').slow, 'http://grafana').searchParams.getAll('where');
};

it('leads to slow requests from below the bucket of the percentile on, whose guess may lie above all of them', () => {
  // Requests of 0.62 s in a bucket of 0.5 to 1 s: the guess is anywhere in it.
  expect(slowOf(0.911)).toEqual(['duration=0.36..']);
  expect(slowOf(undefined)).toEqual([]);
});

it('leads to what is slower than the mean where that is all that is known', () => {
  expect(slowOf(undefined, 0.0417)).toEqual(['duration=0.041..']);
  expect(slowOf(undefined, 0)).toEqual([]);
  expect(slowOf(0.911, 0.2)).toEqual(['duration=0.36..']);
});
