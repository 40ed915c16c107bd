import { type DataFrame, FieldType } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { is, metricQuestion } from '../telemetry/questions/metric';
import { drawnFrames } from './drawnFrames';

const STEP = 60_000;
const question = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, where: [is('service', 'a b')] });

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

/** Where the links of a field lead from a point, in Grafana's words for its time and value. */
function hrefs(field: DataFrame['fields'][number] | undefined, point: { raw: string; time: string }): string[] {
  const replaceVariables = (text: string) =>
    text.replace('${__value.raw}', point.raw).replace('${__value.time}', point.time);
  return (field?.config.links ?? []).map(({ onBuildUrl }) => onBuildUrl?.({ origin: field, replaceVariables }) ?? '');
}

beforeEach(() => locationService.replace('/x?from=now-6h&to=now&var-environment=prod&tab=errors'));

it('points lead to traces and logs at their time, with the filters of the page', () => {
  const [drawn] = drawnFrames(question, [frame], []);
  const links = hrefs(drawn?.fields[1], { raw: '2', time: String(11 * STEP) }).map(
    (href) => new URL(href, 'http://grafana.test')
  );
  expect(links.map(({ pathname }) => pathname)).toEqual(['/a/tillwatch-shop-app/traces', '/a/tillwatch-shop-app/logs']);
  for (const { searchParams } of links) {
    expect(searchParams.getAll('where')).toEqual(['service=a b', 'status=${x}']);
    expect(searchParams.getAll('from')).toEqual([String(9 * STEP)]);
    expect(searchParams.getAll('to')).toEqual([String(11 * STEP)]);
    expect(searchParams.get('var-environment')).toBe('prod');
    expect(searchParams.has('tab')).toBe(false);
  }
});

it('no value can become a variable of Grafana', () => {
  const [drawn] = drawnFrames(question, [frame], []);
  for (const href of hrefs(drawn?.fields[1], { raw: '2', time: '0' })) {
    expect(href).not.toMatch(/\$|\[\[/);
  }
});

it('exemplars lead to their story, in the time and with the filters of the page', () => {
  const [drawn] = drawnFrames(question, [], [exemplars]);
  expect(hrefs(drawn?.fields[1], { raw: 'ab12', time: '600000' })).toEqual([
    '/a/tillwatch-shop-app/traces/ab12?near=600000&from=now-6h&to=now&var-environment=prod',
  ]);
  expect(drawn?.fields[2]?.config.links).toBeUndefined();
});

it('an exemplar has one story, however services name the id', () => {
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
  const [drawn] = drawnFrames(question, [], [mixed]);
  expect(drawn?.fields.map(({ name, values }) => [name, values])).toEqual([
    ['Time', [10 * STEP, 11 * STEP]],
    ['trace_id', ['ab12', 'cd34']],
    ['pod', ['x', 'y']],
  ]);
  expect(drawn?.fields.map(({ config }) => config.links?.length ?? 0)).toEqual([0, 1, 0]);
});

it.each([
  ['a total', { ...question, shape: 'total' as const }],
  ['a distribution', { ...question, stat: { kind: 'distribution' as const } }],
])('%s leads nowhere', (_, other) => {
  const [drawn] = drawnFrames(other, [frame], []);
  expect(drawn?.fields[1]?.config.links).toBeUndefined();
});

it('what is compared with lies on the present time axis and leads nowhere', () => {
  const [drawn] = drawnFrames(question, [frame], [], {
    from: 0,
    to: 20 * STEP,
    toPresent: (time: number) => time + STEP,
  });
  expect(drawn?.fields[0]?.values).toEqual([11 * STEP, 12 * STEP]);
  expect(drawn?.fields[1]?.config.links).toBeUndefined();
});
