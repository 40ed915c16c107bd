import { logsUrl } from '../correlation/pageUrls/logs';
import { tracesUrl } from '../correlation/pageUrls/traces';
import { PATHS } from '../correlation/routes';
import { type AlertTarget } from '../correlation/alertLinks';
import { alertLocation } from './alerts';

const NOW = Date.UTC(2026, 0, 15, 12);
const MINUTE = 60_000;
const since = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString();

function open(to: AlertTarget, labels: Record<string, string>, activeAt?: string) {
  const location = alertLocation(to, { instance: { labels, activeAt } }, NOW) ?? { path: '', params: [] };
  const params = new URLSearchParams(location.params);
  return {
    ...location,
    get: (key: string) => params.get(key),
    minutes: ['from', 'to'].map((key) => (Number(params.get(key)) - NOW) / MINUTE),
  };
}

it.each([
  ['half an hour around its beginning', since(90), [-120, -60]],
  ['up to now, where it is young', since(10), [-40, 0]],
  ['the last hour, where nobody knows when it began', '0001-01-01T00:00:00Z', [-60, 0]],
  ['the last hour, where it says nothing of it', undefined, [-60, 0]],
  ['the last hour, where clocks disagree', since(-5), [-60, 0]],
])('leads to %s', (_, activeAt, minutes) => {
  for (const to of ['health', 'logs', 'traces'] as const) {
    expect(open(to, { service: 'a' }, activeAt).minutes).toEqual(minutes);
  }
});

it.each([
  [{ service: 'a|b&c', alertname: 'x' }, 'a|b&c'],
  [{ job: 'shop-api', instance: 'x:1' }, 'shop-api'],
  [{ job: 'node', service_name: 'api' }, 'api'],
])('takes the service of %j along', (labels, service) => {
  const health = open('health', labels);
  expect([health.path, health.get('service')]).toEqual([PATHS.service, service]);
  const condition = { field: 'service', op: 'in', values: [service] };
  expect(logsUrl.read(open('logs', labels)).where).toEqual([condition]);
  expect(tracesUrl.read(open('traces', labels)).where).toEqual([condition]);
});

it('takes the route along to where it is known', () => {
  const labels = { job: 'shop-api', path: '/a b' };
  const health = open('health', labels);
  expect([health.path, health.get('route')]).toEqual([PATHS.route, '/a b']);
  expect(tracesUrl.read(open('traces', labels)).where).toContainEqual({
    field: 'route',
    op: 'in',
    values: ['/a b'],
  });
  expect(logsUrl.read(open('logs', labels)).where).toHaveLength(1);
});

it('leads to the whole shop where it names no service, and to nobody’s logs', () => {
  expect(open('health', { alertname: 'x', service: '' }).path).toBe(PATHS.health);
  expect(alertLocation('logs', { instance: { labels: {} } }, NOW)).toBeUndefined();
  expect(alertLocation('traces', { instance: { labels: {} } }, NOW)).toBeUndefined();
});
