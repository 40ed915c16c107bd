import * as fc from 'fast-check';
import { promString } from './promql/escape';
import { readRuleQuery, type RuleDialect, type Watched } from './ruleQuery';
import { injectionText } from '../testing/injectionText';
import { propertyRuns } from '../testing/propertyRuns';

const watched = (text: string, dialect: RuleDialect = 'promql') => readRuleQuery(text, dialect)?.watched;

it.each<[string, Watched]>([
  [
    'sum(rate(a[5m])) / sum(rate(b[5m])) > 0.2',
    { expr: 'sum(rate(a[5m])) / sum(rate(b[5m]))', op: '>', threshold: 0.2 },
  ],
  ['(a >= -1)', { expr: 'a', op: '>=', threshold: -1 }],
  ['5 < (b{job="q"})', { expr: '(b{job="q"})', op: '>', threshold: 5 }],
  ['up == 0', { expr: 'up', op: '==', threshold: 0 }],
  ['free < 5 * 1024 * 1024', { expr: 'free', op: '<', threshold: 5_242_880 }],
  ['# says why\nrate(a[$__rate_interval]) > 5e-1', { expr: 'rate(a[$__rate_interval])', op: '>', threshold: 0.5 }],
  ['{"http.requests"} != 1', { expr: '{"http.requests"}', op: '!=', threshold: 1 }],
])('%s is a query, and a number that it is compared with', (text, expected) => {
  expect(watched(text)).toEqual(expected);
});

it.each<[string, Watched]>([
  [
    'sum(rate({app="x"} |= "err" [5m])) by (app) > 10',
    { expr: 'sum(rate({app="x"} |= "err" [5m])) by (app)', op: '>', threshold: 10 },
  ],
  ['-1 <= (sum(rate({app="x"}[5m])))', { expr: '(sum(rate({app="x"}[5m])))', op: '>=', threshold: -1 }],
])('so is %s of LogQL', (text, expected) => {
  expect(watched(text, 'logql')).toEqual(expected);
});

it.each([
  'a > 1 and b > 2',
  'a > b',
  'a > bool 1',
  'absent(up)',
  'a > 5 / 0',
  'a > Inf',
  '1 > 0',
  'a > "1"',
  'a > ',
  '',
  'a > 0.1 | b',
])('%s has no threshold that could be drawn', (text) => {
  expect(watched(text)).toBeUndefined();
});

it('tells the conditions of every selector', () => {
  const text = `sum(rate(a{job="x",b=~"y|z"}[5m])) / on() {"c.d", "service.name"='it\\'s'} unless e`;
  expect(readRuleQuery(text, 'promql')?.selectors).toEqual([
    [
      { label: 'job', op: '=', value: 'x' },
      { label: 'b', op: '=~', value: 'y|z' },
    ],
    [{ label: 'service.name', op: '=', value: "it's" }],
    [],
  ]);
  const lines = 'sum(rate({app=`x`, b!="y"} | json | status="500" [5m]))';
  expect(readRuleQuery(lines, 'logql')?.selectors).toEqual([
    [
      { label: 'app', op: '=', value: 'x' },
      { label: 'b', op: '!=', value: 'y' },
    ],
  ]);
});

it('says nothing of what does not parse', () => {
  expect(readRuleQuery('sum(rate(a{job="x"}[5m])', 'promql')).toBeUndefined();
  expect(readRuleQuery('{app="x"} |', 'logql')).toBeUndefined();
});

it('reads back any value and any threshold', () => {
  fc.assert(
    fc.property(injectionText, fc.double({ noNaN: true, noDefaultInfinity: true }), (value, threshold) => {
      const query = `rate(a{job=${promString(value)}}[5m])`;
      const read = readRuleQuery(`${query} > ${threshold}`, 'promql');
      expect(read?.selectors).toEqual([[{ label: 'job', op: '=', value }]]);
      expect(read?.watched).toEqual({ expr: query, op: '>', threshold: threshold + 0 });
    }),
    { numRuns: propertyRuns(1000) }
  );
});
