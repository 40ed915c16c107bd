import { statNotSupported } from '../../telemetry/dialects/promql/rendered';
import { type MetricQuestion } from '../../telemetry/questions/metric';
import { type Points, type SampleAnswer, seriesOf, windowSums } from './answer';
import { type Asked, type CountedCell, type Group, tally } from './tally';
import { type NotSupported } from '../../telemetry/questions/notSupported';

/** Requests served: how many, per second or in all. */
export function answerRequests(
  { stat, shape }: MetricQuestion,
  asked: Asked,
  points: Points,
  cells: readonly CountedCell[]
): SampleAnswer | NotSupported {
  if (stat.kind !== 'rate' && (stat.kind !== 'count' || shape !== 'total')) {
    return statNotSupported('requests', stat);
  }
  return counted(tally(asked, cells, 'amount'), points, stat.kind);
}

/** Numbers of events as they are, or per second. */
export function counted(groups: readonly Group[], points: Points, kind: 'rate' | 'count'): SampleAnswer {
  const divisor = kind === 'rate' ? points.seconds : 1;
  return {
    series: groups.map(({ labels, sums }) =>
      seriesOf(
        labels,
        points,
        windowSums(sums, points).map((sum) => sum / divisor)
      )
    ),
    unit: kind === 'rate' ? 'per-second' : 'count',
  };
}

/** Requests that failed. A group with requests but no failure answers 0; by status there are only those that failed. */
export function answerFailures(
  { stat, shape, by, measure }: MetricQuestion,
  asked: Asked,
  points: Points,
  cells: readonly CountedCell[],
  isFailure: (status: number) => boolean
): SampleAnswer | NotSupported {
  const isRatio = stat.kind === 'ratio';
  const byStatus = by.includes('status');
  if ((isRatio && byStatus) || (!isRatio && stat.kind !== 'rate' && (stat.kind !== 'count' || shape !== 'total'))) {
    return statNotSupported(measure, stat, byStatus ? 'status' : undefined);
  }
  const failed = tally(
    asked,
    cells.filter(({ cell }) => isFailure(cell.status ?? 0)),
    'amount'
  );
  if (byStatus && !isRatio) {
    return counted(failed, points, stat.kind);
  }
  const all = tally(asked, cells, 'amount');
  const key = ({ labels }: Group) => Object.values(labels).join('\n');
  const failedSums = new Map(failed.map((group) => [key(group), group.sums]));
  const none = new Float64Array(0);
  if (!isRatio) {
    return counted(
      all.map((group) => ({ labels: group.labels, sums: failedSums.get(key(group)) ?? none })),
      points,
      stat.kind
    );
  }
  return {
    series: all.map((group) => {
      const failures = windowSums(failedSums.get(key(group)) ?? none, points);
      const requests = windowSums(group.sums, points);
      // A share of nothing is no number.
      return seriesOf(
        group.labels,
        points,
        requests.map((count, i) => (count === 0 ? null : (failures[i] ?? 0) / count))
      );
    }),
    unit: 'ratio',
  };
}
