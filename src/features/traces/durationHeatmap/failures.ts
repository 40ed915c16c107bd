import { type DurationGrid } from './grid';

/** One failed request is chance, and a speck for each would hide where many fail. */
const LEAST_FAILED = 2;
/** Standard deviations above what is to be expected, from which on it is no chance. */
const CLEAR = 3;

/**
 * Whether more spans of a cell failed than its size lets expect.
 * @param usual share of all spans that failed, 0 to 1
 */
export function failsMoreThanUsual(failed: number, count: number, usual: number): boolean {
  const expected = count * usual;
  return failed >= LEAST_FAILED && failed > expected + CLEAR * Math.sqrt(expected * (1 - usual));
}

/** Share of all spans of a grid that failed, 0 to 1. */
export function usualShare({ total, totalFailed }: DurationGrid): number {
  return total > 0 ? totalFailed / total : 0;
}

/** Failed spans in each step of time, and in the one that has the most. */
export function failedByColumn({ failed }: DurationGrid): { counts: number[]; most: number } {
  const counts = failed.map((column) => column.reduce((sum, count) => sum + count, 0));
  return { counts, most: Math.max(0, ...counts) };
}
