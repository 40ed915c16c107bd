import { statNotSupported } from '../../telemetry/dialects/promql/rendered';
import { measureName } from '../../telemetry/measureNames';
import { type AnswerUnit, type SignalMeasure } from '../../telemetry/measures';
import { type MetricQuestion } from '../../telemetry/questions/metric';
import { type Field } from '../../telemetry/vocabulary';
import { SERVICES, type ServiceName } from '../calls';
import { cpuAt, lowStockAt, mailsWaitingAt, memoryAt, wholeAt } from '../gauges';
import { instanceOf, SITES } from '../sites';
import { notSupported, type Points, type SampleAnswer, seriesOf, windowSums } from './answer';
import { type Cell, fieldOf, meets } from './fields';
import { type Asked, type CountedCell, tally } from './tally';
import { type NotSupported } from '../../telemetry/questions/notSupported';

type Across = 'sum' | 'mean' | 'max';

/** A number of each instance that stands at a moment. */
export interface Gauge {
  unit: AnswerUnit;
  across: Across;
  /** The services that report it. */
  services: readonly ServiceName[];
  at(cell: Cell, bucket: number): number;
}

/** What stands at a moment: CPU, memory, stock, mails that wait, the versions that run. */
export const GAUGES: Partial<Record<SignalMeasure, Gauge>> = {
  cpu: { unit: 'percent', across: 'mean', services: SERVICES, at: ({ service, site }, at) => cpuAt(service, site, at) },
  memory: {
    unit: 'percent',
    across: 'mean',
    services: SERVICES,
    at: ({ service, site }, at) => memoryAt(service, site, at),
  },
  // Both instances look at the same stock.
  lowStock: { unit: 'count', across: 'max', services: ['inventory'], at: ({ site }, at) => lowStockAt(site, at) },
  // Each instance sends its own.
  consumerLag: {
    unit: 'count',
    across: 'sum',
    services: ['notifications'],
    at: ({ site }, at) => mailsWaitingAt(site, at),
  },
  build: { unit: 'count', across: 'max', services: SERVICES, at: () => 1 },
};

const ACROSS: Record<Across, (values: readonly number[]) => number> = {
  sum: (values) => values.reduce((a, b) => a + b, 0),
  mean: (values) => values.reduce((a, b) => a + b, 0) / values.length,
  max: (values) => Math.max(...values),
};

/** Answers a question about a gauge. */
export function answerGauge(
  { measure, stat, by, where }: MetricQuestion,
  gauge: Gauge,
  points: Points
): SampleAnswer | NotSupported {
  if (stat.kind !== 'value') {
    return statNotSupported(measure, stat);
  }
  const cells = cellsOf(gauge.services);
  const reading = (cell: Cell, bucket: number) =>
    meets(cell, where, bucket) ? { labels: labelsOf(cell, by, bucket), value: gauge.at(cell, bucket) } : undefined;
  const series = gather(cells, points, reading, gauge.across);
  const isElsewhere = series.length === 0 && gauge.services.length < SERVICES.length;
  return isElsewhere
    ? notSupported(`No ${measureName(measure)} reported for these services`)
    : { series, unit: gauge.unit };
}

/** How many requests each instance is serving: by Little's law what they took, per second. */
export function answerInFlight(
  { measure, stat, by }: MetricQuestion,
  asked: Asked,
  points: Points,
  served: readonly CountedCell[]
): SampleAnswer | NotSupported {
  if (stat.kind !== 'value') {
    return statNotSupported(measure, stat);
  }
  const spent = tally({ ...asked, by: ['service', 'instance', ...asked.by] }, served, 'seconds');
  const byInstance = new Map<string, number[]>();
  for (const { labels, sums } of spent) {
    const key = `${labels.instance} ${labels.version ?? ''}`;
    byInstance.set(
      key,
      windowSums(sums, points).map((seconds) => seconds / points.seconds)
    );
  }
  const reading = (cell: Cell, bucket: number, point: number) => {
    const labels = labelsOf(cell, by, bucket);
    const mean = byInstance.get(`${instanceOf(cell.service, cell.site)} ${labels.version ?? ''}`)?.[point];
    return mean === undefined ? undefined : { labels, value: wholeAt(mean, cell.service, cell.site, bucket) };
  };
  return { series: gather(cellsOf(SERVICES), points, reading, 'sum'), unit: 'count' };
}

function cellsOf(services: readonly ServiceName[]): Cell[] {
  return services.flatMap((service) => SITES.map((site) => ({ service, site })));
}

function labelsOf(cell: Cell, by: readonly Field[], bucket: number): Record<string, string> {
  return Object.fromEntries(by.map((field) => [field, fieldOf(cell, field, bucket)]));
}

interface Reading {
  labels: Record<string, string>;
  value: number;
}

/** Brings the readings of all instances together, at each point by the fields asked for. */
function gather(
  cells: readonly Cell[],
  points: Points,
  read: (cell: Cell, bucket: number, point: number) => Reading | undefined,
  across: Across
): SampleAnswer['series'] {
  const groups = new Map<string, { labels: Record<string, string>; values: number[][] }>();
  points.at.forEach((bucket, point) => {
    for (const cell of cells) {
      const reading = read(cell, bucket, point);
      if (reading) {
        const key = Object.values(reading.labels).join('\n');
        const group = groups.get(key) ?? { labels: reading.labels, values: [] };
        groups.set(key, group);
        (group.values[point] ??= []).push(reading.value);
      }
    }
  });
  return [...groups.values()].map(({ labels, values }) =>
    seriesOf(
      labels,
      points,
      points.at.map((_, point) => {
        const readings = values[point];
        return readings ? ACROSS[across](readings) : null;
      })
    )
  );
}
