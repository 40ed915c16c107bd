import { type WatchedSeries } from '../../../telemetry/questions/alerts';
import { watchedFrames } from './watchedFrames';

const series = (service: string, values: Array<number | null>, times = [0, 1]): WatchedSeries => ({
  labels: { service },
  times,
  values,
});
const read = (frames: ReturnType<typeof watchedFrames>['frames']) =>
  frames.map(({ fields: [, value] }) => [value?.name, ...(value?.values ?? [])]);

it('draws the largest first, and the threshold at every moment that there is', () => {
  const answer = { query: '', threshold: 5, series: [series('a', [1, null]), series('b', [2, 9], [1, 2])] };
  expect(read(watchedFrames(answer, () => true).frames)).toEqual([
    ['b', 2, 9],
    ['a', 1, null],
    ['Threshold', 5, 5, 5],
  ]);
});

it('draws only what the alert is about', () => {
  const answer = { query: '', series: [series('a', [1, 1]), series('b', [2, 2])] };
  expect(read(watchedFrames(answer, ({ service }) => service === 'a').frames)).toEqual([['a', 1, 1]]);
});

it('counts what would be too much to draw', () => {
  const answer = { query: '', threshold: 1, series: Array.from({ length: 23 }, (_, i) => series(`${i}`, [i, i])) };
  const { frames, leftOut } = watchedFrames(answer, () => true);
  expect([frames.length, leftOut]).toEqual([21, 3]);
});

it('names series by their labels', () => {
  const named = (labels: Record<string, string>) =>
    read(watchedFrames({ query: '', series: [{ labels, times: [0], values: [1] }] }, () => true).frames)[0]?.[0];
  expect([named({}), named({ __name__: 'up', job: 'x' }), named({ a: '1', b: '2' })]).toEqual([
    'Value',
    'x',
    'a=1, b=2',
  ]);
});
