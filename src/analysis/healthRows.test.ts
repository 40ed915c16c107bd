/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { commonBeginning, type HealthFacts, healthRows } from './healthRows';

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

  it('divides by the time that there is data of, now and before', () => {
    const tenMinutes = { since: 3_000_000, seconds: 600 };
    const requests = (now: Partial<HealthFacts>, past: HealthFacts['before']) =>
      healthRows([fact('a', { ...now, before: past })], 3600)[0];
    // Twelve hundred in the ten minutes since it began are as many a second as before.
    expect(requests({ requests: 1200, coverage: tenMinutes }, { requests: 7200 })).toMatchObject({
      rate: 2,
      change: { rate: 0 },
    });
    // Of the time before only half an hour was measured.
    expect(
      requests({ requests: 7200 }, { requests: 3600, coverage: { since: 1_800_000, seconds: 1800 } })
    ).toMatchObject({ rate: 2, change: { rate: 0 } });
    expect(requests({ requests: 7200 }, { requests: 3600 })).toMatchObject({ rate: 2, change: { rate: 1 } });
  });
});

describe('the beginning of all', () => {
  const begins = (...minutes: Array<number | undefined>) =>
    commonBeginning(
      healthRows(
        minutes.map((minute, index) =>
          fact(String(index), {
            requests: 5,
            coverage: minute === undefined ? undefined : { since: minute * 60_000, seconds: 3600 - minute * 60 },
          })
        ),
        3600
      ),
      3600
    );

  it.each<[what: string, minutes: Array<number | undefined>, expected: number | undefined]>([
    ['one where all began with it', [40, 41, 42], 40],
    ['none where they began one after the other', [10, 40], undefined],
    ['none where one was there all the time', [40, undefined, 40], undefined],
    ['none where there is but one, which tells it itself', [40], undefined],
    ['none of none', [], undefined],
  ])('is %s', (_, minutes, expected) => {
    expect(begins(...minutes)).toBe(expected === undefined ? undefined : expected * 60_000);
  });

  it('is not that of those who said nothing', () => {
    const coverage = { since: 60_000, seconds: 3540 };
    const rows = healthRows(
      [fact('a', { requests: 1, coverage }), fact('b', { requests: 1, coverage }), fact('c')],
      3600
    );
    expect(commonBeginning(rows, 3600)).toBe(60_000);
  });
});
