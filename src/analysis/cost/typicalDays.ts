import { sum } from '../sum';

/** How many events a day had, in the time that is judged and in pieces as long of the calm time before. */
export interface DayCounts {
  calm: readonly number[];
  during: number;
}

/** All pieces of time of a day, one after another. */
export function piecesOf({ calm, during }: DayCounts): number[] {
  return [...calm, during];
}

/** A day that is so many standard deviations from the others had an incident of its own. */
const FAR = 4;
const LEAST_LEFT = 3;

/** The days without those whose time differs from the calm one otherwise than on all the others. */
export function typicalDays(days: readonly DayCounts[]): DayCounts[] {
  const known = days.filter(({ calm, during }) => sum(calm) > 0 && during >= 0);
  if (known.length <= LEAST_LEFT) {
    return known;
  }
  const far = known.map((day) => {
    const others = known.filter((other) => other !== day);
    const [calm, during] = [sum(others.flatMap((other) => other.calm)), sum(others.map((other) => other.during))];
    const expected = (sum(day.calm) * during) / calm;
    const spread = dispersionOf(others.map(piecesOf)).factor * (expected + expected ** 2 / sum(day.calm));
    return Math.abs(day.during - expected) / Math.sqrt(spread);
  });
  const farthest = Math.max(...far);
  return farthest > FAR ? typicalDays(known.filter((_, i) => far[i] !== farthest)) : known;
}

/**
 * By how much events vary more than independent ones do: Pearson's chi-square of days by pieces of time by its degrees
 * of freedom, 1 at least; each day may be busier than others, each time of day as well. Of one day alone no rhythm is
 * known: its pieces must be alike.
 * @param days the counts of the same pieces of each
 */
export function dispersionOf(days: ReadonlyArray<readonly number[]>): { factor: number; degrees: number } {
  const columns = days[0]?.map((_, column) => sum(days.map((day) => day[column] ?? 0))) ?? [];
  const all = sum(columns);
  const isOne = days.length === 1;
  const degrees = (isOne ? 1 : days.length - 1) * (columns.length - 1);
  let chiSquare = 0;
  for (const day of days) {
    const ofDay = sum(day);
    day.forEach((seen, column) => {
      const expected = isOne ? all / columns.length : (ofDay * (columns[column] ?? 0)) / all;
      chiSquare += expected > 0 ? (seen - expected) ** 2 / expected : 0;
    });
  }
  return { factor: degrees > 0 ? Math.max(1, chiSquare / degrees) : Infinity, degrees: Math.max(1, degrees) };
}
