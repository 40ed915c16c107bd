/** One version of a service over time: how many instances run it at each step; nothing or 0 where none does. */
export interface VersionSeries {
  version: string;
  times: readonly number[];
  values: ReadonlyArray<number | null | undefined>;
}

/** A version that began to run while another one did. */
export interface Deployment {
  /** The first step at which it runs, milliseconds since the epoch. */
  time: number;
  version: string;
  /** The versions that ran just before. */
  before: string[];
}

/**
 * Where the version of a service changes, in the order of time. A version that runs from the beginning, or after a time
 * in which nothing ran, is no change: nobody knows what it replaced. A version that runs again after another one is a
 * rollback, and a change too. All series have the same steps.
 */
export function deploymentsIn(series: readonly VersionSeries[]): Deployment[] {
  const runs = (one: VersionSeries, step: number) => (one.values[step] ?? 0) > 0;
  return series
    .flatMap((one) =>
      one.times.flatMap((time, step): Deployment[] => {
        if (step === 0 || !runs(one, step) || runs(one, step - 1)) {
          return [];
        }
        const before = series.filter((other) => other !== one && runs(other, step - 1));
        // One step without an answer is no restart of it.
        const isGap = step > 1 && runs(one, step - 2);
        return before.length === 0 || isGap
          ? []
          : [{ time, version: one.version, before: before.map(({ version }) => version) }];
      })
    )
    .sort((a, b) => a.time - b.time);
}
