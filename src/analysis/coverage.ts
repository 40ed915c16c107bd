import { NOTABLE_SHARE, type TimeSpan } from '../telemetry/timeSpan';

/** The part of a time range that there is data of, where that is not all of it. */
export interface Coverage {
  /** When data begins, in milliseconds since the epoch; to within a step of the line that tells. */
  since: number;
  /** How long that is, in seconds: what is counted in the range was counted in this time. */
  seconds: number;
}

/** A line over a time range: milliseconds since the epoch, null where it has no value. */
export interface Line {
  times: readonly number[];
  values: ReadonlyArray<number | null>;
}

/**
 * What of a time range some lines cover, each by itself: a service that began within the range, or a Prometheus that
 * was started within it, has no values before. A value at a moment is made of the step before it.
 * @param longest the step that was asked for, in milliseconds, where that is known: a line of one point tells none
 * @returns undefined for a line that covers all, and where it does not tell
 */
export function coverageOf(lines: readonly Line[], span: TimeSpan, longest = Infinity): Array<Coverage | undefined> {
  const steps = lines.flatMap(({ times }) => times.slice(1).map((time, index) => time - (times[index] ?? time)));
  const step = steps.reduce((least, length) => (length > 0 ? Math.min(least, length) : least), longest);
  return lines.map(({ times, values }) => {
    const first = times[values.findIndex((value) => value !== null)];
    if (first === undefined || step === Infinity) {
      return undefined;
    }
    const since = first - step;
    if (since - span.from <= NOTABLE_SHARE * (span.to - span.from)) {
      return undefined;
    }
    return coverageSince(since, span);
  });
}

/** What of a time range is covered where data begins at a moment within it. */
export function coverageSince(since: number, span: TimeSpan): Coverage {
  return { since, seconds: (span.to - since) / 1000 };
}

/** What lines cover together: data begins where the first of them does. */
export function coverageTogether(lines: readonly Line[], span: TimeSpan): Coverage | undefined {
  const each = coverageOf(lines, span);
  const known = each.filter((coverage) => coverage !== undefined);
  return known.length < each.length
    ? undefined
    : known.reduce<Coverage | undefined>((all, one) => (all && all.since <= one.since ? all : one), undefined);
}

/** How long there is data of, in seconds: of the whole range unless told otherwise. */
export function secondsOf(coverage: Coverage | undefined, rangeSeconds: number): number {
  return coverage?.seconds ?? rangeSeconds;
}

/**
 * What was counted in one time as it would be in another one: counts of times that are not equally long cannot be
 * compared.
 */
export function countedAlike(
  count: number | undefined,
  own: Coverage | undefined,
  other: Coverage | undefined,
  rangeSeconds: number
): number | undefined {
  return count === undefined ? undefined : count * (secondsOf(other, rangeSeconds) / secondsOf(own, rangeSeconds));
}
