/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type HealthFacts, healthRows } from './healthRows';

function fact(name: string, measured: Partial<HealthFacts> = {}): HealthFacts {
  return { name, before: {}, trend: {}, ...measured };
}

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
    expect(rows.map(({ judgement }) => judgement.state)).toEqual(['critical', 'ok']);
  });

  it('go from A to Z, whatever order the facts came in', () => {
    const rows = healthRows([fact('b'), fact('C'), fact('a')], 60);
    expect(rows.map(({ name }) => name)).toEqual(['a', 'b', 'C']);
  });
});
