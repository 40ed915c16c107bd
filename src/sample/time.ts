/**
 * The sample shop's time: buckets of 15 seconds since the epoch, as a Prometheus that scrapes every 15 seconds would
 * know it. No request straddles two of them.
 */
export const BUCKET_MS = 15_000;

/** Lengths of the levels of the tree of time, in buckets: 15 s, 1 m, 5 m, 15 m, 30 m, 1 h, 3 h, 6 h, 1 d, 1 w. */
export const LEVELS = [1, 4, 20, 60, 120, 240, 720, 1440, 5760, 40_320] as const;

/** The level below which the shop's rhythm is even, and on whose grid incidents begin and end: 5 minutes. */
export const EVEN_LEVEL = 2;

export const WEEK_LEVEL = LEVELS.length - 1;

/** Length of a level's spans, in buckets. */
export function lengthOf(level: number): number {
  return LEVELS[level] ?? 1;
}

export function toBucket(ms: number): number {
  return Math.floor(ms / BUCKET_MS);
}

/** Minutes in buckets. */
export function minutes(count: number): number {
  return (count * 60_000) / BUCKET_MS;
}

/** A range of buckets (`to` exclusive) in steps, the first at `from`; the last may be cut short by the end. */
export interface Steps {
  from: number;
  to: number;
  step: number;
  /** Only what lies in this part of the range is looked at. */
  part?: { from: number; to: number };
}

export function stepCount({ from, to, step }: Steps): number {
  return Math.ceil((to - from) / step);
}
