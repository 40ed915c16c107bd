import { type RouteCounts } from '../sameRequests';

/** Random numbers from 0 to 1 that are the same for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Load {
  routes: readonly string[];
  steps: number;
  /** Requests of a route in a step, on average. */
  perStep: number;
}

/**
 * Requests of a service, and of another one with the same routes at the same rates: load that rises, falls and bursts
 * for both, on all routes and on each.
 */
export function fleetOf(
  random: () => number,
  { routes, steps, perStep }: Load
): { requests: RouteCounts; others: RouteCounts } {
  const bursts = Array.from({ length: steps }, (_, step) => {
    const tide = 1 + 0.4 * Math.sin(step / 5);
    return tide * (random() < 0.1 ? 2 : 1);
  });
  const rates = routes.map((route) => {
    const weight = 0.5 + random();
    return [route, bursts.map((burst) => perStep * weight * burst * (random() < 0.1 ? 1.8 : 1))] as const;
  });
  const drawn = () =>
    Object.fromEntries(rates.map(([route, each]) => [route, each.map((rate) => poisson(rate, random))]));
  return { requests: drawn(), others: drawn() };
}

/** Of requests those that a tracer keeps, each by chance. */
export function sampledAt(requests: RouteCounts, random: () => number, share: number): RouteCounts {
  return mapped(requests, (count) => binomial(count, share, random));
}

/**
 * Counters as a scrape sees them: what came in a part of a step stands in the one before.
 * @param part of a step that lies between two scrapes at most
 */
export function scraped(requests: RouteCounts, random: () => number, part: number): RouteCounts {
  const offset = random() * part;
  return Object.fromEntries(
    Object.entries(requests).map(([route, counts]) => {
      const early = counts.map((count) => binomial(count, offset, random));
      return [route, counts.map((count, step) => count - (early[step] ?? 0) + (early[step + 1] ?? 0))];
    })
  );
}

/** Requests that a balancer deals out to two, each by chance. */
export function balanced(requests: RouteCounts, random: () => number): [RouteCounts, RouteCounts] {
  const blue = mapped(requests, (count) => binomial(count, 0.5, random));
  const green = Object.fromEntries(
    Object.entries(requests).map(([route, counts]) => [
      route,
      counts.map((count, step) => count - (blue[route]?.[step] ?? 0)),
    ])
  );
  return [blue, green];
}

/** Requests that come by the clock, as those of a script: a step has one more or less. */
export function clockwork(
  routes: readonly string[],
  steps: number,
  perStep: number,
  random: () => number
): RouteCounts {
  return Object.fromEntries(
    routes.map((route, at) => [
      route,
      Array.from({ length: steps }, () => perStep * (at + 1) + Math.floor(3 * random()) - 1),
    ])
  );
}

function mapped(requests: RouteCounts, change: (count: number) => number): RouteCounts {
  return Object.fromEntries(Object.entries(requests).map(([route, counts]) => [route, counts.map(change)]));
}

/** After D. E. Knuth, in parts that a number can hold. */
function poisson(rate: number, random: () => number): number {
  let arrived = 0;
  for (let left = rate; left > 0; left -= 200) {
    const least = Math.exp(-Math.min(left, 200));
    for (let product = random(); product > least; product *= random()) {
      arrived++;
    }
  }
  return arrived;
}

function binomial(count: number, share: number, random: () => number): number {
  let kept = 0;
  for (let one = 0; one < count; one++) {
    kept += random() < share ? 1 : 0;
  }
  return kept;
}
