import { type SpanSeries } from '../../../telemetry/questions/traces';
import { durationGrid, gridQuantile, slowestIn } from './grid';
import { cellAt, placeOf, rowArea, selectCells, selectedArea } from './selection';
import { durationTicks, timeTicks } from './ticks';

const MINUTE = 60_000;
const series = (le: string, ...values: Array<number | null>): SpanSeries => ({
  labels: { le },
  times: values.map((_, i) => (i + 1) * MINUTE),
  values,
});
const grid = durationGrid(
  [series('0.2', 8, 4, 0), series('0.1', 30, 50, null), series('+Inf', 0, 0, 2), series('0.4', 0, 0, 6)],
  [series('0.2', 0, 4, 0)],
  MINUTE
);

describe('the grid', () => {
  it('has the steps that end at the times, and the shortest durations first', () => {
    expect(grid.columns).toEqual([
      { from: 0, to: MINUTE },
      { from: MINUTE, to: 2 * MINUTE },
      { from: 2 * MINUTE, to: 3 * MINUTE },
    ]);
    expect(grid.rows).toEqual([
      { from: 0.05, to: 0.1 },
      { from: 0.1, to: 0.2 },
      { from: 0.2, to: 0.4 },
      { from: 0.4, to: Infinity },
    ]);
  });

  it('counts all and those that failed', () => {
    expect(grid.counts).toEqual([
      [30, 8, 0, 0],
      [50, 4, 0, 0],
      [0, 0, 6, 2],
    ]);
    expect(grid.failed[1]).toEqual([0, 4, 0, 0]);
    expect(grid).toMatchObject({ total: 100, totalFailed: 4, most: 50 });
  });

  it('keeps rows low where buckets between are empty', () => {
    expect(durationGrid([series('0.001', 1), series('1.024', 1)], [], MINUTE).rows).toEqual([
      { from: 0.0005, to: 0.001 },
      { from: 0.001, to: 0.512 },
      { from: 0.512, to: 1.024 },
    ]);
  });

  it('is empty where nothing is counted', () => {
    for (const none of [durationGrid([], [], MINUTE), durationGrid([series('1', 0, null)], [], MINUTE)]) {
      expect(none).toMatchObject({ columns: [], rows: [], total: 0, most: 0 });
      expect(gridQuantile(none, 0.95)).toBeUndefined();
    }
  });

  it('reads quantiles as PromQL does, even spread within buckets', () => {
    expect(gridQuantile(grid, 0.8)).toBeCloseTo(0.1, 12);
    expect(gridQuantile(grid, 0.95)).toBeCloseTo(0.3, 12);
    expect(gridQuantile(grid, 1)).toBe(0.4);
  });
});

describe('the slowest', () => {
  const quick = [series('0.1', 60)];
  it.each([
    [
      'lie above the quantile where slower buckets hold some',
      [...quick, series('0.2', 36), series('0.4', 4)],
      0,
      0.19722222,
      0.05,
    ],
    ['are the last bucket where the quantile lies in it', [...quick, series('0.2', 40)], 0.15, 0.1, 0.4],
    [
      'are those above the quantile where one is known to be as slow',
      [...quick, series('0.2', 40)],
      0.19,
      0.1875,
      0.05,
    ],
    ['are the last bucket where nothing is known of any', [...quick, series('0.2', 40)], -Infinity, 0.1, 0.4],
    ['are all where there is one bucket', quick, -Infinity, 0.05, 1],
    ['are all above the last bound where they are more than that', [...quick, series('+Inf', 40)], 2, 0.1, 0.4],
  ])('%s', (_, all, longest, from, share) => {
    const slowest = slowestIn(durationGrid(all, [], MINUTE), 0.05, longest);
    expect(slowest?.from).toBeCloseTo(from, 6);
    expect(slowest?.share).toBeCloseTo(share, 12);
  });

  it('are none where nothing is counted', () => {
    expect(slowestIn(durationGrid([], [], MINUTE), 0.05, 1)).toBeUndefined();
  });
});

describe('what is selected', () => {
  it('is what the cells between two corners are about, whichever way they were dragged', () => {
    const selected = { from: MINUTE, to: 3 * MINUTE, shortest: 0.1, longest: 0.4 };
    expect(selectCells(grid, { column: 1, row: 1 }, { column: 2, row: 2 })).toEqual(selected);
    expect(selectCells(grid, { column: 2, row: 1 }, { column: 1, row: 2 })).toEqual(selected);
  });

  it('reaches from nothing on where it holds the lowest row, and has no end where it holds the open one', () => {
    expect(selectCells(grid, { column: 0, row: 0 }, { column: 0, row: 3 })).toEqual({ from: 0, to: MINUTE });
  });

  it('comes back to the same place', () => {
    const selected = selectCells(grid, { column: 1, row: 1 }, { column: 1, row: 2 });
    const area = selected && selectedArea(grid, selected);
    expect(area).toEqual({
      left: 1 / 3,
      right: 2 / 3,
      bottom: rowArea(grid, 1).bottom,
      top: rowArea(grid, 2).top,
    });
    expect(selectedArea(grid, { from: 10 * MINUTE, to: 11 * MINUTE })).toBeUndefined();
  });

  it('is found at each place of the picture', () => {
    grid.columns.forEach((_, column) =>
      grid.rows.forEach((__, row) => {
        const { bottom, top } = rowArea(grid, row);
        expect(cellAt(grid, (column + 0.5) / grid.columns.length, (bottom + top) / 2)).toEqual({ column, row });
      })
    );
    expect(cellAt(grid, -1, 7)).toEqual({ column: 0, row: 3 });
    expect(cellAt(grid, 2, -3)).toEqual({ column: 2, row: 0 });
  });

  it('has a logarithmic scale: a doubling is always as high', () => {
    const heights = grid.rows.map((_, row) => rowArea(grid, row).top - rowArea(grid, row).bottom);
    heights.forEach((height) => expect(height).toBeCloseTo(0.25, 12));
    expect(placeOf(grid, 1.5 * MINUTE, 0.2)).toEqual({ x: 0.5, y: expect.closeTo(0.5, 12) });
    expect(placeOf(grid, 9 * MINUTE, 0.2)).toBeUndefined();
  });
});

describe('the marks of its axes', () => {
  it('are whole durations and times', () => {
    expect(durationTicks(grid).map(({ value }) => Number(value.toPrecision(3)))).toEqual([0.05, 0.1, 0.2, 0.5]);
    expect(timeTicks(grid, 4).map(({ value }) => value)).toEqual([0, MINUTE, 2 * MINUTE, 3 * MINUTE]);
  });

  it('are few', () => {
    const hour = durationGrid(
      [series('0.00001', ...Array(60).fill(1)), series('+Inf', 1), series('100', 1)],
      [],
      MINUTE
    );
    expect(durationTicks(hour).length).toBeLessThanOrEqual(9);
    expect(timeTicks(hour, 7).length).toBeLessThanOrEqual(8);
  });
});
