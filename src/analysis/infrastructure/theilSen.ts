import { median } from '../median';
import { normalQuantile } from '../normalQuantile';

/** How fast something grows, per unit of time, with the interval in which that lies. */
export interface Slope {
  slope: number;
  low: number;
  high: number;
}

/** Fewer points say nothing about how sure a slope is. */
const LEAST_POINTS = 10;
/** More points do not make it surer, as neighbours are alike, and all pairs of them are looked at. */
const MOST_POINTS = 120;

/**
 * The median of the slopes between all pairs of points (Theil 1950, Sen 1968), which a few odd values do not move, and
 * its confidence interval from Kendall's S (Hollander & Wolfe, Nonparametric Statistical Methods, 9.3). Neighbours in
 * time are alike, which makes the interval too narrow: the variance of S is multiplied by (1 + r) / (1 - r), with the
 * correlation r of residuals that follow each other (Yue & Wang 2004, Water Resources Management 18).
 * @param times in rising order
 * @returns undefined for fewer than ten points
 */
export function theilSen(times: readonly number[], values: readonly number[], confidence = 0.95): Slope | undefined {
  const every = Math.ceil(times.length / MOST_POINTS);
  const points = times
    .map((time, at) => ({ time, value: values[at] ?? NaN }))
    .filter(({ value }, at) => Number.isFinite(value) && (times.length - 1 - at) % every === 0);
  const n = points.length;
  if (n < LEAST_POINTS) {
    return undefined;
  }
  const slopes: number[] = [];
  points.forEach((a, at) => {
    for (const b of points.slice(at + 1)) {
      slopes.push((b.value - a.value) / (b.time - a.time));
    }
  });
  slopes.sort((a, b) => a - b);
  const slope = median(slopes);
  const r = Math.max(0, serialCorrelation(points.map(({ time, value }) => value - slope * time)));
  const variance = ((n * (n - 1) * (2 * n + 5)) / 18) * ((1 + r) / Math.max(1 - r, 0.01));
  const reach = normalQuantile(1 - (1 - confidence) / 2) * Math.sqrt(variance);
  const low = Math.floor((slopes.length - reach) / 2) - 1;
  const high = Math.ceil((slopes.length + reach) / 2);
  return { slope, low: slopes[low] ?? -Infinity, high: slopes[high] ?? Infinity };
}

/** Residuals so small, of what values are, are those of arithmetic. */
const NO_RESIDUAL = 1e-9;

/** The correlation of each residual with the next; 0 where there are none to speak of. */
function serialCorrelation(residuals: readonly number[]): number {
  const mean = residuals.reduce((sum, one) => sum + one, 0) / residuals.length;
  const away = residuals.map((one) => one - mean);
  const squares = away.reduce((sum, one) => sum + one * one, 0);
  const products = away.slice(1).reduce((sum, one, at) => sum + one * (away[at] ?? 0), 0);
  const size = Math.max(...residuals.map(Math.abs));
  return squares <= residuals.length * (NO_RESIDUAL * size) ** 2 ? 0 : products / squares;
}
