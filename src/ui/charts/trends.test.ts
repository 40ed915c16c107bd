import { alignTrends } from './trends';

const series = (...points: Array<[time: number, value: number | null]>) => ({
  labels: {},
  times: points.map(([time]) => time),
  values: points.map(([, value]) => value),
});
const HOUR = { from: 0, to: 60 };

it('leaves lines alone that have every moment', () => {
  const whole = series([0, 1], [20, 2], [40, 3], [60, 4]);
  expect(alignTrends([whole], HOUR)).toEqual([[1, 2, 3, 4]]);
});

it('begins late what began late and ends early what fell silent', () => {
  expect(alignTrends([series([40, 3], [60, 4]), series([0, 1], [20, 2])], HOUR)).toEqual([
    [null, null, 3, 4],
    [1, 2, null, null],
  ]);
});

it('does so for a line that is alone, as far as the steps of the range go', () => {
  expect(alignTrends([series([35, 3], [45, 4])], HOUR)).toEqual([[null, null, null, 3, 4, null]]);
});

it('makes gaps of moments left out, and keeps those that are told', () => {
  expect(alignTrends([series([0, 1], [20, null], [60, 4]), series([0, 1], [40, 2])], HOUR)).toEqual([
    [1, null, null, 4],
    [1, null, 2, null],
  ]);
});

it('keeps what lies just outside of the range, where backends align their steps', () => {
  expect(alignTrends([series([-5, 1], [15, 2], [35, 3], [55, 4])], HOUR)).toEqual([[1, 2, 3, 4]]);
});

it.each([
  ['no series', []],
  ['no points', [series()]],
  ['single points', [series([10, 1]), series([30, 2])]],
])('has no axis to lay %s on', (_, given) => {
  expect(alignTrends(given, HOUR)).toEqual(given.map(({ values }) => values));
});

it('does not make a line of millions of gaps where the steps are not even', () => {
  const uneven = series([0, 1], [0.001, 2], [60_000, 3]);
  expect(alignTrends([uneven], { from: 0, to: 60_000 })).toEqual([[1, 2, 3]]);
});
