import { type Segment } from './steps';

/** When a change began: the likeliest step, and the first and last that it may have been. Places, as in a segment. */
export interface Onset {
  at: number;
  earliest: number;
  latest: number;
}

/** Half of the 95 % point of chi-squared with one degree of freedom: steps so much less likely are still possible. */
const POSSIBLE = 1.92;

/**
 * When a series changed: the step from which on what is seen speaks most for the new state (Page's cumulative sum,
 * Continuous inspection schemes, Biometrika 41, 1954), with every step that is nearly as likely (a likelihood ratio
 * interval: Siegmund, Confidence sets in change-point problems, International Statistical Review 56, 1988).
 * @param gains by how much the logarithm of each step's likelihood is larger in the new state than in the old one
 * @param segment the stretch in which it was seen; it may have begun earlier
 */
export function onsetOf(gains: ArrayLike<number>, segment: Segment): Onset {
  let sum = 0;
  const sums = new Float64Array(segment.to);
  let at = segment.to - 1;
  for (let step = segment.to - 1; step >= 0; step--) {
    sum += gains[step] ?? 0;
    sums[step] = sum;
    if (sum > (sums[at] ?? 0)) {
      at = step;
    }
  }
  const least = (sums[at] ?? 0) - POSSIBLE;
  const isPossible = (step: number) => (sums[step] ?? 0) >= least;
  let [earliest, latest] = [at, at];
  for (let step = 0; step < segment.to; step++) {
    if (isPossible(step)) {
      earliest = Math.min(earliest, step);
      latest = Math.max(latest, step);
    }
  }
  return { at, earliest, latest };
}
