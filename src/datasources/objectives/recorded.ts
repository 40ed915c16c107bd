import { type Events } from '../../analysis/objectives/burnRate';
import {
  RECORDED_EVENTS,
  type RecordedSum,
  renderRecordedSum,
  SLO_LABEL,
} from '../../telemetry/dialects/promql/recordedEvents';
import { totalsBy } from '../answer';
import { dataRequest, uniqueRequestId } from '../dataRequest';
import { type PromQuery } from '../prometheus';
import { queryFrames, type ResourceDataSource } from '../runQueries';

/** What rules recorded of one objective in a window. */
export interface RecordedWindow {
  events: Events;
  /** Share of the window in which they were evaluated, 0 to 1. */
  coverage: number;
}

/** By id of the objective, then by length of the window in seconds. */
export type Recorded = ReadonlyMap<string, ReadonlyMap<number, RecordedWindow>>;

/** In so many seconds one sees how often rules are evaluated. */
const LATELY = 3600;

const SUMS: readonly RecordedSum[] = [
  ...(Object.keys(RECORDED_EVENTS) as Array<keyof typeof RECORDED_EVENTS>),
  'values',
];

/**
 * Asks what rules recorded of objectives; one request, with which they are found as well.
 * @param windows lengths in seconds
 * @param at milliseconds since the epoch
 * @throws where the data source does not answer
 */
export async function askRecorded(
  dataSource: ResourceDataSource,
  ids: readonly string[],
  windows: readonly number[],
  at: number,
  signal?: AbortSignal
): Promise<Recorded> {
  const target = (sum: RecordedSum, seconds: number): PromQuery => ({
    refId: refIdOf(sum, seconds),
    expr: renderRecordedSum(sum, ids, seconds),
    instant: true,
    range: false,
    format: 'time_series',
  });
  const targets = [
    ...windows.flatMap((seconds) => SUMS.map((sum) => target(sum, seconds))),
    ...(windows.includes(LATELY) ? [] : [target('values', LATELY)]),
  ];
  const request = dataRequest(uniqueRequestId('recorded-objectives'), targets, { from: at - LATELY * 1000, to: at });
  const frames = await queryFrames(dataSource, request, signal);
  const lengths = [...new Set([LATELY, ...windows])];
  const totals = (sum: RecordedSum, seconds: number) => totalsBy(frames, refIdOf(sum, seconds), SLO_LABEL);
  return new Map(
    [...totals('values', LATELY).keys()].map((id) => {
      // Where rules were not evaluated for a while values are missing: the densest window tells their interval.
      const interval = Math.min(...lengths.map((seconds) => seconds / (totals('values', seconds).get(id) ?? 0)));
      const known = windows.flatMap((seconds) => {
        const values = totals('values', seconds).get(id);
        const total = totals('total', seconds).get(id);
        const bad = totals('bad', seconds).get(id);
        return values === undefined || total === undefined || bad === undefined
          ? []
          : [[seconds, recordedWindow({ values, total, bad }, interval, seconds)] as const];
      });
      return [id, new Map(known)];
    })
  );
}

/** @param interval seconds from one value to the next */
function recordedWindow(
  { values, total, bad }: Record<RecordedSum, number>,
  interval: number,
  seconds: number
): RecordedWindow {
  return {
    events: { total: total * interval, bad: bad * interval },
    coverage: Math.min(1, (values * interval) / seconds),
  };
}

function refIdOf(sum: RecordedSum, seconds: number): string {
  return `${sum}${seconds}`;
}
