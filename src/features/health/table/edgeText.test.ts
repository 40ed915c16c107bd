import { type CountedAt } from '../../../analysis/edge';
import { edgeOnlyText, edgeTexts } from './edgeText';

const own: CountedAt = { requests: 36_000, errorRatio: 0.003, p95: 0.1 };

it.each<[what: string, edge: CountedAt, own: CountedAt, text: string]>([
  [
    'both beside each other',
    { requests: 36_000, errorRatio: 0.012, p95: 0.11 },
    own,
    'At Traefik 10.0 req/s · 1.2% fail there, 0.30% at the service · p95 110 ms · requests fail before the service answers',
  ],
  ['only what the edge knows', { requests: 36_000 }, own, 'At Traefik 10.0 req/s'],
  [
    'a rate of the time that the edge has data of',
    { requests: 18_000, coverage: { since: 0, seconds: 1800 } },
    own,
    'At Traefik 10.0 req/s',
  ],
  [
    'failures that the service does not tell',
    { requests: 36_000, errorRatio: 0.012 },
    { requests: 36_000 },
    'At Traefik 10.0 req/s · 1.2% fail there',
  ],
  [
    'where time is lost, and whom it misses',
    { requests: 18_000, p95: 0.5 },
    own,
    'At Traefik 5.00 req/s · p95 500 ms · time is lost before the service · the service has other callers too',
  ],
  [
    'what does not get through',
    { requests: 72_000, errorRatio: 0.001 },
    own,
    'At Traefik 20.0 req/s · 0.10% fail there, 0.30% at the service · more fail at the service: retried, or from other callers · not all requests reach the service',
  ],
])('tells %s', (_, edge, service, text) => {
  expect(edgeTexts('Traefik', edge, service, 3600).join(' · ')).toBe(text);
});

it('says of a service that only the edge counts just that', () => {
  expect(edgeOnlyText('ingress-nginx')).toBe(
    'Measured at ingress-nginx only: requests that do not pass it are not counted'
  );
});
