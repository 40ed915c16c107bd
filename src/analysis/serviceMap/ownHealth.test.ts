import { type ServiceEdge } from '../../telemetry/questions/traces';
import { type HealthRow } from '../healthRows';
import { healthOfTraced, seesMoreErrors } from './ownHealth';

const rows = (...names: string[]): HealthRow[] =>
  names.map((name) => ({
    name,
    requests: 3600,
    errorRatio: 0,
    before: {},
    trend: {},
    judgement: { state: 'ok', reason: { rule: 'no-past', measure: 'errorRatio', now: 0 } },
    rate: 1,
    change: {},
  }));

describe('health on the map', () => {
  it('has services under their own names, with rate and state', () => {
    const health = healthOfTraced(rows('cart'));
    expect(health.get('cart')).toMatchObject({ rate: 1, errorRatio: 0, judgement: { state: 'ok' } });
  });

  it.each<[string, string | null | undefined, string[]]>([
    ['its own name where an admin gave another one in traces', 'cart-v2', ['cart']],
    ['none where an admin said that traces have none', null, []],
    ['its own where an admin said something of logs only', undefined, ['cart']],
  ])('has %s', (_, traces, names) => {
    const health = healthOfTraced(rows('cart'), [{ service: 'cart', ...(traces !== undefined && { traces }) }]);
    expect([...health.keys()]).toEqual(names);
  });
});

describe('errors that only callers see', () => {
  const own = (errorRatio: number | undefined) => ({ ...healthOfTraced(rows('cart')).get('cart')!, errorRatio });

  it.each<[ServiceEdge['kind'], number | undefined, number | undefined, boolean]>([
    ['service', 0.25, 0, true],
    ['service', 0.25, 0.1, true],
    ['service', 0.25, 0.2, false],
    ['service', 0, 0, false],
    ['service', undefined, 0, false],
    ['service', 0.25, undefined, false],
    ['external', 0.25, 0, false],
  ])('are told of a %s: %p of the calls, %p by its own count: %p', (kind, share, ratio, expected) => {
    expect(seesMoreErrors(kind, share, own(ratio))).toBe(expected);
  });

  it('are not told of where nothing is known of the service itself', () => {
    expect(seesMoreErrors('service', 0.25, undefined)).toBe(false);
  });
});
