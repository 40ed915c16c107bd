/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataQueryRequest, LoadingState } from '@grafana/data';
import { of } from 'rxjs';
import { totalFrame } from '../../ui/testing/frames';
import { type ResourceDataSource } from '../runQueries';
import { askRecorded } from './recorded';

const HOUR = 3600;

/** Rules that record 10 req/s, of which one fails, each minute: so many values in each window. */
function recording(values: Record<number, number>): ResourceDataSource {
  const numberOf = (refId: string) => {
    const [, sum = '', seconds = ''] = /^(\D+)(\d+)$/.exec(refId) ?? [];
    return (values[Number(seconds)] ?? 0) * (sum === 'total' ? 10 : 1);
  };
  const query = ({ targets }: DataQueryRequest) =>
    of({
      data: targets.map(({ refId }) => totalFrame(refId, { slo: 'x' }, numberOf(refId))),
      state: LoadingState.Done,
    });
  return { query } as unknown as ResourceDataSource;
}

const windowsOf = (lately: number, missing: number) => ({
  [HOUR]: lately,
  [6 * HOUR]: 360 - missing,
  [72 * HOUR]: 4320 - missing,
});

it.each([
  ['all the time', windowsOf(60, 0), 6 * HOUR, 60],
  // 4,290 values in three days: an interval of 60.4 seconds.
  ['but not for half of the last hour', windowsOf(30, 30), 5.5 * HOUR, 60.5],
])('counts what rules recorded that were evaluated %s', async (_, values, seconds, interval) => {
  const recorded = await askRecorded(recording(values), ['x'], [6 * HOUR, 72 * HOUR], 0);
  const { events, coverage } = recorded.get('x')?.get(6 * HOUR) ?? {};
  expect(events?.total).toBeGreaterThanOrEqual(10 * seconds);
  expect(events?.total).toBeLessThan((10 * seconds * interval) / 60 + 1);
  expect(events?.bad).toBeCloseTo((events?.total ?? NaN) / 10);
  expect(coverage).toBeCloseTo(seconds / (6 * HOUR), 1);
});
