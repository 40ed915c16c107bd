import { joinServices } from './joins';
import { movingPairs } from './movingTogether';
import { type RouteCounts } from './sameRequests';
import { type SeenName } from './seenNames';
import { balanced, fleetOf, randomFrom, sampledAt, scraped } from './testing/fleet';

const STEPS = 30;
const routesOf = (of: string) => ['', '/:id', '/search', '/:id/items', '/report'].map((end) => `/${of}${end}`);

interface Fleet {
  metrics: SeenName[];
  traces: SeenName[];
  /** Which names are one service. */
  truth: ReadonlyMap<string, string>;
}

/** A shop whose services are called otherwise in metrics than in traces, with decoys beside each. */
function simulated(seed: number): Fleet {
  const random = randomFrom(seed);
  const drawn = (of: string) => fleetOf(random, { routes: routesOf(of), steps: STEPS, perStep: 15 + 25 * random() });
  const inMetrics = (name: string, counts: RouteCounts, more = {}): SeenName => ({
    name,
    counts: scraped(counts, random, 0.125),
    ...more,
  });
  const inTraces = (name: string, counts: RouteCounts, share = 1, more = {}): SeenName => ({
    name,
    counts: sampledAt(counts, random, share),
    ...more,
  });
  const [cart, stock, twins, hidden] = [drawn('cart'), drawn('stock'), drawn('tenants'), drawn('users')];
  const [blue, green] = balanced(drawn('payments').requests, random);
  const mirrored = drawn('search').requests;
  return {
    metrics: [
      inMetrics('fastapi', cart.requests),
      inMetrics('express-app', stock.requests),
      inMetrics('job-1a', twins.requests),
      inMetrics('job-1b', twins.others),
      inMetrics('nestjs', hidden.requests),
      inMetrics('gunicorn-green', green),
      inMetrics('rails', mirrored, { environments: ['production'] }),
    ],
    traces: [
      inTraces('basket', cart.requests),
      inTraces('inventory', stock.requests, 0.8),
      inTraces('north', twins.requests),
      inTraces('south', twins.others),
      // The gateway in front of it serves the same requests.
      inTraces('accounts', hidden.requests),
      inTraces('edge', hidden.requests),
      inTraces('payments-blue', blue),
      inTraces('lookup', mirrored, 1, { environments: ['staging'] }),
    ],
    truth: new Map([
      ['fastapi', 'basket'],
      ['express-app', 'inventory'],
      ['nestjs', 'accounts'],
    ]),
  };
}

it('finds who is one service in simulated shops, and takes no decoy for one', () => {
  const FLEETS = 40;
  let found = 0;
  const wrong: string[] = [];
  for (let seed = 1; seed <= FLEETS; seed++) {
    const { metrics, traces, truth } = simulated(seed);
    // These are called by a number that their traces do not have.
    const renamed = metrics.map((one) => ({ ...one, name: one.name.replace(/^job-1/, 'job-') }));
    for (const { our, their } of movingPairs(renamed, traces)) {
      const expected = truth.get(our) ?? { 'job-a': 'north', 'job-b': 'south' }[our];
      found += expected === their ? 1 : 0;
      wrong.push(...(expected === their ? [] : [`${seed}: ${our} and ${their}`]));
    }
  }
  expect(wrong).toEqual([]);
  // Four of each shop can be told; of the gateway and the service behind it nobody knows which one it is.
  expect(found / (4 * FLEETS)).toBeGreaterThanOrEqual(0.95);
});

describe('two that count the same requests', () => {
  const { requests } = fleetOf(randomFrom(5), { routes: routesOf('a'), steps: STEPS, perStep: 40 });
  const pairs = (our: Partial<SeenName>, their: Partial<SeenName>, ...others: SeenName[]) =>
    movingPairs(
      [{ name: 'fastapi', counts: requests, ...our }],
      [{ name: 'shop', counts: requests, ...their }, ...others]
    ).length;

  it.each<[string, Partial<SeenName>, Partial<SeenName>, number]>([
    ['are one', {}, {}, 1],
    ['are one in the same environment', { environments: ['production'] }, { environments: ['prod'] }, 1],
    ['are two in different ones', { environments: ['production'] }, { environments: ['staging'] }, 0],
    ['are two where a name says so', { environments: ['production'] }, { name: 'shop-staging' }, 0],
    ['are two in different namespaces', { namespaces: ['a'] }, { namespaces: ['b'] }, 0],
    ['are two as blue and green', { name: 'fastapi-blue' }, { name: 'shop-green' }, 0],
    ['are two as the canary and the rest', { name: 'fastapi-canary' }, {}, 0],
    ['are two as replicas', { name: 'fastapi-1' }, { name: 'shop-2' }, 0],
  ])('%s', (_, our, their, count) => expect(pairs(our, their)).toBe(count));

  it('are nobody, where a third one does too', () => {
    expect(pairs({}, {}, { name: 'edge', counts: requests })).toBe(0);
  });
});

it('a job named after the framework leads to its traces, and by the ids of its lines to its logs', () => {
  const { requests } = fleetOf(randomFrom(9), { routes: routesOf('orders'), steps: STEPS, perStep: 40 });
  const ids = [1, 2, 3].map((id) => ({ traceId: `t${id}`, spanId: `s${id}` }));
  const [service] = joinServices({
    metrics: [{ name: 'fastapi', counts: requests }],
    traces: [{ name: 'orders-service', counts: requests }],
    logs: [{ name: 'orders.log', lines: ids.map((one) => ({ ...one, time: 5 })) }],
    spans: ids.map((one) => ({ ...one, service: 'orders-service', start: 0, duration: 9 })),
  });
  expect(service).toMatchObject({
    service: 'fastapi',
    traces: { name: 'orders-service', evidence: { kind: 'requests', routes: 5 } },
    logs: { name: 'orders.log', evidence: { kind: 'traces', agree: 3, of: 3 } },
  });
});
