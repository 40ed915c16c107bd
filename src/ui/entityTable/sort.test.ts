import fc from 'fast-check';
import { nextSort, type Sort, type SortBy, sortDirection, sortRows, type SortValue } from './sort';

type Row = [name: string, ...values: SortValue[]];
const by = (first: SortBy<Row>['first']): SortBy<Row> => ({ values: ([, ...values]) => values, first });
const names = (rows: readonly Row[]) => rows.map(([name]) => name).join('');

describe('rows in order', () => {
  const numbers: Row[] = [
    ['a', 1],
    ['b', undefined],
    ['c', 3],
    ['d', NaN],
    ['e', 2],
  ];
  const texts: Row[] = [
    ['a', 'pear'],
    ['b', 'Apple'],
    ['c', undefined],
    ['d', 'zest'],
  ];
  const several: Row[] = [
    ['a', 1, 5],
    ['b', 2, 1],
    ['c', 1, undefined],
    ['d', 1, 7],
  ];

  it.each<[string, Row[], SortBy<Row>['first'], isReverse: boolean, string]>([
    ['numbers, largest first', numbers, 'largest', false, 'ceabd'],
    ['numbers, largest first, reversed', numbers, 'largest', true, 'aecbd'],
    ['numbers, smallest first', numbers, 'smallest', false, 'aecbd'],
    ['numbers, smallest first, reversed', numbers, 'smallest', true, 'ceabd'],
    ['texts, from A', texts, 'smallest', false, 'badc'],
    ['texts, reversed', texts, 'smallest', true, 'dabc'],
    ['several values', several, 'largest', false, 'bdac'],
    ['several values, reversed', several, 'largest', true, 'adcb'],
    ['nothing', [], 'largest', false, ''],
  ])('%s', (_, rows, first, isReverse, expected) => {
    expect(names(sortRows(rows, by(first), isReverse))).toBe(expected);
  });

  it('leaves equals as they were, and the given rows alone', () => {
    const value = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(value), fc.boolean(), (values, isReverse) => {
        const rows = values.map((one, index): Row => [String(index), one]);
        const before = JSON.stringify(rows);
        const sorted = sortRows(rows, by('largest'), isReverse);
        expect(JSON.stringify(rows)).toBe(before);
        for (const same of [0, 1, 2, undefined]) {
          const places = sorted.filter(([, one]) => one === same).map(([name]) => Number(name));
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
      })
    );
  });
});

it.each<[SortBy<never>['first'], isReverse: boolean, string]>([
  ['largest', false, 'descending'],
  ['largest', true, 'ascending'],
  ['smallest', false, 'ascending'],
  ['smallest', true, 'descending'],
])('the %s first (reversed: %p) is %s', (first, isReverse, expected) => {
  expect(sortDirection({ values: () => [], first }, isReverse)).toBe(expected);
});

it.each<[Sort | undefined, isReverse: boolean]>([
  [undefined, false],
  [{ by: 'other', isReverse: false }, false],
  [{ by: 'other', isReverse: true }, false],
  [{ by: 'rate', isReverse: false }, true],
  [{ by: 'rate', isReverse: true }, false],
])('a click on “rate” after %j', (now, isReverse) => {
  expect(nextSort('rate', now)).toEqual({ by: 'rate', isReverse });
});
