import { readBody } from '../serverBody';
import { GRAFANA_RULE_BODY, watchedQuery } from './grafanaRule';

const watchedBy = (nodes: unknown[]) =>
  watchedQuery(readBody(GRAFANA_RULE_BODY, { grafana_alert: { condition: 'T', data: nodes } }), () => 'promql');

const data = (...nodes: Array<[refId: string, datasourceUid: string, model: object]>) =>
  nodes.map(([refId, datasourceUid, model]) => ({ refId, datasourceUid, model }));
const threshold = (expression: string, type = 'gt', params = [0.05]) => ({
  type: 'threshold',
  expression,
  conditions: [{ evaluator: { type, params } }],
});

it.each([
  ['a threshold of a query', data(['A', 'prom', { expr: 'a' }], ['T', '__expr__', threshold('A')]), ['a', 0.05]],
  [
    'a threshold of a reduced query',
    data(
      ['A', 'prom', { expr: 'a' }],
      ['B', '__expr__', { type: 'reduce', expression: 'A' }],
      ['T', '__expr__', threshold('B')]
    ),
    ['a', 0.05],
  ],
  [
    'a range, which is two numbers',
    data(['A', 'prom', { expr: 'a' }], ['T', '__expr__', threshold('A', 'within_range', [1, 2])]),
    ['a', undefined],
  ],
  ['a query that compares', data(['T', 'prom', { expr: 'a > 7' }]), ['a', 7]],
  [
    'a classic condition',
    data(
      ['A', 'prom', { expr: 'a' }],
      [
        'T',
        '__expr__',
        {
          type: 'classic_conditions',
          conditions: [{ evaluator: { type: 'lt', params: [3] }, query: { params: ['A'] } }],
        },
      ]
    ),
    ['a', 3],
  ],
  ['a circle', data(['T', '__expr__', { type: 'reduce', expression: 'T' }]), undefined],
  [
    'two queries',
    data(
      ['A', 'prom', { expr: 'a' }],
      ['B', 'prom', { expr: 'b' }],
      ['C', '__expr__', { type: 'math', expression: '$A / $B' }],
      ['T', '__expr__', threshold('C')]
    ),
    undefined,
  ],
])('reads off a rule of Grafana that it watches %s', (_, nodes, expected) => {
  const watched = watchedBy(nodes);
  expect(watched && [watched.expr, watched.threshold]).toEqual(expected);
});

/** A rule that reduces, calculates and compares, in the order of the nodes. */
const chain = (query: object, ...steps: object[]) =>
  steps.reduce<ReturnType<typeof data>>(
    (nodes, step, at) => [
      ...nodes,
      {
        refId: at === steps.length - 1 ? 'T' : `N${at + 1}`,
        datasourceUid: '__expr__',
        model: JSON.parse(JSON.stringify(step).replaceAll('<', at === 0 ? 'A' : `N${at}`)) as object,
      },
    ],
    [{ refId: 'A', datasourceUid: 'prom', model: query, ...{ relativeTimeRange: { from: 600, to: 0 } } }]
  );
const reduce = (reducer: string) => ({ type: 'reduce', expression: '<', reducer });
const math = (expression: string) => ({ type: 'math', expression });
const above = (number: number) => threshold('<', 'gt', [number]);
const inRange = threshold('<', 'within_range', [1, 2]);
const notOfPoints = { noThreshold: 'not-of-points' };
const otherScale = { noThreshold: 'another-scale' };
const range = { expr: 'a', range: true };
const instant = { expr: 'a', instant: true };
const of = (by: string) => ({ by, seconds: 600 });

it.each<[string, ReturnType<typeof data>, object]>([
  ['the last point', chain(range, reduce('last'), above(5)), { threshold: 5 }],
  ['the mean', chain(range, reduce('mean'), above(5)), { threshold: 5, reduced: of('mean') }],
  ['the median', chain(range, reduce('median'), above(5)), { threshold: 5, reduced: of('median') }],
  ['the largest', chain(range, reduce('max'), above(5)), { threshold: 5, reduced: of('max') }],
  ['a sum, which no point has', chain(range, reduce('sum'), above(5)), { ...notOfPoints, reduced: of('sum') }],
  ['a number of points', chain(range, reduce('count'), above(5)), { ...notOfPoints, reduced: of('count') }],
  ['what is not known', chain(range, reduce('stddev'), above(5)), { ...notOfPoints, reduced: of('other') }],
  ['the sum of the only point', chain(instant, reduce('sum'), above(5)), { threshold: 5 }],
  [
    'the mean of the only point',
    chain({ expr: 'a', queryType: 'instant' }, reduce('mean'), above(5)),
    { threshold: 5 },
  ],
  ['the number of the only point', chain(instant, reduce('count'), above(0)), { ...notOfPoints, reduced: of('count') }],
  [
    'a percentage of the mean',
    chain(range, reduce('mean'), math('$< * 100'), above(5)),
    { threshold: 0.05, reduced: of('mean'), calculated: '$N1 * 100' },
  ],
  [
    'the largest of what is missing',
    chain(range, math('100 - $<'), reduce('max'), above(20)),
    { threshold: 80, reduced: of('min'), calculated: '100 - $A' },
  ],
  ['by mathematics alone', chain(range, reduce('last'), math('$< > 5')), { threshold: 5, calculated: '$N1 > 5' }],
  [
    'whether mathematics says so',
    chain(range, reduce('last'), math('${<} * 2 > 5'), above(0)),
    { threshold: 2.5, calculated: '${N1} * 2 > 5' },
  ],
  ['more than mathematics can say', chain(range, math('$< > 5'), above(3)), { ...otherScale, calculated: '$A > 5' }],
  ['what cannot be undone', chain(range, math('abs($<)'), above(3)), { ...otherScale, calculated: 'abs($A)' }],
  [
    'what cannot be undone, by mathematics',
    chain(range, math('abs($<) > 3')),
    { ...otherScale, calculated: 'abs($A) > 3' },
  ],
  ['with two numbers', chain(range, math('$< > 1 && 9 > $<'), above(0)), { calculated: '$A > 1 && 9 > $A' }],
  ['the mean with a range', chain(range, reduce('mean'), inRange), { reduced: of('mean') }],
  ['the sum with a range', chain(range, reduce('sum'), inRange), { reduced: of('sum') }],
  ['what cannot be undone with a range', chain(range, math('abs($<)'), inRange), { calculated: 'abs($A)' }],
  ['nothing that it calculates', chain(range, math('$< * 2')), { calculated: '$A * 2' }],
  [
    'several steps',
    chain(range, math('$< / 60'), reduce('last'), math('$< + 1'), above(2)),
    { threshold: 60, calculated: '$A / 60; $N2 + 1' },
  ],
  [
    'sums of points',
    chain(range, { type: 'resample', expression: '<', downsampler: 'sum' }, above(5)),
    { ...notOfPoints, reduced: of('sum') },
  ],
  [
    'means of points',
    chain(range, { type: 'resample', expression: '<', downsampler: 'mean' }, above(5)),
    { threshold: 5 },
  ],
  [
    'a classic mean',
    chain(range, {
      type: 'classic_conditions',
      conditions: [{ evaluator: { type: 'lt', params: [3] }, query: { params: ['<'] }, reducer: { type: 'avg' } }],
    }),
    { threshold: 3, reduced: of('mean') },
  ],
  ['what the query leaves', chain({ expr: 'a > 7', range: true }, reduce('sum')), { threshold: 7 }],
])('reads off a rule of Grafana that it compares %s', (_, nodes, expected) => {
  expect(watchedBy(nodes)).toEqual({ dataSource: 'prom', expr: 'a', ...expected });
});
