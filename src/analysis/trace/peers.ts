import { t } from '../../i18n/t';

/** How many requests took how long; bounds in seconds, the upper one of the last may be infinite. */
export interface DurationBin {
  from: number;
  to: number;
  count: number;
}

/** How one request compares with others of its kind. */
export interface Standing {
  /** Share of the others that took less time, and more. */
  faster: number;
  slower: number;
  /** How many others there are. */
  n: number;
  bins: DurationBin[];
  /** `each`: every duration is known. `buckets`: within a bucket they are taken as spread evenly. */
  basis: 'each' | 'buckets';
}

const BINS = 24;

/**
 * Where a duration stands among those of others, all in seconds.
 * @returns undefined where there are none
 */
export function standingAmong(duration: number, others: readonly number[]): Standing | undefined {
  const n = others.length;
  if (n === 0) {
    return undefined;
  }
  const faster = others.filter((other) => other < duration).length / n;
  const slower = others.filter((other) => other > duration).length / n;
  return { faster, slower, n, bins: binsOf(others), basis: 'each' };
}

/**
 * The same from a histogram's buckets.
 * @param buckets not cumulated, ascending; counts or rates, as only their shares matter
 * @param n how many requests they stand for
 */
export function standingInBuckets(
  duration: number,
  buckets: ReadonlyArray<{ upper: number; count: number }>,
  n: number
): Standing | undefined {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total <= 0 || n <= 0) {
    return undefined;
  }
  let below = 0;
  const bins = buckets.map(({ upper, count }, i): DurationBin => {
    const from = buckets[i - 1]?.upper ?? 0;
    below += count * (duration >= upper ? 1 : Math.max(0, fractionBelow(duration, from, upper)));
    return { from, to: upper, count };
  });
  const faster = below / total;
  return { faster, slower: 1 - faster, n, bins, basis: 'buckets' };
}

/** What is in a bucket without an end may as well be slower. */
function fractionBelow(duration: number, from: number, to: number): number {
  return to === Infinity ? 0 : (duration - from) / (to - from);
}

/** Bins of equal width on a logarithmic scale, as durations spread over magnitudes. */
function binsOf(durations: readonly number[]): DurationBin[] {
  const tiny = 1e-6;
  let low = Infinity;
  let high = 0;
  for (const duration of durations) {
    low = Math.min(low, Math.max(tiny, duration));
    high = Math.max(high, duration);
  }
  const width = Math.log(Math.max(high, low * 1.0001) / low) / BINS;
  const bins = Array.from({ length: BINS }, (_, i) => ({
    from: low * Math.exp(i * width),
    to: low * Math.exp((i + 1) * width),
    count: 0,
  }));
  for (const duration of durations) {
    const at = Math.floor(Math.log(Math.max(low, duration) / low) / width);
    const bin = bins[Math.min(BINS - 1, at)];
    if (bin) {
      bin.count++;
    }
  }
  return bins;
}

/** What a request is compared with, as it is written: `1,204` requests `POST /checkout`. */
interface PeersInWords extends Record<string, string> {
  count: string;
  request: string;
}

/**
 * The standing in a sentence, never rounded to more than is true: `slower than 98% of 1,204 POST /checkout requests in
 * the surrounding hour`; `about` stands before what a histogram cannot know exactly.
 */
export function standingInWords({ faster, slower, basis }: Standing, of: PeersInWords): string {
  const isAbout = basis === 'buckets';
  if (faster === 0 && slower === 0) {
    return t('trace.standing.same', 'as fast as all {{count}} {{request}} requests in the surrounding hour', of);
  }
  const share = wholePercent(Math.max(faster, slower));
  if (faster >= slower) {
    return faster === 1
      ? t('trace.standing.slowest', 'slower than all {{count}} {{request}} requests in the surrounding hour', of)
      : isAbout
        ? t(
            'trace.standing.about-slower',
            'slower than about {{share}}% of {{count}} {{request}} requests in the surrounding hour',
            { ...of, share }
          )
        : t(
            'trace.standing.slower',
            'slower than {{share}}% of {{count}} {{request}} requests in the surrounding hour',
            { ...of, share }
          );
  }
  return slower === 1
    ? t('trace.standing.fastest', 'faster than all {{count}} {{request}} requests in the surrounding hour', of)
    : isAbout
      ? t(
          'trace.standing.about-faster',
          'faster than about {{share}}% of {{count}} {{request}} requests in the surrounding hour',
          { ...of, share }
        )
      : t('trace.standing.faster', 'faster than {{share}}% of {{count}} {{request}} requests in the surrounding hour', {
          ...of,
          share,
        });
}

/** Rounded down, but 57 of 100 stay 57: times a hundred, the fraction that stands for them is a little less. */
function wholePercent(share: number): number {
  return Math.floor(share * 100 + 1e-9);
}
