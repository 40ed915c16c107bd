import { type BurntField, burntOf } from './askBurnt';

const of = (field: BurntField, values: Record<string, [total: number, bad: number]>) => ({
  field,
  events: new Map(Object.entries(values).map(([value, [total, bad]]) => [value, { total, bad }])),
});

const told = (...fields: Array<ReturnType<typeof of>>) =>
  burntOf(fields).differences.map(({ field, value, selection, rest }) => [field, value, selection.hits, rest.hits]);

it('tells the value that bad requests have and good ones have not, the largest difference first', () => {
  const route = of('route', { '/pay': [1000, 300], '/cart': [9000, 10] });
  const version = of('version', { '1.9.0': [5000, 200], '1.8.2': [5000, 110] });
  expect(told(route, version)).toEqual([
    ['route', '/pay', 300, 700],
    ['version', '1.9.0', 200, 4800],
  ]);
  expect(burntOf([route, version])).toMatchObject({ bad: 310, good: 9690, tested: 4 });
});

it.each([
  ['chance explains', of('instance', { a: [5000, 52], b: [5000, 48] })],
  ['is the same everywhere', of('instance', { a: [5000, 500] })],
  ['is nowhere bad', of('route', { '/pay': [1000, 0], '/cart': [9000, 0] })],
])('tells nothing of what %s', (_, one) => {
  expect(told(one)).toEqual([]);
});

it('counts whole requests, though servers extrapolate', () => {
  expect(burntOf([of('route', { '/pay': [99.6, 29.7], '/cart': [900.2, 0.2] })])).toMatchObject({ bad: 30, good: 970 });
});

it('bears more bad requests than there are in all, of two counters that were read one after the other', () => {
  expect(burntOf([of('route', { '/pay': [9, 10] })])).toMatchObject({ bad: 10, good: 0 });
});
