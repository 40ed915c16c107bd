import { type DataFrame, DataTopic, FieldType } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import {
  EmbeddedScene,
  SceneDataTransformer,
  SceneFlexItem,
  SceneFlexLayout,
  sceneGraph,
  SceneQueryRunner,
  VizPanel,
} from '@grafana/scenes';
import { sceneClient } from '../../datasources/client/scenes';
import { fakeClient } from '../../datasources/testing/fakeClient';
import { ask, askCompared, type QuestionQuery } from '../../datasources/question';
import { is, metricQuestion, type MetricQuestion } from '../../telemetry/questions/metric';
import { activateFullSceneTree } from '../testing/activate';
import { panelData } from '../testing/frames';
import { installGrafana } from '../testing/grafana';
import { withLinks } from './pointLinks';
import { QuestionPanel } from './questionPanel';

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
  meta: { dataTopic: DataTopic.Annotations },
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

const linked = (given: DataFrame, asked: MetricQuestion = question) => withLinks(given, [ask('rate', asked)]);

beforeEach(() => locationService.replace('/x?from=now-6h&to=now&var-environment=prod&tab=errors'));

it('points lead to traces and logs at their time, with the filters of the page', () => {
  const links = hrefs(linked(frame).fields[1], { raw: '2', time: String(11 * STEP) }).map(
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
  const found = hrefs(linked(frame).fields[1], { raw: '2', time: '0' });
  expect(found).toHaveLength(2);
  for (const href of found) {
    expect(href).not.toMatch(/\$|\[\[/);
  }
});

it('exemplars lead to their trace, in the time and with the filters of the page', () => {
  const { fields } = linked(exemplars);
  expect(hrefs(fields[1], { raw: 'ab12', time: '600000' })).toEqual([
    '/a/tillwatch-shop-app/traces/ab12?near=600000&from=now-6h&to=now&var-environment=prod',
  ]);
  expect(fields.map(({ config }) => config.links?.length ?? 0)).toEqual([0, 1, 0]);
});

it.each<[what: string, given: DataFrame, queries: QuestionQuery[]]>([
  ['a total', frame, [ask('rate', { ...question, shape: 'total' })]],
  ['a distribution', frame, [ask('rate', { ...question, stat: { kind: 'distribution' } })]],
  ['what is compared with', frame, [askCompared('rate', question)]],
  ['an answer to another query', frame, [ask('errors', question)]],
  ['an annotation', { ...frame, meta: { dataTopic: DataTopic.Annotations } }, [ask('rate', question)]],
])('%s leads nowhere', (_, given, queries) => {
  expect(withLinks(given, queries)).toBe(given);
});

it('what says itself that it leads nowhere keeps that', () => {
  const [time, value] = frame.fields;
  const mark: DataFrame = { ...frame, fields: [time!, { ...value!, config: { links: [] } }] };
  expect(linked(mark).fields[1]?.config.links).toEqual([]);
});

describe('a panel', () => {
  beforeAll(() => installGrafana());

  const data = { ...panelData([frame, { ...frame, refId: 'other' }]), annotations: [exemplars] };
  const queries = [ask('rate', question), ask('other', question)];
  const runner = () => new SceneQueryRunner({ queries, data, runQueriesMode: 'manual' });

  it.each([
    ['its page', runner()],
    [
      'its page, changed on the way',
      new SceneDataTransformer({ $data: runner(), transformations: [() => (source) => source] }),
    ],
  ])('adds the links to its own part of the data of %s, and to nothing else', (_, $data) => {
    const panel = new QuestionPanel({
      refIds: ['rate'],
      body: new VizPanel({ pluginId: 'timeseries' }),
    });
    const body = new SceneFlexLayout({ $data, children: [new SceneFlexItem({ body: panel })] });
    const leave = activateFullSceneTree(new EmbeddedScene({ $behaviors: [sceneClient(fakeClient())], body }));
    const shown = sceneGraph.getData(panel.state.body).state.data;
    expect(shown?.series.map(({ refId }) => refId)).toEqual(['rate']);
    expect(hrefs(shown?.series[0]?.fields[1], { raw: '2', time: '0' })).toHaveLength(2);
    expect(hrefs(shown?.annotations?.[0]?.fields[1], { raw: 'ab12', time: '0' })).toHaveLength(1);
    expect(frame.fields[1]?.config.links).toBeUndefined();
    leave();
  });
});
