import fc from 'fast-check';
import { type HealthFacts, type HealthRow, healthRows } from '../../../analysis/healthRows';
import { sortRows as sortBy } from '../../../ui/entityTable/sort';
import { HEALTH_SORTS, isSortKey, SORT_KEYS, type SortKey } from './sorts';

function fact(name: string, measured: Partial<HealthFacts> = {}): HealthFacts {
  return { name, before: {}, trend: {}, ...measured };
}

const names = (rows: readonly HealthRow[]) => rows.map(({ name }) => name);
const sortRows = (rows: readonly HealthRow[], key: SortKey, isReverse = false) =>
  sortBy(rows, HEALTH_SORTS[key], isReverse);

describe('rows sorted', () => {
  const rows = healthRows(
    [
      fact('silent'),
      fact('well', { requests: 500, errorRatio: 0, p95: 0.2, timeSpent: 5, lag: 0 }),
      fact('failing', { requests: 100, errorRatio: 0.5, p95: 0.1, timeSpent: 2, lag: 42 }),
      fact('Shaky', { requests: 100, errorRatio: 0.02, p95: 0.3, timeSpent: 9 }),
    ],
    60
  );

  it.each([
    ['state', ['failing', 'Shaky', 'silent', 'well']],
    ['name', ['failing', 'Shaky', 'silent', 'well']],
    ['rate', ['well', 'failing', 'Shaky', 'silent']],
    ['errors', ['failing', 'Shaky', 'well', 'silent']],
    ['duration', ['Shaky', 'well', 'failing', 'silent']],
    ['time', ['Shaky', 'well', 'failing', 'silent']],
    ['lag', ['failing', 'well', 'Shaky', 'silent']],
  ] as const)('by %s', (key, expected) => {
    expect(names(sortRows(rows, key))).toEqual(expected);
  });

  it.each([
    ['state', ['well', 'silent', 'Shaky', 'failing']],
    ['name', ['well', 'silent', 'Shaky', 'failing']],
    ['rate', ['failing', 'Shaky', 'well', 'silent']],
    ['errors', ['well', 'Shaky', 'failing', 'silent']],
    ['duration', ['failing', 'well', 'Shaky', 'silent']],
    ['time', ['failing', 'well', 'Shaky', 'silent']],
    ['lag', ['well', 'failing', 'Shaky', 'silent']],
  ] as const)('by %s, reversed, with what is not measured last all the same', (key, expected) => {
    expect(names(sortRows(rows, key, true))).toEqual(expected);
  });

  it('puts the most errors, then the most time, first among the equally bad', () => {
    const equals = healthRows(
      [
        fact('a', { requests: 100, errorRatio: 0.1, timeSpent: 1 }),
        fact('b', { requests: 100, errorRatio: 0.1, timeSpent: 2 }),
        fact('c', { requests: 100, errorRatio: 0.2 }),
      ],
      60
    );
    expect(names(sortRows(equals, 'state'))).toEqual(['c', 'b', 'a']);
  });

  it('gives the same order whatever order the facts came in, and leaves them alone', () => {
    const measure = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
    const facts = fc.uniqueArray(
      fc.record({
        name: fc.string({ minLength: 1 }),
        requests: measure,
        errorRatio: measure,
        p95: measure,
        timeSpent: measure,
      }),
      { selector: ({ name }) => name.toLowerCase().normalize(), maxLength: 8 }
    );
    fc.assert(
      fc.property(facts, fc.constantFrom(...SORT_KEYS), fc.boolean(), (given, key, reverse) => {
        const all = given.map(({ name, ...measured }) => fact(name, measured));
        const some = healthRows(all, 60);
        const original = names(some);
        // Names that the collation holds for the same have no order of their own.
        fc.pre(some.every((a) => some.every((b) => a === b || a.name.localeCompare(b.name) !== 0)));
        const turned = healthRows([...all].reverse(), 60);
        expect(names(sortRows(turned, key, reverse))).toEqual(names(sortRows(some, key, reverse)));
        expect(names(some)).toEqual(original);
      })
    );
  });
});

it('knows its sort keys and nothing that objects inherit', () => {
  expect(SORT_KEYS.every(isSortKey)).toBe(true);
  expect(['', 'toString', 'Name'].some(isSortKey)).toBe(false);
});
