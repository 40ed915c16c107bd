import { fisherExact } from '../selection/fisher';
import { type Share, twoProportionZ } from '../proportions';
import { normalTail } from './normalTail';
import { onsetOf, type Onset } from './onset';
import { cumulated, type Segment, segmentsOf } from './steps';

/** A stretch in which a series was otherwise than before, whether or not chance explains it. */
export interface Stretch {
  segment: Segment;
  onset: Onset;
  /** Two-sided, for all the stretches that were tried. */
  p: number;
  /** Standard deviations, positive where it grew. */
  z: number;
  before: number;
  during: number;
}

/** A stretch and how many standard deviations it is from what was usual. */
interface Farthest {
  segment: Segment;
  z: number;
}

/** Below this, chance explains it whatever the exact test says: that costs, and is left out. */
const WORTH_TESTING = 3;

/**
 * Whether a share of events changed: failures of requests, by step. Each stretch is compared with all of the earlier
 * time; of each length the one that differs most is tested exactly, and the least likely counts, for all that were
 * tried (Bonferroni). Of few events a single step may be farther out than all of them together, and say less.
 *
 * Failures come in bursts, so that a hundred say less than a hundred that were independent: counts are divided by how
 * much more the steps of the earlier time vary than chance would have them (quasi-likelihood: Wedderburn, Biometrika
 * 61, 1974; McCullagh and Nelder, Generalized Linear Models, 1989, 4.5). The twentieth of its steps that are farthest
 * out are left out of what is usual: an earlier incident must not hide the next one.
 */
export function shareChange(before: readonly Share[], during: readonly Share[]): Stretch | undefined {
  const { base, dispersion } = usualOf(before);
  if (base.total <= 0 || during.length === 0) {
    return undefined;
  }
  const [hits, totals] = [cumulated(during.map((one) => one.hits)), cumulated(during.map((one) => one.total))];
  const segments = segmentsOf(during.length);
  const shareIn = ({ from, to }: Segment): Share => ({
    hits: (hits[to] ?? 0) - (hits[from] ?? 0),
    total: (totals[to] ?? 0) - (totals[from] ?? 0),
  });
  const ofLength = new Map<number, Farthest>();
  for (const segment of segments) {
    const z = twoProportionZ(shareIn(segment), base) / Math.sqrt(dispersion);
    const length = segment.to - segment.from;
    if (Math.abs(z) > Math.abs(ofLength.get(length)?.z ?? 0)) {
      ofLength.set(length, { segment, z });
    }
  }
  const independent = (one: Share) => ({ hits: one.hits / dispersion, total: one.total / dispersion });
  const tested = [...ofLength.values()].map((one) => ({
    ...one,
    p:
      Math.abs(one.z) < WORTH_TESTING
        ? 2 * normalTail(one.z)
        : fisherExact(independent(shareIn(one.segment)), independent(base)),
  }));
  const [best] = tested.sort((one, other) => one.p - other.p || Math.abs(other.z) - Math.abs(one.z));
  if (!best) {
    return undefined;
  }
  const seen = shareIn(best.segment);
  const [was, is] = [smoothed(base), smoothed(seen)];
  const gains = during.map(
    ({ hits: h, total }) => h * Math.log(is / was) + (total - h) * Math.log((1 - is) / (1 - was))
  );
  return {
    ...best,
    p: Math.min(1, best.p * segments.length),
    onset: onsetOf(gains, best.segment),
    before: base.hits / base.total,
    during: seen.total === 0 ? 0 : seen.hits / seen.total,
  };
}

/** Never all or nothing, so that it has a logarithm. */
function smoothed({ hits, total }: Share): number {
  return (Math.min(Math.max(0, hits), total) + 0.5) / (total + 1);
}

function sumOf(shares: readonly Share[]): Share {
  return shares.reduce((sum, one) => ({ hits: sum.hits + one.hits, total: sum.total + one.total }), {
    hits: 0,
    total: 0,
  });
}

/** Steps of the earlier time that are taken for something else than what is usual. */
const UNUSUAL = 0.05;
/** The mean of chi-squared with one degree of freedom without its largest twentieth. */
const MEAN_OF_THE_REST = 0.759;

/**
 * What is usual: the share, and Pearson's statistic by its degrees of freedom: 1 where steps vary as chance has it,
 * more where failures come in bursts.
 */
function usualOf(steps: readonly Share[]): { base: Share; dispersion: number } {
  const asked = steps.filter(({ total }) => total > 0);
  const usual = residuals(asked, sumOf(asked))
    .sort((a, b) => a.residual - b.residual)
    .slice(0, asked.length - Math.floor(asked.length * UNUSUAL))
    .map(({ step }) => step);
  const base = sumOf(usual);
  const isTrimmed = usual.length < asked.length;
  const statistic = residuals(usual, base).reduce((sum, { residual }) => sum + residual, 0);
  const mean = statistic / Math.max(1, usual.length - 1) / (isTrimmed ? MEAN_OF_THE_REST : 1);
  return { base, dispersion: Math.max(1, mean) };
}

/** Squared residuals, each by the variance that chance would give it; 0 where all or nothing failed. */
function residuals(steps: readonly Share[], { hits, total }: Share): Array<{ step: Share; residual: number }> {
  const share = total > 0 ? hits / total : 0;
  const variance = share * (1 - share);
  return steps.map((step) => ({
    step,
    residual: variance > 0 ? (step.hits - share * step.total) ** 2 / (step.total * variance) : 0,
  }));
}
