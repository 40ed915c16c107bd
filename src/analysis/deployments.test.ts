import { type Deployment, deploymentsIn } from './deployments';

const times = [0, 60, 120, 180, 240];
const versions = (values: Record<string, Array<number | null>>) =>
  Object.entries(values).map(([version, own]) => ({ version, times, values: own }));

it.each<[what: string, values: Record<string, Array<number | null>>, changes: Deployment[]]>([
  ['one version', { '1.0': [2, 2, 2, 2, 2] }, []],
  [
    'a version after another',
    { '1.0': [2, 2, 0, 0, 0], '1.1': [0, 0, 2, 2, 2] },
    [{ time: 120, version: '1.1', before: ['1.0'] }],
  ],
  [
    'a rolling deployment, in which both run for a while',
    { '1.0': [2, 2, 1, 0, null], '1.1': [null, null, 1, 2, 2] },
    [{ time: 120, version: '1.1', before: ['1.0'] }],
  ],
  [
    'a rollback',
    { '1.0': [1, 0, 0, 0, 1], '1.1': [0, 1, 1, 1, 0] },
    [
      { time: 60, version: '1.1', before: ['1.0'] },
      { time: 240, version: '1.0', before: ['1.1'] },
    ],
  ],
  ['two that run side by side all the time', { '1.0': [1, 1, 1, 1, 1], '2.0': [1, 1, 1, 1, 1] }, []],
  ['the first that is seen', { '1.0': [null, null, 1, 1, 1] }, []],
  ['one that was away while nothing ran', { '1.0': [1, 0, 0, 1, 1] }, []],
  ['a step without an answer', { '1.0': [1, 1, null, 1, 1], '2.0': [1, 1, 1, 1, 1] }, []],
  ['nothing', {}, []],
])('%s', (_, values, changes) => {
  expect(deploymentsIn(versions(values))).toEqual(changes);
});
