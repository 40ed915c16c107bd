import * as fc from 'fast-check';
import { ALERT_STATES, type AlertState } from '../../telemetry/questions/alerts';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { missesFiring, sampledStep, spansOfChanges, spansOfSamples, timesOfFiring } from './alertSpans';

const SPAN = { from: 0, to: 100 };
const read = (spans: ReturnType<typeof spansOfSamples>) => spans.map(({ from, to, state }) => [from, to, state]);

it('is as the most urgent of the alerts at each step, and inactive where none was recorded', () => {
  const samples = [
    { state: 'pending' as const, times: [10, 20] },
    { state: 'firing' as const, times: [30, 40, 80] },
    { state: 'pending' as const, times: [20, 30, 40] },
  ];
  expect(read(spansOfSamples(samples, SPAN, 10))).toEqual([
    [0, 10, 'inactive'],
    [10, 30, 'pending'],
    [30, 50, 'firing'],
    [50, 80, 'inactive'],
    [80, 90, 'firing'],
    [90, 100, 'inactive'],
  ]);
});

it('is as changes say, before the first one as that says it was', () => {
  const change = (alert: string, time: number, previous: AlertState, current: AlertState) => ({
    alert,
    time,
    previous,
    current,
  });
  const changes = [
    change('a', 50, 'firing', 'inactive'),
    change('b', 20, 'pending', 'firing'),
    change('b', 70, 'firing', 'inactive'),
    change('a', 10, 'inactive', 'firing'),
  ];
  expect(read(spansOfChanges(changes, SPAN))).toEqual([
    [0, 10, 'pending'],
    [10, 70, 'firing'],
    [70, 100, 'inactive'],
  ]);
  expect(spansOfChanges([], SPAN)).toEqual([]);
});

it('lists when it fired, the latest first', () => {
  const samples = [{ state: 'firing' as const, times: [0, 50] }];
  expect(timesOfFiring(spansOfSamples(samples, SPAN, 10)).map(({ from }) => from)).toEqual([50, 0]);
});

it('covers the whole range without a gap, each state another than the one before', () => {
  const sample = fc.record({
    state: fc.constantFrom(...ALERT_STATES),
    times: fc.array(fc.integer({ min: 0, max: 9 }).map((step) => step * 10)),
  });
  fc.assert(
    fc.property(fc.array(sample), (samples) => {
      const spans = spansOfSamples(samples, SPAN, 10);
      expect(spans[0]?.from).toBe(0);
      expect(spans.at(-1)?.to).toBe(100);
      spans.slice(1).forEach(({ from, state }, at) => {
        expect(from).toBe(spans[at]?.to);
        expect(state).not.toBe(spans[at]?.state);
      });
      const firing = new Set(samples.flatMap(({ state, times }) => (state === 'firing' ? times : [])));
      const told = spans.reduce((sum, { from, to, state }) => sum + (state === 'firing' ? to - from : 0), 0);
      expect(told).toBe(firing.size * 10);
    }),
    { numRuns: propertyRuns(1000) }
  );
});

it.each<[string, number[][], number]>([
  ['as asked', [[0, 10, 20]], 10],
  [
    'longer than asked',
    [
      [0, 20, 40],
      [60, 80],
    ],
    20,
  ],
  ['as asked, where no two follow each other', [[0, 500], [30]], 10],
  ['as asked, where nothing was recorded', [], 10],
])('takes samples for as far apart as they are: %s', (_, times, step) => {
  expect(
    sampledStep(
      times.map((one) => ({ times: one })),
      10
    )
  ).toBe(step);
});

it.each([
  ['firing for long, and not seen', 'firing', 30, ['inactive', 'pending'], true],
  ['firing, and seen', 'firing', 30, ['inactive', 'firing'], false],
  ['firing, without a change', 'firing', 30, [], false],
  ['firing only since after the time range', 'firing', 61, ['inactive'], false],
  ['firing only just now', 'firing', 59, ['inactive'], false],
  ['firing, nobody knows since when', 'firing', undefined, ['inactive'], false],
  ['not firing', 'inactive', 30, ['inactive'], false],
] as const)('tells a recording that does not know the alert: %s', (_, state, minutes, recorded, misses) => {
  const spans = recorded.map((one, at) => ({ from: at, to: at + 1, state: one }));
  const since = minutes === undefined ? undefined : minutes * 60_000;
  expect(missesFiring(spans, { state, since }, { from: 0, to: 60 * 60_000 })).toBe(misses);
});
