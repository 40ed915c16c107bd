import { groupBy } from './groupBy';
import { type Interval, newcombeInterval, shareOf } from './newcombe';
import { type Share } from './proportions';
import { adjustForDiscoveries } from './selection/discoveries';
import { fisherExact } from './selection/fisher';

/** Requests of one version, per second at each step. */
export interface VersionedRate {
  version: string;
  /** What is compared by itself: a route. */
  route: string;
  /** Milliseconds since the epoch. */
  times: readonly number[];
  values: ReadonlyArray<number | null>;
}

/** A version that served requests. */
export interface Release {
  version: string;
  /** When its first requests were served, milliseconds since the epoch; undefined where that was before. */
  since?: number;
  /** About so many requests it served. */
  requests: number;
  /** Share of the requests at the end that it served. */
  shareNow: number;
}

/** How a route of the new version differs from the same route of the others. */
export interface RouteDifference {
  route: string;
  newer: Share;
  older: Share;
  /** Share that failed of the new version minus that of the others. */
  difference: number;
  /** Where the difference lies, at 95%. */
  interval: Interval;
  /** Told from chance though many routes were looked at. */
  isFound: boolean;
}

/** The newest version against the others. */
export interface ReleaseComparison {
  newest: Release;
  others: string[];
  /** Both served in the same steps, or one after the other. */
  how: 'side-by-side' | 'before-after';
  /** Those found to differ first, then by how many requests they rest on. */
  routes: RouteDifference[];
}

/** Expected share of false ones among the routes that are said to differ. */
const FALSE_DISCOVERY_RATE = 0.05;
/** From so many requests on, of each side, what ran at the same time is compared. */
const ENOUGH = 100;

interface Count {
  version: string;
  route: string;
  time: number;
  requests: number;
  failed: number;
}

/** The versions that served requests, the newest first: the one whose first requests came last. */
export function releasesIn(requests: readonly VersionedRate[], stepMs: number): Release[] {
  return releasesOf(countsOf(requests, [], stepMs));
}

function releasesOf(counts: readonly Count[]): Release[] {
  const earliest = (some: readonly Count[]) => some.reduce((least, { time }) => Math.min(least, time), Infinity);
  const first = earliest(counts);
  const last = counts.reduce((most, { time }) => Math.max(most, time), -Infinity);
  const now = counts.filter(({ time }) => time === last);
  return [...groupBy(counts, ({ version }) => version)]
    .map(([version, own]): Release & { began: number } => {
      const began = earliest(own);
      return {
        version,
        began,
        ...(began > first && { since: began }),
        requests: sum(own),
        shareNow: now.length === 0 ? 0 : sum(now.filter((one) => one.version === version)) / sum(now),
      };
    })
    .sort((a, b) => b.began - a.began || b.shareNow - a.shareNow)
    .map(({ began: _, ...release }) => release);
}

/**
 * Compares the newest version with the others, route by route: in the steps in which both served requests, where these
 * are enough, so that what changed for all is no difference; else its own time with the one before. Shares that failed
 * are tested by Fisher's exact test, false discoveries over all routes bounded at 5% (Benjamini and Yekutieli).
 * @returns undefined where there is one version only, or none that is newer than another
 */
export function compareReleases(
  requests: readonly VersionedRate[],
  failed: readonly VersionedRate[],
  stepMs: number
): ReleaseComparison | undefined {
  const counts = countsOf(requests, failed, stepMs);
  const [newest, ...others] = releasesOf(counts);
  if (newest?.since === undefined || others.length === 0) {
    return undefined;
  }
  const isNewer = ({ version }: Count) => version === newest.version;
  const both = new Set(
    [...groupBy(counts, ({ time }) => String(time)).values()]
      .filter((step) => step.some(isNewer) && !step.every(isNewer))
      .flatMap((step) => step.map(({ time }) => time))
  );
  const together = counts.filter(({ time }) => both.has(time));
  const isEnough = [together.filter(isNewer), together.filter((one) => !isNewer(one))].every(
    (side) => sum(side) >= ENOUGH
  );
  const before = newest.since;
  const compared = isEnough ? together : counts.filter((one) => isNewer(one) || one.time < before);
  return {
    newest,
    others: [...new Set(compared.filter((one) => !isNewer(one)).map(({ version }) => version))],
    how: isEnough ? 'side-by-side' : 'before-after',
    routes: differences(compared, isNewer),
  };
}

function differences(counts: readonly Count[], isNewer: (one: Count) => boolean): RouteDifference[] {
  const routes = [...groupBy(counts, ({ route }) => route)]
    .map(([route, own]) => ({
      route,
      newer: shareIn(own.filter(isNewer)),
      older: shareIn(own.filter((one) => !isNewer(one))),
    }))
    .filter(({ newer, older }) => newer.total > 0 && older.total > 0);
  const p = adjustForDiscoveries(routes.map(({ newer, older }) => fisherExact(newer, older)));
  return routes
    .map(({ route, newer, older }, at) => ({
      route,
      newer,
      older,
      difference: shareOf(newer) - shareOf(older),
      interval: newcombeInterval(newer, older),
      isFound: (p[at] ?? 1) <= FALSE_DISCOVERY_RATE,
    }))
    .sort(
      (a, b) =>
        Number(b.isFound) - Number(a.isFound) ||
        (a.isFound ? Math.abs(b.difference) - Math.abs(a.difference) : b.newer.total - a.newer.total)
    );
}

/** What was seen to differ the most though it was not told from chance: no difference is larger than this. */
export function largestUnseen({ low, high }: Interval): number {
  return Math.max(Math.abs(low), Math.abs(high));
}

/** Rates as numbers of requests of each step; what nobody counted as failed did not fail. */
function countsOf(requests: readonly VersionedRate[], failed: readonly VersionedRate[], stepMs: number): Count[] {
  const seconds = stepMs / 1000;
  const keyOf = ({ version, route }: VersionedRate) => JSON.stringify([version, route]);
  const failures = groupBy(failed, keyOf);
  return requests.flatMap((one) => {
    const { version, route, times, values } = one;
    const own = (failures.get(keyOf(one)) ?? []).flatMap((series) =>
      series.times.map((time, at): [number, number] => [time, series.values[at] ?? 0])
    );
    const failedAt = new Map(own);
    return times.flatMap((time, at) => {
      const rate = values[at] ?? 0;
      const inStep = Math.min(rate, failedAt.get(time) ?? 0) * seconds;
      return rate > 0 ? [{ version, route, time, requests: rate * seconds, failed: inStep }] : [];
    });
  });
}

/** Whole requests: tests are of those. */
function shareIn(counts: readonly Count[]): Share {
  return { hits: Math.round(counts.reduce((all, { failed }) => all + failed, 0)), total: Math.round(sum(counts)) };
}

function sum(counts: ReadonlyArray<Pick<Count, 'requests'>>): number {
  return counts.reduce((all, { requests }) => all + requests, 0);
}
