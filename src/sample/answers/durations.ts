import { statNotSupported } from '../../telemetry/dialects/promql/rendered';
import { quantileOf } from '../../telemetry/histogram';
import { type MetricQuestion, type Stat } from '../../telemetry/questions/metric';
import { BOUNDS, HISTOGRAM_BUCKETS } from '../latency';
import { notSupported, type Points, type SampleAnswer, seriesOf, windowSums } from './answer';
import { MEANS_ONLY, meets } from './fields';
import { type Asked, type CountedCell, type Group, tally } from './tally';
import { type NotSupported } from '../../telemetry/questions/notSupported';

/** Durations of requests, read from a histogram as Prometheus reads one; of one service they are a summary. */
export function answerDurations(
  { stat, by, shape }: MetricQuestion,
  asked: Asked,
  points: Points,
  cells: readonly CountedCell[]
): SampleAnswer | NotSupported {
  const inHistogram = cells.filter(({ cell }) => cell.service !== MEANS_ONLY);
  const isMeant = ({ cell }: CountedCell) => meets(cell, asked.where, asked.steps.to);
  if (OF_BUCKETS.has(stat.kind) && cells.some(isMeant) && !inHistogram.some(isMeant)) {
    return {
      ...notSupported(`${MEANS_ONLY} counts latency in a summary without quantiles`),
      instead: [{ kind: 'mean' }],
    };
  }
  switch (stat.kind) {
    case 'quantile':
      return {
        series: tally(asked, inHistogram, 'histogram').map(({ labels, sums }) =>
          seriesOf(labels, points, quantiles(sums, points, stat.q))
        ),
        unit: 'seconds',
      };
    case 'mean':
      return { series: means(tally(asked, cells, 'seconds'), tally(asked, cells, 'amount'), points), unit: 'seconds' };
    case 'timeSpent':
      return {
        series: tally(asked, cells, 'seconds').map(({ labels, sums }) =>
          seriesOf(
            labels,
            points,
            windowSums(sums, points).map((seconds) => seconds / points.seconds)
          )
        ),
        unit: 'seconds',
      };
    case 'distribution':
      return by.length > 0
        ? notSupported(`a distribution is shown without a split by ${by.join(', ')}`)
        : { series: distribution(tally(asked, inHistogram, 'histogram')[0], points), unit: 'count' };
    case 'within':
      return {
        series: tally(asked, inHistogram, 'histogram').flatMap((group) =>
          cumulated(group, points, shape === 'total' ? 1 : points.seconds, stat.bounds)
        ),
        unit: shape === 'total' ? 'count' : 'per-second',
      };
    default:
      return statNotSupported('duration', stat);
  }
}

/** What only the buckets of a histogram tell. */
const OF_BUCKETS: ReadonlySet<Stat['kind']> = new Set(['quantile', 'distribution', 'within']);

function quantiles(sums: Float64Array, points: Points, q: number): Array<number | null> {
  const buckets = Array.from({ length: HISTOGRAM_BUCKETS }, (_, bucket) =>
    windowSums(sums, points, HISTOGRAM_BUCKETS, bucket)
  );
  return points.at.map((_, point) => {
    let total = 0;
    const cumulated = buckets.map((bucket) => (total += bucket[point] ?? 0));
    return quantileOf([{ bounds: BOUNDS, counts: cumulated.slice(0, -1), total }], q);
  });
}

/** One series for each bound with all up to it, divided. */
function cumulated({ labels, sums }: Group, points: Points, divisor: number, kept?: readonly number[]) {
  const upTo = points.at.map(() => 0);
  return Array.from({ length: HISTOGRAM_BUCKETS }, (_, bucket) => {
    const bound = BOUNDS[bucket] ?? Infinity;
    windowSums(sums, points, HISTOGRAM_BUCKETS, bucket).forEach((sum, at) => (upTo[at] = (upTo[at] ?? 0) + sum));
    const values = upTo.map((sum) => sum / divisor);
    return { bound, series: seriesOf({ ...labels, le: String(bound), part: '0' }, points, values) };
  }).flatMap(({ bound, series }) => (!kept || kept.includes(bound) ? [series] : []));
}

/** The two tallies have the same groups in the same order: no request takes no time. */
function means(seconds: readonly Group[], requests: readonly Group[], points: Points) {
  return requests.map(({ labels, sums }, i) => {
    const spent = windowSums(seconds[i]?.sums ?? new Float64Array(0), points);
    const values = windowSums(sums, points).map((count, at) => (count === 0 ? null : (spent[at] ?? 0) / count));
    return seriesOf(labels, points, values);
  });
}

/** One series for each bucket up to the highest that holds anything, not cumulated. */
function distribution(group: Group | undefined, points: Points) {
  if (!group) {
    return [];
  }
  const buckets = Array.from({ length: HISTOGRAM_BUCKETS }, (_, bucket) => {
    const le = BOUNDS[bucket];
    return seriesOf(
      { le: le === undefined ? '+Inf' : String(le) },
      points,
      windowSums(group.sums, points, HISTOGRAM_BUCKETS, bucket)
    );
  });
  return buckets;
}
