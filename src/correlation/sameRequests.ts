import { normalQuantile } from '../analysis/normalQuantile';
import { routeForm } from './routeForm';

/** Requests counted by route, in steps of time: for each route as many numbers as there are steps. */
export type RouteCounts = Readonly<Record<string, readonly number[]>>;

/** How two that count requests were found to count the same ones. */
export interface SameRequests {
  /** Routes that both have and that were compared. */
  routes: number;
  /** Requests that the first of them counted on these. */
  requests: number;
  /**
   * How far the counts are apart, in what counts of different requests at the same rates would be: 1 for those, 0 for
   * the same requests, (1 - p) / (1 + p) where one of the two saw a share p of them.
   */
  apart: number;
}

/** Fewer routes, or steps, may look alike by chance or by a common framework. */
const LEAST_ROUTES = 3;
const LEAST_STEPS = 20;
/** Where fewer requests are expected, the normal distribution of what follows does not hold. */
const LEAST_PER_CELL = 5;
const LEAST_CELLS = 40;
/** On each side so much of all requests must be on routes that both have. */
const LEAST_SHARED = 0.8;
/** Whoever samples sees fewer requests than there are, never more but for the edges of steps. */
const MOST_SEEN = 1.1;
/** Further apart, one sees less than a third of the other's requests: too little for a few steps to tell. */
const MOST_APART = 0.5;
/** Counts that vary less than this, in what a Poisson process does, are those of a clock: equal to any other's. */
const LEAST_VARIATION = 0.4;
/** Steps by which one may be ahead: clocks differ, and a counter is only looked at when it is scraped. */
const LAGS = [0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1] as const;

/** What every service is asked, whatever it does: it tells of none. */
const PROBE = /^\/?(?:.*\/)?(?:health\w*|ready\w*|live\w*|ping|status|metrics|favicon\.ico|actuator\/.*)\/?$/i;

/** Chance of one wrong pair among all that are compared at a time, where services count different requests. */
const ERROR_RATE = 1e-3;

/**
 * Whether two count the same requests, as a service does in metrics and in traces.
 *
 * Services of one shop are busy at the same times, so that rates which rise and fall together say nothing. What does is
 * how requests fall into steps by chance: given their rates, counts of different requests are independent, and the sum
 * of (b - p a)^2 / (b + p^2 a) over routes and steps (p: the ratio of all) is that of chi-squared, whatever drives the
 * rates. Where both count the same requests it is far smaller. So the pair is taken for one where the sum is below the
 * quantile of chi-squared that such a pair is below once in 1 / `errorRate` looks, by Bonferroni over all pairs and
 * lags, in Wilson and Hilferty's approximation (https://doi.org/10.1073/pnas.17.12.684), scaled to how much the counts
 * vary at all.
 * @param pairs how many are compared at a time
 * @returns undefined where they do not, or where there is too little to tell
 */
export function sameRequests(
  first: RouteCounts,
  second: RouteCounts,
  pairs = 1,
  errorRate = ERROR_RATE
): SameRequests | undefined {
  const [a, b] = [byForm(first), byForm(second)];
  const shared = [...a.keys()].filter((route) => b.has(route));
  if (shared.length < LEAST_ROUTES || !coversMost(a, shared) || !coversMost(b, shared)) {
    return undefined;
  }
  const tableA = shared.map((route) => a.get(route) ?? []);
  const tableB = shared.map((route) => b.get(route) ?? []);
  const [all, seen] = [sumOf(tableA.map(sumOf)), sumOf(tableB.map(sumOf))];
  if (all === 0 || seen / all > MOST_SEEN) {
    return undefined;
  }
  const variation = Math.min(1, variationOf(tableA), variationOf(tableB));
  if (variation < LEAST_VARIATION) {
    return undefined;
  }
  const isApart = LAGS.map((lag) => apartBy(tableA, tableB, lag)).filter(
    (found) => found !== undefined && found.sum < variation * lowQuantile(found.cells, errorRate / pairs / LAGS.length)
  );
  const apart = Math.min(...isApart.map((found) => (found ? found.sum / found.cells : 1)));
  return apart <= MOST_APART ? { routes: shared.length, requests: Math.round(all), apart } : undefined;
}

/** Counts by what a route looks like in every framework's spelling, without those that every service has. */
function byForm(counts: RouteCounts): Map<string, readonly number[]> {
  const forms = new Map<string, readonly number[]>();
  for (const [route, values] of Object.entries(counts)) {
    const form = routeForm(route);
    if (!PROBE.test(form) && sumOf(values) > 0) {
      const known = forms.get(form);
      forms.set(form, known ? values.map((value, step) => value + (known[step] ?? 0)) : values);
    }
  }
  return forms;
}

function coversMost(counts: ReadonlyMap<string, readonly number[]>, shared: readonly string[]): boolean {
  const all = sumOf([...counts.values()].map(sumOf));
  return sumOf(shared.map((route) => sumOf(counts.get(route) ?? []))) >= LEAST_SHARED * all;
}

/** How far two tables are apart, the second one so many steps late; undefined where too little can be compared. */
function apartBy(
  a: ReadonlyArray<readonly number[]>,
  b: ReadonlyArray<readonly number[]>,
  lag: number
): { sum: number; cells: number } | undefined {
  // Between two steps the counts are those of both, by their parts, which chance moves less than those of one.
  const [early, part] = [Math.floor(lag), lag - Math.floor(lag)];
  const mixed = (1 - part) ** 2 + part ** 2;
  const pairs = a.flatMap((values, route) =>
    values.flatMap((all, step): Array<[number, number]> => {
      const [here, next] = [b[route]?.[step + early], b[route]?.[step + early + (part > 0 ? 1 : 0)]];
      return here === undefined || next === undefined ? [] : [[all, (1 - part) * here + part * next]];
    })
  );
  const share = sumOf(pairs.map(([, seen]) => seen)) / sumOf(pairs.map(([all]) => all));
  const enough = pairs.filter(([all, seen]) => (all + seen) / (1 + share) >= LEAST_PER_CELL);
  if (pairs.length < LEAST_STEPS * a.length || enough.length < LEAST_CELLS || !(share > 0)) {
    return undefined;
  }
  const sum = sumOf(enough.map(([all, seen]) => (seen - share * all) ** 2 / (mixed * seen + share ** 2 * all)));
  // The share is read of the same numbers.
  return { sum, cells: enough.length - 1 };
}

/** How much counts vary about what their routes and steps have, in what a Poisson process would. */
function variationOf(table: ReadonlyArray<readonly number[]>): number {
  const steps = table[0]?.length ?? 0;
  const ofRoute = table.map(sumOf);
  const ofStep = Array.from({ length: steps }, (_, step) => sumOf(table.map((values) => values[step] ?? 0)));
  const all = sumOf(ofRoute);
  const terms = table.flatMap((values, route) =>
    values.map((value, step) => {
      const expected = ((ofRoute[route] ?? 0) * (ofStep[step] ?? 0)) / all;
      return expected > 0 ? (value - expected) ** 2 / expected : 0;
    })
  );
  const freedom = (table.length - 1) * (steps - 1);
  return freedom > 0 ? sumOf(terms) / freedom : 0;
}

function lowQuantile(cells: number, chance: number): number {
  const part = 2 / (9 * cells);
  return cells * Math.max(0, 1 - part + normalQuantile(chance) * Math.sqrt(part)) ** 3;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
