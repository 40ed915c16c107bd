import { type AlertRow } from '../../../analysis/alerts/alertRows';
import { rule } from '../../../analysis/alerts/testing/alerts';
import { startOf, troubleWatched } from './symptom';

it.each<[string | undefined, string | undefined]>([
  ['sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))', 'failures'],
  ['rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[5m])', 'failures'],
  ['rate(checkout_failures_total[5m])', 'failures'],
  ['errors', 'failures'],
  ['histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))', 'seconds'],
  ['rate(http_request_latency_seconds_sum[5m])', 'seconds'],
  ['sum(rate(http_server_request_duration_seconds_count[5m]))', undefined],
  ['sum(rate(http_requests_total{status=~"2.."}[5m]))', undefined],
  ['up == 0', undefined],
  [undefined, undefined],
])('%s watches %s', (query, expected) => {
  expect(troubleWatched(query)).toBe(expected);
});

const MINUTE = 60_000;
const row = (change: Partial<AlertRow>): AlertRow => ({
  key: '',
  name: 'Fails',
  state: 'firing',
  alerts: [],
  suppressed: [],
  groupSize: 1,
  annotations: {},
  origins: [],
  ...change,
});
const fired = { from: 40 * MINUTE, to: 50 * MINUTE, state: 'firing' as const };
const spans = [{ ...fired, from: 10 * MINUTE, to: 20 * MINUTE }, fired];

it.each<[string, Partial<AlertRow>, number | undefined]>([
  ['fires', { since: 60 * MINUTE }, 60],
  ['fires after it held', { since: 60 * MINUTE, rule: rule('Fails', { holdSeconds: 300 }) }, 55],
  ['is about to fire', { since: 60 * MINUTE, state: 'pending', rule: rule('Fails', { holdSeconds: 300 }) }, 60],
  ['does not fire', { since: 60 * MINUTE, state: 'inactive' }, 40],
])('an alert that %s', (_, change, minutes) => {
  expect(startOf(row(change), { spans })).toBe(minutes && minutes * MINUTE);
});

it('knows no start of what never fired', () => {
  expect(startOf(row({ state: 'inactive' }), undefined)).toBeUndefined();
});
