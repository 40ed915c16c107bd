/** The units in which durations are measured. */
export type DurationUnit = 's' | 'ms' | 'us' | 'ns';

/** How many of each unit are a second. */
export const PER_SECOND: Readonly<Record<DurationUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

const WORDS: ReadonlyArray<readonly [unit: DurationUnit, words: string, short: string]> = [
  ['s', 'seconds', 'secs?|s'],
  ['ms', 'milliseconds?|millis', 'msecs?|ms'],
  ['us', 'microseconds?|micros', 'usecs?|us|µs'],
  ['ns', 'nanoseconds?|nanos', 'nsecs?|ns'],
];

/** A region or a name space may be called like the short ones, so some stand at the end only. */
const IN_NAME = WORDS.map(([unit, words, short]) => {
  const isClear = unit === 's' || unit === 'ms';
  return [unit, new RegExp(`[._](?:(?:${words}${isClear ? `|${short}` : ''})(?=[._]|$)|(?:${short})$)`)] as const;
});

const IN_HELP = WORDS.map(
  ([unit, words, short]) =>
    [unit, new RegExp(`\\b(?:${words})\\b|(?:\\bin |\\bunit:? ?|[([])(?:${short})(?![\\w])`, 'i')] as const
);

/** The unit of a metric's durations as its name says it: `_seconds`, `_ms`; undefined where it does not. */
export function unitInName(name: string): DurationUnit | undefined {
  return IN_NAME.find(([, pattern]) => pattern.test(name))?.[0];
}

/** The unit that the help of a metric names: `Duration in milliseconds`, `Latency (ms)`. */
export function unitInHelp(help = ''): DurationUnit | undefined {
  return IN_HELP.find(([, pattern]) => pattern.test(help))?.[0];
}

/** The unit as OpenMetrics states it: `seconds`, `ms`. */
export function unitNamed(stated: string | undefined): DurationUnit | undefined {
  return stated ? unitInName(`_${stated}`) : undefined;
}

/** Longer than this no bound of a request's duration is: a quarter of an hour in the unit below. */
const LONGEST: ReadonlyArray<readonly [atLeast: number, unit: DurationUnit]> = [
  [1e9, 'ns'],
  [1e6, 'us'],
  [900, 'ms'],
];

/**
 * The unit that the bounds of a histogram's buckets must be in, if they are those of requests: most of these take
 * between a few milliseconds and a few seconds. One bound alone says nothing.
 */
export function unitOfBounds(bounds: readonly number[]): DurationUnit | undefined {
  const sorted = [...new Set(bounds)].filter((bound) => bound > 0 && Number.isFinite(bound)).sort((a, b) => a - b);
  const [least = 0] = sorted;
  const largest = sorted.at(-1) ?? 0;
  if (sorted.length < 2) {
    return undefined;
  }
  if (areWholeMinutes(sorted)) {
    return 's';
  }
  const known = LONGEST.find(([atLeast]) => largest > atLeast || (largest === atLeast && atLeast >= 1e6));
  if (known) {
    return known[1];
  }
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return median >= 20 || (least >= 1 && largest >= 100) ? 'ms' : 's';
}

/** Only seconds are counted by sixties: of milliseconds 100, 250 and 1000 are usual. */
function areWholeMinutes(sorted: readonly number[]): boolean {
  const long = sorted.filter((bound) => bound >= 60);
  return sorted.includes(60) && long.filter((bound) => bound % 60 === 0).length * 2 > long.length;
}
