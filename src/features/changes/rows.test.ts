import { answerOf, changeOf, FAILING, QUIET } from '../../ui/changes/testing/answers';
import { changeRows, entityName, fateOf, totalsOf } from './rows';

const pattern = (template: string, before: number, during: number, p = 0.001) => ({
  service: 'payments',
  template,
  level: 'error' as const,
  before,
  during,
  excess: during - before,
  p,
});

it('puts what is worse and farthest out first, with how it went over both times', () => {
  const answer = answerOf(FAILING);
  const better = changeOf({ isWorse: false, measure: 'duration', z: -90 });
  const changes = { ...answer.changed.changes, series: [better, ...answer.changed.changes.series] };
  const { series } = changeRows({ ...answer, changed: { ...answer.changed, changes } });
  expect(series[0]).toMatchObject({ entity: { service: 'payments' }, measure: 'errors', isWorse: true });
  expect(series.at(-1)).toMatchObject({ isWorse: false });
  expect(series[0]?.trend).toHaveLength(FAILING.times.length);
  expect(Math.max(...series[0]!.trend.slice(42).map(Number))).toBeLessThanOrEqual(1);
  expect(series[0]?.began).toBe(FAILING.times[42]);
});

it.each([
  ['new', 0, 9],
  ['gone', 9, 0],
  ['grown', 2, 9],
  ['shrunk', 9, 2],
] as const)('a pattern is %s', (fate, before, during) => {
  expect(fateOf(pattern('x', before, during))).toBe(fate);
});

it('puts the patterns that chance explains least first, and calls that fail most', () => {
  const answer = answerOf(QUIET);
  const edge = (to: string, excess: number) => ({ from: 'cart', to, excess, before: 0, during: 0.5, p: 0 });
  const changes = {
    ...answer.changed.changes,
    patterns: [pattern('b', 1, 9, 0.01), pattern('a', 1, 9, 0.001)],
    edges: [edge('db', 2), edge('queue', 90)],
  };
  const rows = changeRows({ ...answer, changed: { ...answer.changed, changes } });
  expect(rows.patterns.map(({ template }) => template)).toEqual(['a', 'b']);
  expect(rows.calls.map(({ to }) => to)).toEqual(['queue', 'db']);
});

it('lists versions that came, not those that were there', () => {
  const version = (name: string, from: number) => ({ service: 'cart', version: name, ran: { from, to: 3_600_000 } });
  const versions = [version('3', 2_400_000), version('1', 0), version('2', 60_000)];
  expect(changeRows(answerOf({ ...QUIET, versions })).versions.map((one) => one.version)).toEqual(['2', '3']);
});

it('names a part after its service', () => {
  expect(entityName({ kind: 'service', service: 'cart' })).toBe('cart');
  expect(entityName({ kind: 'route', service: 'cart', name: 'GET /cart' })).toBe('cart · GET /cart');
});

it('adds up requests and failures of services, or takes those of one', () => {
  const series = (service: string, measure: 'requests' | 'errors', values: Array<number | null>) => ({
    entity: { kind: 'service' as const, service },
    measure,
    values,
  });
  const one = {
    ...QUIET,
    times: [0, 1, 2],
    series: [
      series('cart', 'requests', [10, 10, null]),
      series('cart', 'errors', [5, null, null]),
      series('payments', 'requests', [10, null, null]),
    ],
  };
  const answer = answerOf(QUIET);
  expect(totalsOf({ ...answer, one })).toEqual({ requests: [20, 10, null], errors: [0.25, 0, null] });
  expect(totalsOf({ one, question: { ...answer.question, service: 'payments' } }).requests).toEqual([10, null, null]);
});
