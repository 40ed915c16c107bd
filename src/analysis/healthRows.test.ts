/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import fc from 'fast-check';
import { filterRows, type HealthFacts, type HealthRow, healthRows, isSortKey, SORT_KEYS, sortRows } from './healthRows';

function fact(name: string, measured: Partial<HealthFacts> = {}): HealthFacts {
  return { name, before: {}, trend: {}, ...measured };
}

const names = (rows: readonly HealthRow[]) => rows.map(({ name }) => name);

describe('healthRows', () => {
  it('divides the requests by the length of the range and the time by all the time spent', () => {
    const rows = healthRows(
      [fact('a', { requests: 7200, timeSpent: 3 }), fact('b', { timeSpent: 1 }), fact('c')],
      3600
    );
    expect(rows.map(({ rate, timeShare }) => [rate, timeShare])).toEqual([
      [2, 0.75],
      [undefined, 0.25],
      [undefined, undefined],
    ]);
  });

  it('has no shares where no time was spent', () => {
    expect(healthRows([fact('a', { timeSpent: 0 })], 60)[0]?.timeShare).toBeUndefined();
  });

  it('says how rate, errors and duration changed, and nothing where there is no past', () => {
    const [changed, fresh] = healthRows(
      [
        fact('a', {
          requests: 150,
          errorRatio: 0.02,
          p95: 0.1,
          before: { requests: 100, errorRatio: 0.04, p95: 0.1 },
        }),
        fact('b', { requests: 150, errorRatio: 0.02, p95: 0.1, before: { requests: 0, errorRatio: 0 } }),
      ],
      60
    );
    expect(changed?.change).toEqual({ rate: 0.5, errorRatio: -0.5, p95: 0 });
    expect(fresh?.change).toEqual({ rate: Infinity, errorRatio: Infinity, p95: undefined });
  });

  it('judges each by its own objective', () => {
    const slow = { requests: 100, errorRatio: 0, p95: 1 };
    const rows = healthRows([fact('a', slow), fact('b', slow)], 60, (name) =>
      name === 'a' ? { p95: 0.5 } : undefined
    );
    expect(rows.map(({ judgement }) => judgement.state)).toEqual(['bad', 'ok']);
  });
});

describe('sortRows', () => {
  const rows = healthRows(
    [
      fact('silent'),
      fact('well', { requests: 500, errorRatio: 0, p95: 0.2, timeSpent: 5 }),
      fact('failing', { requests: 100, errorRatio: 0.5, p95: 0.1, timeSpent: 2 }),
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

  it('gives the same order whatever order the rows came in, and leaves them alone', () => {
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
        const some = healthRows(
          given.map(({ name, ...measured }) => fact(name, measured)),
          60
        );
        const original = names(some);
        // Names that the collation holds for the same have no order of their own.
        fc.pre(some.every((a) => some.every((b) => a === b || a.name.localeCompare(b.name) !== 0)));
        expect(names(sortRows([...some].reverse(), key, reverse))).toEqual(names(sortRows(some, key, reverse)));
        expect(names(some)).toEqual(original);
      })
    );
  });
});

describe('filterRows', () => {
  const rows = healthRows([fact('shop-api'), fact('Payments API'), fact('inventory')], 60);

  it.each([
    ['', ['shop-api', 'Payments API', 'inventory']],
    ['  ', ['shop-api', 'Payments API', 'inventory']],
    ['api', ['shop-api', 'Payments API']],
    ['API pay', ['Payments API']],
    ['.*', []],
    ['nothing', []],
  ])('by “%s”', (text, expected) => {
    expect(names(filterRows(rows, text))).toEqual(expected);
  });
});

it('knows its sort keys and nothing that objects inherit', () => {
  expect(SORT_KEYS.every(isSortKey)).toBe(true);
  expect(['', 'toString', 'Name'].some(isSortKey)).toBe(false);
});
