import fc from 'fast-check';
import { millisecondsOf } from '../../telemetry/nanoseconds';
import { type LineFilter, type LogCondition, type LogLine } from '../../telemetry/questions/logs';
import { logLine, logLines } from '../../ui/logLines/testing/lines';
import { hasValue, regexpProblem, toggleValue, valuesKept, withFilter, withoutValue } from './conditions';
import { addToTail, appendLines, heldSpan, nextSpan, spanBeyond } from './lines/linePages';
import { minedRows, type PatternRow, serverRows, sortRows, withoutRuns } from './patterns/patternRows';
import { costInWords, shownInWords } from './words';

const PAYMENTS: LogCondition = { field: 'service', op: 'in', values: ['payments'] };

describe('conditions', () => {
  it.each<[what: string, before: LogCondition[], value: string, op: 'in' | 'notIn', after: LogCondition[]]>([
    ['a first value', [], 'payments', 'in', [PAYMENTS]],
    ['a second is kept as well', [PAYMENTS], 'cart', 'in', [{ ...PAYMENTS, values: ['payments', 'cart'] }]],
    ['once more frees it', [PAYMENTS], 'payments', 'in', []],
    ['what is kept is left out instead', [PAYMENTS], 'payments', 'notIn', [{ ...PAYMENTS, op: 'notIn' }]],
    [
      'others stay',
      [{ ...PAYMENTS, values: ['payments', 'cart'] }],
      'payments',
      'in',
      [{ ...PAYMENTS, values: ['cart'] }],
    ],
  ])('%s', (_, before, value, op, after) => {
    expect(toggleValue(before, 'service', value, op)).toEqual(after);
  });

  it('know what is kept and what is left out', () => {
    const where = toggleValue([PAYMENTS], 'level', 'info', 'notIn');
    expect(valuesKept(where, 'service')).toEqual(['payments']);
    expect(valuesKept(where, 'level')).toEqual([]);
    expect(hasValue(where, 'level', 'info', 'notIn')).toBe(true);
    expect(withoutValue(where, 'level', 'info')).toEqual([PAYMENTS]);
  });

  it('a text is filtered by once, the last way', () => {
    const filter: LineFilter = { text: 'a', kind: 'text', caseSensitive: false, op: 'include' };
    const other: LineFilter = { ...filter, text: 'b' };
    expect(withFilter([filter, other], { ...filter, op: 'exclude' })).toEqual([other, { ...filter, op: 'exclude' }]);
  });

  it.each([
    ['a+', false],
    ['(?i)card', false],
    ['(', true],
    ['[z-a]', true],
  ])('%s is a regular expression unless: %p', (text, isWrong) => {
    expect(regexpProblem(text) !== undefined).toBe(isWrong);
  });
});

describe('pages of lines', () => {
  const SPAN = { from: 0, to: 10_000 };
  const at = (time: number): LogLine => logLine({ id: `at-${time}`, time });

  it('go on within the last line’s own millisecond, or beyond it', () => {
    expect(nextSpan(at(5000.25), 'newest', SPAN)).toEqual({ from: 0, to: 5001 });
    expect(nextSpan(at(5000.25), 'oldest', SPAN)).toEqual({ from: 5000, to: 10_000 });
    expect(spanBeyond(at(5000.25), 'newest', SPAN)).toEqual({ from: 0, to: 5000 });
    expect(spanBeyond(at(5000.25), 'oldest', SPAN)).toEqual({ from: 5001, to: 10_000 });
  });

  it('leave out no line of the last moment of a millisecond, which as a number rounds up to the next', () => {
    const last = logLine({ time: 1_700_000_000_124, nanoseconds: '1700000000123999999' });
    const span = { from: 0, to: 2e12 };
    expect(last.time).toBe(millisecondsOf(last.nanoseconds));
    expect(nextSpan(last, 'oldest', span).from).toBe(1_700_000_000_123);
    expect(spanBeyond(last, 'newest', span).to).toBe(1_700_000_000_123);
  });

  it('have no line twice', () => {
    expect(appendLines([at(3), at(2)], [at(2), at(1)]).map(({ time }) => time)).toEqual([3, 2, 1]);
  });

  it('together are all lines, in order, however they fall into milliseconds', () => {
    const times = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(times, fc.integer({ min: 7, max: 20 }), (steps, limit) => {
        // At most seven lines in one millisecond, as otherwise a page cannot hold them.
        const all = steps
          .map((step, index) => ({ time: step / 4, index }))
          .filter(
            ({ time }, index, list) =>
              list.slice(0, index).filter((one) => Math.floor(one.time) === Math.floor(time)).length < 6
          )
          .sort((a, b) => b.time - a.time || a.index - b.index)
          .map(({ time, index }) => logLine({ id: `line-${index}`, time }));
        const ask = ({ from, to }: typeof SPAN) => all.filter(({ time }) => time >= from && time < to).slice(0, limit);
        let lines = ask(SPAN);
        for (let turn = 0; turn < 100; turn++) {
          const last = lines.at(-1);
          lines = last ? appendLines(lines, ask(nextSpan(last, 'newest', SPAN))) : lines;
        }
        expect(lines).toEqual(all);
      })
    );
  });

  it('a tail keeps the newest lines, each once, the newest first', () => {
    const kept = logLines(3);
    const arrived = [
      logLine({ id: 'b', time: kept[0]!.time + 1 }),
      logLine({ id: 'a', time: kept[0]!.time + 2 }),
      kept[0]!,
    ];
    expect(addToTail(kept, arrived, 4).map(({ id }) => id)).toEqual(['a', 'b', 'line-0', 'line-1']);
  });

  it('stand still at a refresh while somebody reads, and follow a choice at once', () => {
    const refreshed = { from: 5000, to: 15_000 };
    const chosen = { from: 2000, to: 3000 };
    expect(heldSpan(SPAN, refreshed, true)).toBe(SPAN);
    expect(heldSpan(SPAN, refreshed, false)).toBe(refreshed);
    expect(heldSpan(SPAN, chosen, true)).toBe(chosen);
    expect(heldSpan(SPAN, { from: 20_000, to: 30_000 }, true)).toEqual({ from: 20_000, to: 30_000 });
  });
});

describe('in words', () => {
  it.each([
    [1000, 48_210, true, 'newest', 'Newest 1,000 of 48,210 log lines'],
    [1000, 48_210, true, 'oldest', 'Oldest 1,000 of 48,210 log lines'],
    [1000, undefined, true, 'newest', 'Newest 1,000 log lines, more exist'],
    [1000, 900, true, 'oldest', 'Oldest 1,000 log lines, more exist'],
    [12, 12, false, 'newest', 'All 12 log lines'],
    [1, 1, false, 'newest', '1 log line'],
    [0, 0, false, 'newest', 'No log lines'],
  ] as const)('%d of %s (cut: %p, %s): %s', (shown, total, isCut, order, words) => {
    expect(shownInWords(shown, total, isCut, order)).toBe(words);
  });

  it('adds up what questions cost, where it is known', () => {
    expect(costInWords([{ bytes: 1_200_000, lines: 500, seconds: 0.1 }, undefined, { bytes: 300_000 }])).toBe(
      'Scanned 1.50 MB · 500 lines · 100 ms'
    );
    expect(costInWords([{}, undefined])).toBe('');
  });
});

describe('patterns as rows', () => {
  const [row] = serverRows([
    { pattern: 'GET /p/<_> took <_> (ms)', level: 'info', times: [0, 1], values: [3, 1] },
    { pattern: 'rest', times: [0], values: [12] },
  ]);

  it('of Loki have a count, a share, and a filter that finds their lines', () => {
    expect(row).toMatchObject({ count: 4, share: 0.25, trend: [3, 1], level: 'info' });
    const expression = new RegExp(row?.filter?.text ?? '');
    expect(expression.test('GET /p/17 took 3 (ms)')).toBe(true);
    expect(expression.test('GET /p/17 took 3 ms')).toBe(false);
  });

  it.each([
    ['<_> took <_>', '* took *'],
    ['GET <_> <_> <_> ms', 'GET * * * ms'],
    ['huge <_> <_>  <_> <_>, <_> <_> end', 'huge *, * * end'],
    ['<_><_><_><_><_> a b', '* a b'],
    ['a  b <_> <_> <_> <_> ', 'a  b * '],
  ])('show many words that vary side by side as one place: %s', (pattern, shown) => {
    const [only] = serverRows([{ pattern, level: 'info', times: [0], values: [1] }]);
    const parts = withoutRuns(only?.template ?? []);
    expect(parts.map((part) => (part.kind === 'variable' ? '*' : part.text)).join('')).toBe(shown);
  });

  it('of lines say what most of them are, and what changed since', () => {
    const pattern = {
      id: 'a',
      template: [{ kind: 'constant' as const, text: 'card declined' }],
      count: 30,
      example: 'card declined',
      levels: { error: 20, warn: 10 },
      trend: [30],
      firstSeen: 0,
      lastSeen: 1,
      messageRegExp: '^card declined$',
    };
    const compared = { pattern, change: 'grown' as const, now: 30, before: 3, ratio: 10 };
    const gone = { pattern: { ...pattern, id: 'b', count: 9 }, change: 'gone' as const, now: 0, before: 9, ratio: 0 };
    const rows = minedRows([gone, compared], { now: 60, before: 60 });
    expect(rows).toMatchObject([
      { id: 'b', count: 0, trend: [], change: 'gone' },
      { id: 'a', level: 'error', count: 30, share: 0.5, ratio: 10, moved: 27 / 60, filter: undefined },
    ]);
    const same = rows.map((one): typeof one => ({ ...one, id: 'c', change: 'same', count: 1000 })).slice(0, 1);
    expect(sortRows([...rows, ...same], 'count').map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(sortRows([...rows, ...same], 'change').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('begin with what is new, then go by how far their shares moved; what chance explains does not count', () => {
    const [plain] = serverRows([{ pattern: 'a', times: [0], values: [1] }]) as [PatternRow];
    const row = (id: string, change: PatternRow['change'], moved: number, count: number) =>
      ({ ...plain, id, change, moved, count }) satisfies PatternRow;
    const rows = [
      row('same, moved', 'same', 0.3, 1),
      row('common', 'same', 0, 900),
      row('shrunk', 'shrunk', 0.4, 5),
      row('gone', 'gone', 0.4, 0),
      row('grown a little', 'grown', 0.01, 50),
      row('grown much', 'grown', 0.2, 40),
      row('new and rare', 'new', 0.001, 3),
      row('new', 'new', 0.1, 9),
    ];
    const ids = (order: 'change' | 'count') => sortRows(rows, order).map(({ id }) => id);
    expect(ids('change')).toEqual([
      'new',
      'new and rare',
      'grown much',
      'grown a little',
      'gone',
      'shrunk',
      'common',
      'same, moved',
    ]);
    expect(ids('count').slice(0, 3)).toEqual(['common', 'grown a little', 'grown much']);
  });

  it('have not moved where there is nothing to compare with', () => {
    const pattern = {
      id: 'a',
      template: [{ kind: 'constant' as const, text: 'x' }],
      count: 3,
      example: 'x',
      levels: {},
      trend: [3],
      firstSeen: 0,
      lastSeen: 1,
      messageRegExp: '^x$',
    };
    const compared = { pattern, change: 'same' as const, now: 3, before: 0, ratio: 1 };
    expect(minedRows([compared], { now: 3, before: 0 })[0]?.moved).toBe(0);
  });
});
