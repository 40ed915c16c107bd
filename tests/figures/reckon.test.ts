import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PromApi, type InstantSample } from './promApi.ts';
import { quantile, reckon } from './reckon.ts';

test('a quantile lies within its bucket, in proportion', () => {
  const buckets = [
    { bound: 0.1, within: 50 },
    { bound: 0.2, within: 90 },
    { bound: Infinity, within: 100 },
  ];
  assert.equal(quantile(buckets, 0.25), 0.05);
  assert.ok(Math.abs((quantile(buckets, 0.7) ?? 0) - 0.15) < 1e-12);
  assert.equal(quantile(buckets, 0.99), 0.2, 'beyond the last bound nothing is known but the bound');
  assert.equal(quantile([], 0.5), undefined);
});

test('services that share a counter are told apart, and the monitoring stack is left out', async () => {
  const answers: Record<string, InstantSample[]> = {
    http_requests_total: [
      { labels: { job: 'shop', service: 'cart', status: '200' }, value: 90 },
      { labels: { job: 'shop', service: 'cart', status: '500' }, value: 10 },
      { labels: { job: 'flask' }, value: 50 },
      { labels: { job: 'prometheus', status: '200' }, value: 7 },
    ],
    http_request_duration_seconds_bucket: [
      { labels: { job: 'shop', service: 'cart', le: '0.1' }, value: 100 },
      { labels: { job: 'shop', service: 'cart', le: '+Inf' }, value: 100 },
      { labels: { job: 'prometheus', le: '+Inf' }, value: 7 },
    ],
    http_request_latency_seconds_bucket: [{ labels: { job: 'flask', le: '+Inf' }, value: 50 }],
  };
  const fake = {
    instant: async (expr: string) => answers[/increase\((\w+)\[/.exec(expr)?.[1] ?? ''] ?? [],
  } as unknown as PromApi;
  const figures = await reckon(fake, 0, 100);
  assert.deepEqual(
    figures.map(({ service, rate, errors }) => ({ service, rate, errors })),
    [
      { service: 'cart', rate: 1, errors: 0.1 },
      { service: 'flask', rate: 0.5, errors: undefined },
    ]
  );
});
