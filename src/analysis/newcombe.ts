import { type Share } from './proportions';

/** Quantile of the standard normal distribution for intervals that hold 95 times of 100. */
const Z = 1.959963984540054;

/** Where something lies with a probability of 95%. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson's score interval of a share, which is right for small shares and few cases, too.
 * Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927.
 */
export function wilsonInterval({ hits, total }: Share): Interval {
  if (total <= 0) {
    return { low: 0, high: 1 };
  }
  const share = Math.min(1, Math.max(0, hits / total));
  const spread = Z * Math.sqrt((share * (1 - share)) / total + (Z * Z) / (4 * total * total));
  const [center, scale] = [share + (Z * Z) / (2 * total), 1 + (Z * Z) / total];
  return { low: Math.max(0, (center - spread) / scale), high: Math.min(1, (center + spread) / scale) };
}

/**
 * Interval of `one` minus `other`, of two shares that have nothing to do with each other.
 * Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven methods,
 * Statistics in Medicine 17, 1998, method 10 (hybrid score).
 */
export function newcombeInterval(one: Share, other: Share): Interval {
  const [a, b] = [wilsonInterval(one), wilsonInterval(other)];
  const [p, q] = [shareOf(one), shareOf(other)];
  return {
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}

/** 0 of nothing. */
export function shareOf({ hits, total }: Share): number {
  return total > 0 ? Math.min(1, hits / total) : 0;
}
