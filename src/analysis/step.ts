/** The shortest time between two points of any series, in the unit of their times; undefined where there are no two. */
export function shortestStep(series: ReadonlyArray<{ times: readonly number[] }>): number | undefined {
  const steps = series.flatMap(({ times }) => times.slice(1).map((time, at) => time - (times[at] ?? time)));
  const shortest = steps.reduce((least, step) => (step > 0 ? Math.min(least, step) : least), Infinity);
  return Number.isFinite(shortest) ? shortest : undefined;
}
