/** How many events a day had, in the time that is judged and in pieces as long of the calm time before. */
export interface DayCounts {
  calm: readonly number[];
  during: number;
}

/** A day that is so many standard deviations from the others had an incident of its own. */
const FAR = 4;
const LEAST_LEFT = 3;

/** The days without those whose time differs from the calm one otherwise than on all the others. */
export function typicalDays(days: readonly DayCounts[]): DayCounts[] {
  const known = days.filter(({ calm, during }) => total(calm) > 0 && during >= 0);
  if (known.length <= LEAST_LEFT) {
    return known;
  }
  const far = known.map((day) => {
    const others = known.filter((other) => other !== day);
    const [calm, during] = [total(others.flatMap((other) => other.calm)), total(others.map((other) => other.during))];
    const expected = (total(day.calm) * during) / calm;
    const spread = dispersionOf(others, []).factor * (expected + expected ** 2 / total(day.calm));
    return Math.abs(day.during - expected) / Math.sqrt(spread);
  });
  const farthest = Math.max(...far);
  return farthest > FAR ? typicalDays(known.filter((_, i) => far[i] !== farthest)) : known;
}

/**
 * By how much events vary more than independent ones do: Pearson's chi-square of days by pieces of time by its degrees
 * of freedom, 1 at least; each day may be busier than others, each time of day as well.
 * @param alone the calm pieces of a day whose rhythm is not known, which must be alike where there are no other days
 */
export function dispersionOf(
  days: readonly DayCounts[],
  alone: readonly number[]
): { factor: number; degrees: number } {
  const rows = days.map(({ calm, during }) => [...calm, during]);
  const table = rows.length > 0 ? rows : [alone];
  const columns = table[0]?.map((_, column) => total(table.map((row) => row[column] ?? 0))) ?? [];
  const all = total(columns);
  const isOne = table.length === 1;
  const degrees = isOne ? columns.length - 1 : (table.length - 1) * (columns.length - 1);
  let chiSquare = 0;
  for (const row of table) {
    row.forEach((seen, column) => {
      const expected = isOne ? all / columns.length : (total(row) * (columns[column] ?? 0)) / all;
      chiSquare += expected > 0 ? (seen - expected) ** 2 / expected : 0;
    });
  }
  return { factor: degrees > 0 ? Math.max(1, chiSquare / degrees) : Infinity, degrees: Math.max(1, degrees) };
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
