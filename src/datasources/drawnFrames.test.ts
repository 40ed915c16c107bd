import { type DataFrame, FieldType } from '@grafana/data';
import { drawnFrames } from './drawnFrames';

const STEP = 60_000;

const frame: DataFrame = {
  refId: 'rate',
  length: 2,
  fields: [
    { name: 'Time', type: FieldType.time, config: {}, values: [10 * STEP, 11 * STEP] },
    { name: 'Value', type: FieldType.number, config: { unit: 'reqps' }, labels: { status: '${x}' }, values: [1, 2] },
  ],
};

const exemplars: DataFrame = {
  name: 'exemplar',
  refId: 'rate',
  length: 1,
  fields: [
    { name: 'Time', type: FieldType.time, config: {}, values: [10 * STEP] },
    { name: 'traceID', type: FieldType.string, config: {}, values: ['ab12'] },
    { name: 'pod', type: FieldType.string, config: {}, values: ['x'] },
  ],
};

it('leaves series and exemplars of the present as they are', () => {
  expect(drawnFrames([frame], [exemplars])).toEqual([frame, exemplars]);
});

it('an exemplar has one trace id, however services name it', () => {
  const id = (name: string, values: string[]) => ({ name, type: FieldType.string, config: {}, values });
  const mixed: DataFrame = {
    ...exemplars,
    length: 2,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [10 * STEP, 11 * STEP] },
      id('trace_id', ['', 'cd34']),
      id('pod', ['x', 'y']),
      id('traceID', ['ab12', '']),
    ],
  };
  const [drawn] = drawnFrames([], [mixed]);
  expect(drawn?.fields.map(({ name, values }) => [name, values])).toEqual([
    ['Time', [10 * STEP, 11 * STEP]],
    ['trace_id', ['ab12', 'cd34']],
    ['pod', ['x', 'y']],
  ]);
});

it('what is compared with lies on the present time axis', () => {
  const [drawn] = drawnFrames([frame], [], { from: 0, to: 20 * STEP, toPresent: (time: number) => time + STEP });
  expect(drawn?.fields[0]?.values).toEqual([11 * STEP, 12 * STEP]);
});
