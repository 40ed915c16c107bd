import { type HealthRow, healthRows } from '../../../analysis/healthRows';
import { rowLinks, searchOf } from './rowLinks';

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

it.each<[environment: string | undefined, search: string]>([
  ['test', '?from=now-1h&var-environment=test'],
  ['a&b=c', '?from=now-1h&var-environment=a%26b%3Dc'],
  // Of a row without one nothing narrower can be asked.
  ['', '?from=now-1h&var-environment=prod&var-environment=test'],
  [undefined, '?from=now-1h&var-environment=prod&var-environment=test'],
])('leads on from a row of the environment %s to %s', (environment, search) => {
  const [row] = healthRows([{ name: 'cart', environment, before: {}, trend: {} }], 60);
  expect(searchOf(row as HealthRow, '?from=now-1h&var-environment=prod&var-environment=test')).toBe(search);
});
