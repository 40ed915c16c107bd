import { failedByColumn, failsMoreThanUsual, usualShare } from './failures';
import { durationGrid } from './grid';

it.each([
  ['a speck: one of a few', 1, 3, 0.01, false],
  ['as many as everywhere', 10, 1000, 0.01, false],
  ['a few more than everywhere, which is chance', 15, 1000, 0.01, false],
  ['clearly more', 25, 1000, 0.01, true],
  ['two of two where hardly any fail', 2, 2, 0.001, true],
  ['all where half of all fail', 20, 20, 0.5, true],
  ['all where all fail: nothing is unusual', 20, 20, 1, false],
  ['none', 0, 50, 0, false],
])('%s: %d of %d, usually %d', (_, failed, count, usual, expected) => {
  expect(failsMoreThanUsual(failed, count, usual)).toBe(expected);
});

describe('what failed in a grid', () => {
  const series = (le: string, ...values: number[]) => ({
    labels: { le },
    times: values.map((_, i) => (i + 1) * 60_000),
    values,
  });
  const grid = durationGrid(
    [series('0.1', 30, 50, 20), series('0.2', 8, 4, 8)],
    [series('0.1', 0, 1, 0), series('0.2', 0, 4, 1)],
    60_000
  );

  it('is counted by step of time', () => {
    expect(failedByColumn(grid)).toEqual({ counts: [0, 5, 1], most: 5 });
    expect(usualShare(grid)).toBe(0.05);
  });

  it('is nothing where nothing is counted', () => {
    const none = durationGrid([], [], 60_000);
    expect(failedByColumn(none)).toEqual({ counts: [], most: 0 });
    expect(usualShare(none)).toBe(0);
  });
});
