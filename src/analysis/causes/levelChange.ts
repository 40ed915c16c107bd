import { median } from '../median';
import { type Stretch } from './countChange';
import { normalOfStudent, normalTail } from './normalTail';
import { onsetOf } from './onset';
import { cumulated, type Segment, segmentsOf } from './steps';

/** Fewer numbers of the earlier time say nothing of what is ordinary. */
const LEAST_BEFORE = 8;
/** A single step may be an outlier, however far out it is; so may any that is further out than this. */
const LEAST_STEPS = 2;
const FARTHEST = 6;
/** From the median absolute deviation to the standard deviation of normal numbers. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Whether numbers of steps changed, robustly: each is measured by how far it is from the earlier time's median, in
 * robust standard deviations (median absolute deviation), cut at six (Huber and Ronchetti, Robust Statistics, 2009).
 * The stretch whose mean is farthest out is tested for all that were tried, by Student's t of as many degrees of
 * freedom as the earlier time has steps that say something new: neighbours that are alike say less (Bayley and
 * Hammersley, The effective number of independent observations in an autocorrelated time series, JRSS supplement 8,
 * 1946).
 * @param resolution what is no difference: the least standard deviation that is believed
 * @returns undefined where too little is known of the earlier time
 */
export function levelChange(
  before: ReadonlyArray<number | null>,
  during: ReadonlyArray<number | null>,
  resolution: number
): Stretch | undefined {
  const known = before.filter((value) => value !== null);
  if (known.length < LEAST_BEFORE || during.length === 0) {
    return undefined;
  }
  const center = median(known);
  const sigma = Math.max(resolution, MAD_TO_SIGMA * median(known.map((value) => Math.abs(value - center))));
  const score = (value: number) => Math.min(FARTHEST, Math.max(-FARTHEST, (value - center) / sigma));
  const worth = independence(known.map(score));
  const scores = during.map((value) => (value === null ? undefined : score(value)));
  const sums = cumulated(scores.map((value) => value ?? 0));
  const counts = cumulated(scores.map((value) => (value === undefined ? 0 : 1)));
  const spread = spreadOf(known.map(score));
  const least = Math.min(LEAST_STEPS, during.length);
  const segments = segmentsOf(during.length, least);
  let best: { segment: Segment; z: number; mean: number } | undefined;
  for (const segment of segments) {
    const count = (counts[segment.to] ?? 0) - (counts[segment.from] ?? 0);
    if (count < least) {
      continue;
    }
    const mean = ((sums[segment.to] ?? 0) - (sums[segment.from] ?? 0)) / count;
    const z = mean / (spread * Math.sqrt(1 / Math.max(1, count * worth) + 1 / (known.length * worth)));
    if (Math.abs(z) > Math.abs(best?.z ?? 0)) {
      best = { segment, z, mean };
    }
  }
  if (!best) {
    return undefined;
  }
  const { segment } = best;
  const mean = withoutFarthest(scores.slice(segment.from, segment.to).filter((value) => value !== undefined));
  const z = normalOfStudent(best.mean === 0 ? 0 : (best.z * mean) / best.mean, Math.max(2, known.length * worth - 1));
  return {
    segment,
    z,
    p: Math.min(1, 2 * normalTail(z) * segments.length),
    onset: onsetOf(
      scores.map((value) => (value === undefined ? 0 : (mean * (value - mean / 2)) / spread ** 2)),
      segment
    ),
    before: center,
    during: median(during.slice(segment.from, segment.to).filter((value) => value !== null)),
  };
}

/** The mean, with the one farthest out taken for as far out as the next one: one alone proves nothing. */
function withoutFarthest(scores: readonly number[]): number {
  const sorted = [...scores].sort((a, b) => Math.abs(b) - Math.abs(a));
  const [, next] = sorted;
  return next === undefined
    ? (sorted[0] ?? 0)
    : (next + sorted.slice(1).reduce((sum, one) => sum + one, 0)) / sorted.length;
}

/** Which part of numbers one after another say something new: 1 where none is like the one before, less where alike. */
function independence(scores: readonly number[]): number {
  const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length;
  let [product, square] = [0, 0];
  scores.forEach((one, i) => {
    square += (one - mean) ** 2;
    product += i === 0 ? 0 : (one - mean) * ((scores[i - 1] ?? 0) - mean);
  });
  const alike = square === 0 ? 0 : Math.min(0.95, Math.max(0, product / square));
  return (1 - alike) / (1 + alike);
}

/** Standard deviation of scores around 0, at least 1: their tails may be heavier than those of normal numbers. */
function spreadOf(scores: readonly number[]): number {
  return Math.max(1, Math.sqrt(scores.reduce((sum, one) => sum + one * one, 0) / scores.length));
}
