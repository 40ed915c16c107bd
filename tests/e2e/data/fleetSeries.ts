import { type FleetRequest } from './fleetRequest';

/** One series; labels that are undefined are none of it. */
export interface FleetSeries {
  name: string;
  labels: Record<string, string | undefined>;
  /** Its value at a time, milliseconds since the epoch. */
  at(time: number): number;
}

type LabelsOf<R> = (request: R) => FleetSeries['labels'];
/** What of a request is counted. */
type Counted = Pick<FleetRequest, 'time' | 'duration'>;

/** Those of prom-client and go-grpc-middleware. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** promphp's. */
export const PHP_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Counters of requests, one of each set of labels, that had counted others before. */
export function counters<R extends Counted>(
  name: string,
  requests: readonly R[],
  labelsOf: LabelsOf<R>
): FleetSeries[] {
  return byLabels(requests, labelsOf).map(([labels, own]) => ({ name, labels, at: counted(own, () => 1) }));
}

/**
 * Histograms of how long requests took, or summaries where there are no bounds.
 * @param bounds of buckets, in the unit
 * @param unit so many milliseconds long
 */
export function durations<R extends Counted>(
  name: string,
  requests: readonly R[],
  labelsOf: LabelsOf<R>,
  bounds: readonly number[] = BOUNDS,
  unit = 1000
): FleetSeries[] {
  return byLabels(requests, labelsOf).flatMap(([labels, own]) => [
    ...(bounds.length === 0 ? [] : [...bounds, Infinity]).map((bound) => ({
      name: `${name}_bucket`,
      labels: { ...labels, le: bound === Infinity ? '+Inf' : String(bound) },
      at: counted(own, ({ duration }) => (duration / unit <= bound ? 1 : 0)),
    })),
    { name: `${name}_count`, labels, at: counted(own, () => 1) },
    { name: `${name}_sum`, labels, at: counted(own, ({ duration }) => duration / unit) },
  ]);
}

/** Requests count once they are answered. */
function counted<R extends Counted>(requests: readonly R[], count: (request: R) => number): FleetSeries['at'] {
  const counts = requests.map((request) => ({ end: request.time + request.duration, count: count(request) }));
  return (time) => counts.reduce((sum, one) => (one.end <= time ? sum + one.count : sum), 0);
}

function byLabels<R extends Counted>(
  requests: readonly R[],
  labelsOf: LabelsOf<R>
): Array<[FleetSeries['labels'], R[]]> {
  const groups = new Map<string, [FleetSeries['labels'], R[]]>();
  for (const request of requests) {
    const labels = labelsOf(request);
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? [labels, []];
    group[1].push(request);
    groups.set(key, group);
  }
  return [...groups.values()];
}
