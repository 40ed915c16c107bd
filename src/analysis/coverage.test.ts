import fc from 'fast-check';
import { coverageOf, coverageTogether, type Line } from './coverage';

const MINUTE = 60_000;
const HOUR = { from: 0, to: 60 * MINUTE };
/** Values a minute apart from a minute on; what is not there has no time either, as Prometheus answers it. */
const line = (from: number, to = 60): Line => {
  const times = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * MINUTE);
  return { times, values: times.map(() => 1) };
};
const begins = (lines: readonly Line[]) =>
  coverageOf(lines, HOUR).map((coverage) => coverage && [coverage.since / MINUTE, coverage.seconds / 60]);

describe('what a line covers', () => {
  it.each<[what: string, line: Line, expected: [since: number, minutes: number] | undefined]>([
    ['all', line(0), undefined],
    ['all but some steps, which change no number', line(4), undefined],
    ['all but more of them', line(5), [4, 56]],
    ['half', line(31), [30, 30]],
    ['the end', line(59), [58, 2]],
    [
      'what is after the nulls at its beginning',
      { times: [0, 20 * MINUTE, 21 * MINUTE], values: [null, null, 2] },
      [20, 40],
    ],
    ['all, with a gap', { times: [0, MINUTE, 40 * MINUTE], values: [1, 1, 1] }, undefined],
    ['all, and fell silent', line(0, 20), undefined],
    ['nothing', { times: [], values: [] }, undefined],
    ['nothing known', { times: [0, MINUTE], values: [null, null] }, undefined],
    ['a point, which has no step', { times: [50 * MINUTE], values: [1] }, undefined],
  ])('is %s', (_, given, expected) => {
    expect(begins([given])).toEqual([expected]);
  });

  it('is by the step that was asked for where there is but a point', () => {
    const point = { times: [50 * MINUTE], values: [1] };
    expect(coverageOf([point], HOUR, 10 * MINUTE)).toEqual([{ since: 40 * MINUTE, seconds: 1200 }]);
  });

  it('is by the step of all lines where one has but a point', () => {
    expect(begins([line(0), { times: [50 * MINUTE], values: [1] }])).toEqual([undefined, [49, 11]]);
  });

  it('begins within the range and ends with it', () => {
    const lines = fc.array(fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => line(Math.min(a, b), Math.max(a, b))));
    fc.assert(
      fc.property(lines, (all) => {
        for (const coverage of coverageOf(all, HOUR)) {
          expect(coverage === undefined || (coverage.since >= HOUR.from && coverage.since < HOUR.to)).toBe(true);
          expect(coverage === undefined || coverage.since + coverage.seconds * 1000 === HOUR.to).toBe(true);
        }
      })
    );
  });
});

describe('what lines cover together', () => {
  it.each<[what: string, lines: Line[], since: number | undefined]>([
    ['nothing that is known', [], undefined],
    ['as much as the first one', [line(40), line(20), line(30)], 19],
    ['all where one does', [line(40), line(0)], undefined],
  ])('is %s', (_, lines, since) => {
    expect(coverageTogether(lines, HOUR)?.since).toBe(since === undefined ? undefined : since * MINUTE);
  });
});
