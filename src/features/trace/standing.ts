import { LoadingState, type PanelData } from '@grafana/data';
import { type Standing, standingInBuckets } from '../../analysis/trace/peers';
import { seriesOf, total } from '../../datasources/answer';
import { RED_REFS } from '../../ui/charts/red/queries';

/** Buckets of a route's durations over the whole range, not cumulated, ascending. */
function bucketsOf({ series }: PanelData): Array<{ upper: number; count: number }> {
  return seriesOf(series, RED_REFS.distribution)
    .map(({ labels, values }) => ({
      upper: /inf/i.test(labels.le ?? '') ? Infinity : Number(labels.le),
      count: values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    }))
    .filter(({ upper }) => !Number.isNaN(upper))
    .sort((a, b) => a.upper - b.upper);
}

/**
 * Where a request stands among those of its route that metrics counted.
 * @param duration seconds
 * @returns undefined while that is not known, or where nothing is measured
 */
export function standingFrom(data: PanelData | undefined, duration: number): Standing | undefined {
  if (!data || data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return undefined;
  }
  const n = total(data.series, RED_REFS.sample);
  return n === undefined ? undefined : standingInBuckets(duration, bucketsOf(data), Math.round(n));
}

/** Whether metrics have answered, and know nothing of how long such requests take. */
export function isUnmeasured(data: PanelData | undefined): boolean {
  return (
    data !== undefined &&
    (data.state === LoadingState.Done || data.state === LoadingState.Error) &&
    bucketsOf(data).every(({ count }) => count === 0)
  );
}
