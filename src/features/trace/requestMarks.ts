import { type DataFrame, type Field, FieldColorModeId, FieldType } from '@grafana/data';
import { GraphDrawStyle, type GraphFieldConfig, StackingMode, VisibilityMode } from '@grafana/schema';
import { t } from '../../i18n/t';
import { RED_REFS } from '../../ui/charts/red/queries';

/** The request in question, as it is marked in what is around it. */
export interface MarkedRequest {
  traceId: string;
  service: string;
  route?: string;
  instance?: string;
  /** When it ended, milliseconds since the epoch, and how long it took, in seconds: as metrics count it. */
  time: number;
  duration: number;
}

export const RESOURCE_REFS = { cpu: 'cpu', memory: 'memory' } as const;

/** Stacks the marks apart from what they mark. */
const MARK_GROUP = 'this request';

/** Charts in which the moment is marked, by their query; in the first two series are stacked. */
const MOMENTS = [RED_REFS.byStatus, RED_REFS.rate, RED_REFS.errors, RESOURCE_REFS.cpu, RESOURCE_REFS.memory];
const STACKED: ReadonlySet<string> = new Set([RED_REFS.byStatus, RED_REFS.rate]);

/**
 * Series that mark one request in the charts around it: a dot among the durations, as high as it took; in all others a
 * bar over the whole height at its moment. Only charts that show something get one.
 */
export function marksOf({ time, duration }: MarkedRequest, frames: readonly DataFrame[]): DataFrame[] {
  const of = (refId: string) => frames.filter((frame) => frame.refId === refId && frame.length > 0);
  const dot = mark(RED_REFS.p95, of(RED_REFS.p95), time, () => duration, {
    drawStyle: GraphDrawStyle.Points,
    showPoints: VisibilityMode.Always,
    pointSize: 12,
  });
  const bars = MOMENTS.map((refId) =>
    mark(refId, of(refId), time, (shown) => highest(shown, STACKED.has(refId)), {
      drawStyle: GraphDrawStyle.Bars,
      barMaxWidth: 3,
      fillOpacity: 100,
      lineWidth: 0,
      hideFrom: { tooltip: true, viz: false, legend: false },
    })
  );
  return [dot, ...bars].flatMap((frame) => frame ?? []);
}

function mark(
  refId: string,
  shown: readonly DataFrame[],
  time: number,
  height: (shown: readonly DataFrame[]) => number,
  look: GraphFieldConfig
): DataFrame | undefined {
  const { times, at } = nearest(shown, time);
  const value = height(shown);
  if (at === undefined || !(value > 0)) {
    return undefined;
  }
  const unit = shown.flatMap(({ fields }) => fields).find(({ type }) => type === FieldType.number)?.config.unit;
  const name = t('trace.around.mark', 'this request');
  const fields: Field[] = [
    { name: 'Time', type: FieldType.time, config: {}, values: times },
    {
      name: 'Value',
      type: FieldType.number,
      config: {
        displayNameFromDS: name,
        ...(unit !== undefined && { unit }),
        color: { mode: FieldColorModeId.Fixed, fixedColor: 'text' },
        // The request that it stands for is the one that is shown.
        links: [],
        custom: { ...look, stacking: { mode: StackingMode.None, group: MARK_GROUP } },
      },
      // With the chart's other moments beside it a bar is as wide as theirs; alone it would be as wide as the chart.
      values: times.map((one) => (one === at ? value : null)),
    },
  ];
  return { refId, name, length: times.length, fields };
}

/** A moment that the chart has already, with the others of its series: one between two would tear its lines. */
function nearest(shown: readonly DataFrame[], time: number): { times: number[]; at?: number } {
  let found: { times: number[]; at?: number } = { times: [] };
  for (const { fields } of shown) {
    const times = (fields.find(({ type }) => type === FieldType.time)?.values ?? []) as number[];
    for (const at of times) {
      if (found.at === undefined || Math.abs(at - time) < Math.abs(found.at - time)) {
        found = { times, at };
      }
    }
  }
  return found;
}

function highest(shown: readonly DataFrame[], isStacked: boolean): number {
  const sums = new Map<unknown, number>();
  for (const { fields } of shown) {
    const times = fields.find(({ type }) => type === FieldType.time)?.values ?? [];
    for (const { values } of fields.filter(({ type }) => type === FieldType.number)) {
      values.forEach((value: unknown, i: number) => {
        if (typeof value === 'number' && Number.isFinite(value)) {
          const before = sums.get(times[i]) ?? 0;
          sums.set(times[i], isStacked ? before + value : Math.max(before, value));
        }
      });
    }
  }
  return [...sums.values()].reduce((most, sum) => Math.max(most, sum), 0);
}
