import { type Platform } from './platform';

/** What keeps metrics, logs and traces of one request from being brought together. */
export const BLIND_SPOTS = [
  /** Client spans whose server span is in no trace that they are in. */
  'lost-context',
  /** Log lines without a trace id. */
  'no-trace-id',
  /** Spans that name a parent which is not there. */
  'orphans',
  /** Services whose resource names no version. */
  'no-version',
  /** Services whose resource names no environment. */
  'no-environment',
  /** Services whose latency has no exemplars. */
  'no-exemplars',
  /** Services whose request metrics have no status code. */
  'no-status',
  /** Server spans outside of the call that they answer. */
  'clocks',
  /** Requests that metrics counted and traces do not have. */
  'sampling',
] as const;
export type BlindSpotKind = (typeof BLIND_SPOTS)[number];

/** Something to look at: one that is affected. */
export type Example =
  | { kind: 'trace'; traceId: string; spanId: string; time: number }
  | { kind: 'line'; id: string; service: string; time: number }
  | { kind: 'service'; service: string };

/** Where it was seen: a service, or a call `from → to`. */
export interface Place {
  name: string;
  affected: number;
  of: number;
}

/** One blind spot as it was measured. */
export interface BlindSpot {
  kind: BlindSpotKind;
  /** So many of so many; none affected is worth saying, too. */
  affected: number;
  of: number;
  /** 0 to 1. */
  share: number;
  /** Where something is affected, the place with most of it first. */
  places: Place[];
  example?: Example;
  /** What the first of the places is made of, as far as that was seen. */
  platform: Platform;
  /** For clocks: the most milliseconds by which a span lies outside. */
  worstMs?: number;
}

/** One thing that was looked at. */
export interface Observation {
  place: string;
  isAffected: boolean;
  /** So many alike; one if left out. */
  count?: number;
  example?: Example;
  platform?: Platform;
}

interface Tallied extends Place {
  example?: Example;
  platform?: Platform;
}

/**
 * Counts what was looked at, by place.
 * @returns undefined where there was nothing to look at: that is not the same as nothing being affected
 */
export function measured(kind: BlindSpotKind, observations: readonly Observation[]): BlindSpot | undefined {
  const tallies = new Map<string, Tallied>();
  for (const { place, isAffected, count = 1, example, platform } of observations) {
    const tally = tallies.get(place) ?? { name: place, affected: 0, of: 0 };
    tallies.set(place, tally);
    tally.of += count;
    tally.affected += isAffected ? count : 0;
    if (isAffected) {
      tally.example ??= example;
      tally.platform ??= platform;
    }
  }
  const all = [...tallies.values()];
  const of = all.reduce((sum, one) => sum + one.of, 0);
  if (of === 0) {
    return undefined;
  }
  const affected = all.reduce((sum, one) => sum + one.affected, 0);
  const places = all
    .filter((one) => one.affected > 0)
    .sort((a, b) => b.affected - a.affected || (a.name < b.name ? -1 : 1));
  const [worst] = places;
  return {
    kind,
    affected,
    of,
    share: affected / of,
    places: places.map(({ name, affected: own, of: all }) => ({ name, affected: own, of: all })),
    ...(worst?.example && { example: worst.example }),
    platform: worst?.platform ?? {},
  };
}

/** The worst first: by its share, and of equal ones that with more of them. */
export function worstFirst(spots: readonly BlindSpot[]): BlindSpot[] {
  return [...spots].sort((a, b) => b.share - a.share || b.affected - a.affected);
}
