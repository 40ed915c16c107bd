import { type DataFrame, DataTopic } from '@grafana/data';
import { NOW, seriesFrame } from '../testing/frames';
import { deployMarkers, VERSIONS_REF } from './deployMarkers';

const version = (name: string, values: Array<number | null>): DataFrame =>
  seriesFrame(VERSIONS_REF, { version: name }, values);
const valuesOf = (frame: DataFrame | undefined, name: string) =>
  frame?.fields.find((field) => field.name === name)?.values;

it('marks the moment at which another version began to run', () => {
  const marks = deployMarkers([version('1.0', [2, 2, 0]), version('1.1', [null, null, 2])]);
  expect(marks?.meta?.dataTopic).toBe(DataTopic.Annotations);
  expect(valuesOf(marks, 'time')).toEqual([NOW]);
  expect(valuesOf(marks, 'text')).toEqual(['Version 1.1, was 1.0']);
});

it('takes steps that a server left out for steps at which a version did not run', () => {
  const [older, newer] = [version('1.0', [2, 2, 2]), version('1.1', [2])];
  older.fields.forEach((field) => field.values.pop());
  expect(valuesOf(deployMarkers([older, newer]), 'time')).toEqual([NOW]);
});

it.each<[what: string, frames: DataFrame[]]>([
  ['nothing was answered', []],
  ['one version runs', [version('1.0', [2, 2, 2])]],
  [
    'series are of another question',
    [seriesFrame('p95', { version: '1.0' }, [1, 0]), seriesFrame('p95', { version: '1.1' }, [0, 1])],
  ],
])('marks nothing where %s', (_, frames) => {
  expect(deployMarkers(frames)).toBeUndefined();
});
