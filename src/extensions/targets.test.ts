import { logsUrl } from '../correlation/pageUrls/logs';
import { tracesUrl } from '../correlation/pageUrls/traces';
import { PATHS } from '../correlation/routes';
import { queryLocation } from './targets';

const open = (type: string, text: string) => queryLocation({ type, uid: 'u', text }) ?? { path: 'nowhere', params: [] };
const isIn = (field: string, ...values: string[]) => ({ field, op: 'in', values });

describe('a query of Loki', () => {
  it.each([
    ['{app="shop"}', [isIn('label:app', 'shop')], []],
    [
      '{app="a}b", env!="x"} | json',
      [isIn('label:app', 'a}b'), { field: 'label:env', op: 'notIn', values: ['x'] }],
      [],
    ],
    ['sum(rate({app=~"a|b"} |= "x" [5m]))', [isIn('label:app', 'a', 'b')], [['x', 'text', true, 'include']]],
    [
      '{app=~"a.*"} |~ `(?i)fail` != "health\\"z"',
      [],
      [
        ['fail', 'regexp', false, 'include'],
        ['health"z', 'text', true, 'exclude'],
      ],
    ],
    ['{app="$app"}', [], []],
  ])('%s', (text, where, lines) => {
    const location = open('loki', text);
    expect(location.path).toBe(PATHS.logs);
    expect(location.params).toContainEqual(['var-logs', 'u']);
    const state = logsUrl.read(location);
    expect(state.where).toEqual(where);
    expect(state.lines.map((one) => [one.text, one.kind, one.caseSensitive, one.op])).toEqual(lines);
  });
});

describe('a query of Tempo', () => {
  it.each([
    [
      '{resource.service.name="shop" && status=error}',
      [isIn('service', 'shop'), { field: 'error', op: 'is', value: true }],
    ],
    [
      '{ duration > 1.5s && span.http.route = "/x" }',
      [{ field: 'duration', op: 'between', from: 1.5 }, isIn('span.http.route', '/x')],
    ],
    ['{ name =~ "a|b" } | rate()', [isIn('name', 'a', 'b')]],
    ['{ name = "a" || name = "b" }', []],
    ['{}', []],
  ])('%s', (text, where) => {
    const location = open('tempo', text);
    expect(location.path).toBe(PATHS.traces);
    expect(tracesUrl.read(location).where).toEqual(where);
  });

  it('that is an id leads to the story', () => {
    expect(open('tempo', '1F2e').path).toBe(`${PATHS.traces}/${'1f2e'.padStart(32, '0')}`);
  });
});

it.each([
  ['rate(http_requests_total{job="shop-api",path="/x"}[5m])', PATHS.route, 'service=shop-api&route=%2Fx&var-metrics=u'],
  ['up{job="shop-api"}', PATHS.service, 'service=shop-api&var-metrics=u'],
  ['up', PATHS.health, 'var-metrics=u'],
])('a query of Prometheus: %s', (text, path, search) => {
  expect(open('prometheus', text)).toMatchObject({ path });
  expect(String(new URLSearchParams(open('prometheus', text).params))).toBe(search);
});

it.each([
  ['mysql', 'select 1'],
  ['loki', 'no selector'],
])('leads nowhere from %s: %s', (type, text) => expect(queryLocation({ type, uid: 'u', text })).toBeUndefined());
