import { sameRequests, type RouteCounts } from './sameRequests';
import { balanced, clockwork, fleetOf, randomFrom, sampledAt, scraped } from './testing/fleet';

const STEPS = 30;
const ROUTES = ['/cart', '/products/:id', '/checkout', '/orders'];

/** Of many simulated shops the share for which a statement holds. */
function shareOf(shops: number, holds: (random: () => number) => boolean): number {
  const held = Array.from({ length: shops }, (_, seed) => holds(randomFrom(seed + 1)));
  return held.filter(Boolean).length / shops;
}

const isOne = (a: RouteCounts, b: RouteCounts, pairs = 100) => sameRequests(a, b, pairs) !== undefined;

describe('one service, counted in metrics and in traces', () => {
  const found = (perStep: number, share: number, scrapeSeconds: number) =>
    shareOf(30, (random) => {
      const { requests } = fleetOf(random, { routes: ROUTES, steps: STEPS, perStep });
      return isOne(scraped(requests, random, scrapeSeconds / 120), sampledAt(requests, random, share));
    });

  it.each([
    [10, 1, 15, 0.95],
    [40, 1, 15, 0.95],
    [60, 0.7, 15, 0.95],
    // What is told of the edges of steps is less where scrapes are rare, and of samples.
    [100, 1, 60, 0.5],
    [100, 0.5, 15, 0.3],
  ])('%d requests of a route a step, a share of %d traced, scraped every %d s', (perStep, share, scrape, least) => {
    expect(found(perStep, share, scrape)).toBeGreaterThanOrEqual(least);
  });

  it('is not told by a sample of a tenth', () => expect(found(200, 0.1, 15)).toBe(0));
});

describe('different services at the same rates are not taken for one', () => {
  const SHOPS = 400;

  it.each<[string, (random: () => number) => [RouteCounts, RouteCounts]]>([
    [
      'the same routes, busy at the same times',
      (random) => {
        const { requests, others } = fleetOf(random, { routes: ROUTES, steps: STEPS, perStep: 40 });
        return [requests, others];
      },
    ],
    [
      'blue and green behind a balancer that chooses by chance',
      (random) => {
        const { requests } = fleetOf(random, { routes: ROUTES, steps: STEPS, perStep: 60 });
        return balanced(requests, random);
      },
    ],
    [
      'scripts that ask by the clock',
      (random) => [clockwork(ROUTES, STEPS, 60, random), clockwork(ROUTES, STEPS, 60, random)],
    ],
  ])('%s', (_, pair) => {
    // By the stated error rate 0.4 of these are wrong, and four are by a chance of 1 in 1000.
    expect(shareOf(SHOPS, (random) => isOne(...pair(random), 1)) * SHOPS).toBeLessThan(4);
  });
});

describe('says nothing of', () => {
  const random = randomFrom(7);
  const { requests } = fleetOf(random, { routes: ROUTES, steps: STEPS, perStep: 60 });
  const of = (routes: readonly string[]): RouteCounts =>
    Object.fromEntries(routes.map((route) => [route, requests[route] ?? []]));

  it('the same, to begin with', () => expect(sameRequests(requests, requests)).toMatchObject({ routes: 4, apart: 0 }));

  it('one who sees more than there is', () => {
    const twice = Object.fromEntries(ROUTES.map((route) => [route, (requests[route] ?? []).map((count) => 2 * count)]));
    expect(sameRequests(requests, twice)).toBeUndefined();
  });

  it('few routes', () => expect(sameRequests(of(ROUTES.slice(0, 2)), of(ROUTES.slice(0, 2)))).toBeUndefined());

  it('routes that every service has', () => {
    const probes = ['/health', '/metrics', '/ready', '/status'];
    const counts = Object.fromEntries(probes.map((route, at) => [route, requests[ROUTES[at] ?? ''] ?? []]));
    expect(sameRequests(counts, counts)).toBeUndefined();
  });

  it('one who has many requests on other routes', () => {
    const more = { ...requests, '/admin': (requests['/cart'] ?? []).map((count) => 3 * count) };
    expect(sameRequests(requests, more)).toBeUndefined();
  });

  it('few steps', () => {
    const short = Object.fromEntries(ROUTES.map((route) => [route, (requests[route] ?? []).slice(0, 12)]));
    expect(sameRequests(short, short)).toBeUndefined();
  });
});

it('knows a route in the spelling of another framework, and a clock that is a step behind', () => {
  const { requests } = fleetOf(randomFrom(3), { routes: ROUTES, steps: STEPS, perStep: 80 });
  const elsewhere = Object.fromEntries(
    Object.entries(requests).map(([route, counts]) => [
      `GET ${route.replace(':id', '{id}')}`,
      [0, ...counts.slice(0, -1)],
    ])
  );
  expect(sameRequests(requests, elsewhere, 100)?.routes).toBe(4);
});
