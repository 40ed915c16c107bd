import { theilSen } from './theilSen';

/** When a file system is full, if it goes on as it did. */
export type Forecast =
  /** It grows, with a certainty of 95%. Seconds from its last value on. */
  | { kind: 'filling'; seconds: number; earliest: number; latest: number }
  /** It may grow as well as shrink. */
  | { kind: 'steady' };

/** Whoever grows so slowly is no concern of anybody now: 90 days. */
const FARTHEST_SECONDS = 90 * 86_400;

/**
 * When a share that is in use reaches 1, by its slope over the time that is known.
 * @param times milliseconds since the epoch
 * @param used 0 to 1; null where nothing is known
 * @returns undefined where there are too few values to tell
 */
export function forecastFull(times: readonly number[], used: ReadonlyArray<number | null>): Forecast | undefined {
  const known = times.flatMap((time, at) => {
    const value = used[at];
    return typeof value === 'number' ? [{ seconds: time / 1000, value }] : [];
  });
  const start = known[0]?.seconds ?? 0;
  const slope = theilSen(
    known.map(({ seconds }) => seconds - start),
    known.map(({ value }) => value)
  );
  const last = known.at(-1)?.value;
  if (!slope || last === undefined) {
    return undefined;
  }
  const left = Math.max(0, 1 - last);
  return slope.low <= 0 || left / slope.slope > FARTHEST_SECONDS
    ? { kind: 'steady' }
    : { kind: 'filling', seconds: left / slope.slope, earliest: left / slope.high, latest: left / slope.low };
}
