import fc from 'fast-check';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { comparePatterns } from './compare';
import { templateOf } from './filter';
import { minePatterns } from './miner';
import { type MinedLine, type Pattern, templateText } from './pattern';
import { groupingAccuracy } from './testing/accuracy';
import { knownMessages } from './testing/generate';
import { TEMPLATES } from './testing/templates.data';

const OPTIONS = { buckets: 4 };

/** Lines as three kinds of programs write them. */
const WRITERS: ReadonlyArray<(message: string, at: number) => string> = [
  (message) => message,
  (message, at) =>
    `2025-08-27 10:30:${String(at % 60).padStart(2, '0')},123 - main - ${at % 3 === 0 ? 'INFO' : 'ERROR'} - ${message} - trace_id=${(at + 1).toString(16).padStart(32, 'a')}`,
  (message, at) => JSON.stringify({ level: 'info', request_id: `r-${at}`, message, duration: at / 7 }),
];

function lineOf(message: string, body = message, time = 0): MinedLine {
  return { message, body, level: 'info', time };
}

const mine = (...messages: string[]) =>
  minePatterns(
    messages.map((message) => lineOf(message)),
    OPTIONS
  );
const templates = (patterns: readonly Pattern[]) => patterns.map(({ template }) => templateText(template)).sort();

describe('templates', () => {
  it.each<[string, string[], string[]]>([
    ['numbers and their units', ['took 5ms', 'took 12.5ms'], ['took <*>ms']],
    [
      'ids',
      ['Order 5dff0e1a-3b5c-42cf-80e2-80b1714c9b1c paid', 'Order 931610b8-d30e-4aef-b28c-e776adeda080 paid'],
      ['Order <*> paid'],
    ],
    ['addresses', ['from 10.0.0.1:80 to a@b.de', 'from 10.0.0.2 to c@d.de'], ['from <*> to <*>']],
    ['what does not look like words', ['GET /a/b 200', 'GET /cart 404'], ['GET <*> <*>']],
    ['values of pairs', ['done user=ann/1 in=5', 'done user=bob/2 in=6'], ['done user=<*> in=<*>']],
    ['few words, which are told apart', ['order 1 paid', 'order 2 refused'], ['order <*> paid', 'order <*> refused']],
    [
      'many words, which are names',
      ['anna', 'bob', 'carla', 'dmitri', 'eve'].map((name) => `user ${name} left`),
      ['user <*> left'],
    ],
    ['punctuation around one word', ['disk (sdx), full', 'disk sdx, full'], ['disk <*> full']],
    ['what is in brackets at times', ['read 5 bytes (1.2 KB) of x', 'read 6 bytes of x'], ['read <*> bytes <*> of x']],
    ['empty brackets', ['call from 10.0.0.1 ()', 'call from 10.0.0.2 (a.example.org)'], ['call from <*>']],
    ['units', ['ended, lifetime 00:02:10', 'ended, lifetime <1 sec'], ['ended, lifetime <*>']],
    ['lists', ['ask 10.0.0.1 to delete blk_1', 'ask 10.0.0.1 to delete blk_2 blk_3'], ['ask <*> to delete <*>']],
    ['texts in quotes', ['lock tag="View" held', 'lock tag="Main View" held'], ['lock <*> held']],
    [
      'requests in quotes',
      ['"GET /a" status 200', '"PUT /b/c" status 1'],
      ['"GET /a" status <*>', '"PUT /b/c" status <*>'],
    ],
    ['nothing as a value', ['lock ws=null held', 'lock ws=Source{10} held'], ['lock <*> held']],
    [
      'what is counted by numbers',
      ['link on eth0 up', 'link on eth1 up', 'link on wlan0 up'],
      ['link on eth<*> up', 'link on wlan0 up'],
    ],
    ['what is counted by letters', ['no answer of node_a1', 'no answer of node_b7'], ['no answer of node_<*>']],
    ['users by what is before them', ['closed for user anna', 'closed for user bob'], ['closed for user <*>']],
    [
      'verbs before the same words',
      'boot wait halt stop kill'.split(' ').map((verb) => `${verb} command 1`),
      'boot wait halt stop kill'.split(' ').map((verb) => `${verb} command <*>`),
    ],
    [
      'words of code',
      ['state NEW to IN_USE', 'state NEW to NOT_USED', 'isOn:true set', 'isOn:false set'],
      ['state NEW to IN_USE', 'state NEW to NOT_USED', 'isOn:true set', 'isOn:false set'],
    ],
    ['words from ids', ['1:2:3', 'suspended', '1:2:4', 'resumed'], ['<*>', 'suspended', 'resumed']],
    ['too little to go by', ['a (b.c), /d', 'a b.c, /d'], ['a (b.c), /d', 'a b.c, /d']],
    ['length', ['a b', 'a b c'], ['a b', 'a b c']],
    ['an empty message', ['', ''], ['']],
  ])('know %s', (_, messages, expected) => {
    expect(templates(mine(...messages))).toEqual(expected.sort());
  });

  it('have the same id whenever and in whatever order they are mined', () => {
    const messages = knownMessages(500, 1).map(({ message }) => message);
    const ids = (patterns: Pattern[]) => patterns.map(({ id }) => id).sort();
    expect(ids(mine('took 5ms', 'took 6ms'))).toEqual(ids(mine('took 7ms')));
    expect(new Set(ids(mine(...messages))).size).toBe(mine(...messages).length);
  });
});

it('counts lines, levels, trend, and the first and last time', () => {
  const lines: MinedLine[] = [
    { message: 'took 1ms', body: 'took 1ms', level: 'info', time: 100 },
    { message: 'took 2ms', body: 'took 2ms', level: 'warn', time: 350 },
    { message: 'took 3ms', body: 'took 3ms', level: 'info', time: 399 },
  ];
  expect(minePatterns(lines, { span: { from: 0, to: 400 }, buckets: 4 })).toEqual([
    expect.objectContaining({
      count: 3,
      example: 'took 1ms',
      levels: { info: 2, warn: 1 },
      trend: [0, 1, 0, 2],
      firstSeen: 100,
      lastSeen: 399,
    }),
  ]);
});

describe('accuracy on lines whose templates are known', () => {
  // Measured: 0.971 to 0.973. Nothing was tuned to a seed.
  it.each([1, 2, 3, 4])('is at least 0.96 over all kinds (seed %d)', (seed) => {
    expect(groupingAccuracy(knownMessages(5000, seed))).toBeGreaterThanOrEqual(0.96);
  });

  // Measured: 1, and 0.77 to 0.79 for the shop, whose product names are of one, two or three words: messages of
  // different length are never one pattern.
  it.each(Object.keys(TEMPLATES))('is as measured for %s', (kind) => {
    expect(groupingAccuracy(knownMessages(2000, 7, [kind]))).toBeGreaterThanOrEqual(kind === 'shop' ? 0.75 : 0.98);
  });

  it('is measured as it should be: one stray line makes its whole group wrong', () => {
    const known = [
      { message: 'a 1', template: 'a' },
      { message: 'a 2', template: 'a' },
      { message: 'b 1', template: 'b' },
      { message: 'b 2', template: 'c' },
    ];
    expect(groupingAccuracy(known)).toBe(0.5);
  });
});

describe('the expression of a pattern', () => {
  /** Checks that the filter of each pattern finds its own lines and no others, by trying all on all. */
  function expectExact(lines: readonly MinedLine[]): void {
    const patterns = minePatterns(lines, OPTIONS);
    expect(patterns.reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
    const tested = patterns.map((pattern) => ({
      pattern,
      ofMessage: new RegExp(pattern.messageRegExp),
      ofLine: new RegExp(templateOf(pattern)?.text ?? '(?!)'),
    }));
    for (const { message, body } of lines) {
      const own = tested.filter(({ ofMessage }) => ofMessage.test(message));
      expect([message, own.length]).toEqual([message, 1]);
      const found = tested.filter(({ ofLine }) => ofLine.test(body));
      expect([body, found.map(({ pattern }) => pattern.id)]).toEqual([body, own.map(({ pattern }) => pattern.id)]);
    }
    for (const { pattern, ofLine } of tested) {
      expect(lines.filter(({ body }) => ofLine.test(body))).toHaveLength(pattern.count);
    }
  }

  it.each(WRITERS.map((write, at) => [['bare text', 'text with a header', 'JSON'][at], write] as const))(
    'finds exactly the lines of known templates in %s',
    (_, write) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
          expectExact(knownMessages(150, seed).map(({ message }, at) => lineOf(message, write(message, at))));
        }),
        { numRuns: 15 }
      );
    }
  );

  it('finds exactly the lines of any messages', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'user',
        'order',
        'paid',
        'in',
        '/a/b',
        '/c',
        'x=1',
        'x=y',
        'k="v"',
        '(a)',
        '[b],',
        'a.b.C:',
        '-',
        '--',
        '1',
        '12',
        '0x1f'
      ),
      fc.constantFrom(
        '10.0.0.1',
        '10:20:30',
        '1:2:3',
        '5ms',
        'a1b2',
        'é',
        '日本',
        '<i>',
        '"q"',
        'back\\slash',
        '$1',
        '^',
        '*',
        '+',
        '?',
        '|',
        '{x}',
        '...'
      ),
      fc.constantFrom(
        '2025-08-27',
        'a@b.de',
        '5dff0e1a-3b5c-42cf-80e2-80b1714c9b1c',
        '5%',
        '=',
        '==',
        'a=',
        '=b',
        "it's",
        'a/b?c=d&e=f',
        '#17',
        '-5',
        '1.5.2'
      ),
      fc.string({ unit: fc.constantFrom(...'ab1=.:(")-_/'), minLength: 1, maxLength: 5 })
    );
    const messages = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(messages, fc.constantFrom(0, 2), (list, writer) => {
        const write = WRITERS[writer] ?? String;
        expectExact(list.map((words, at) => lineOf(words.join(' '), write(words.join(' '), at))));
      }),
      { numRuns: propertyRuns(300) }
    );
  });

  it('excludes as well as it includes, and is absent where the message is not in the line', () => {
    const [pattern] = minePatterns([lineOf('paid 1', 'INFO paid 1'), lineOf('paid 2', 'INFO paid 2')], OPTIONS);
    expect(templateOf(pattern!, 'exclude')).toMatchObject({ kind: 'regexp', op: 'exclude', caseSensitive: true });
    expect(
      templateOf(minePatterns([lineOf('GET /cart', '{"method":"GET","path":"/cart"}')], OPTIONS)[0]!)
    ).toBeUndefined();
  });

  it.each([
    ['one word', 'x'.repeat(3000)],
    ['words after it', `${'x'.repeat(2500)} and more`],
    ['a list of objects', `[${'{"order":17},'.repeat(300)}]`],
    ['a pair', `q=${'b,c&'.repeat(900)}`],
  ])('is absent where a word is longer than what is looked at of a message: %s', (_, message) => {
    expect(mine(message).map((pattern) => [pattern.count, templateOf(pattern)])).toEqual([[1, undefined]]);
  });

  it('finds messages that are long for their many words', () => {
    const message = 'hello order '.repeat(400);
    expect(new RegExp(templateOf(mine(message)[0]!)!.text).test(message)).toBe(true);
  });

  it('is of the language that RE2 and JavaScript share: nothing looks around or back', () => {
    const patterns = minePatterns(
      knownMessages(2000, 3).map(({ message }, at) => lineOf(message, WRITERS[at % 3]!(message, at))),
      OPTIONS
    );
    for (const { lineRegExp = '', messageRegExp } of patterns) {
      expect(`${lineRegExp}${messageRegExp}`).not.toMatch(/\(\?[^:]|\\[1-9]|\\[bBdDpPuxc](?<!\\d)/);
    }
  });

  it('tells the pattern of a message that was not mined', () => {
    const patterns = mine('took 5ms', 'took 6ms', 'paid 1');
    const countsFor = (message: string) =>
      patterns.filter(({ messageRegExp }) => new RegExp(messageRegExp).test(message)).map(({ count }) => count);
    expect(countsFor('took 99ms')).toEqual([2]);
    expect(countsFor('something else')).toEqual([]);
  });
});

it('has bounded memory: patterns that would be too many are left out', () => {
  const letters = (n: number) => n.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
  const lines = Array.from({ length: 30_000 }, (_, i) =>
    lineOf(`${letters(i)}: ${'word '.repeat(i % 40)}${letters(i * 7)}`)
  );
  expect(minePatterns(lines, OPTIONS).length).toBeLessThanOrEqual(2000);
});

it('mines lines of 1 MB', () => {
  expect(
    minePatterns([lineOf('a '.repeat(500_000)), lineOf('b'.repeat(1_000_000)), lineOf('1='.repeat(500_000))], OPTIONS)
  ).toHaveLength(3);
});

describe('comparison with the period before', () => {
  const pattern = (text: string, count: number): Pattern => ({ ...mine(text)[0]!, count });
  const change = (now: number, before: number, totals = { now: 1000, before: 1000 }) =>
    comparePatterns(now > 0 ? [pattern('took 1', now)] : [], before > 0 ? [pattern('took 2', before)] : [], totals)[0]
      ?.change;

  it.each<[string, number, number, string]>([
    ['new', 50, 0, 'new'],
    ['gone', 0, 50, 'gone'],
    ['grown', 200, 50, 'grown'],
    ['shrunk', 50, 200, 'shrunk'],
    ['as before', 100, 95, 'same'],
    ['more by chance', 8, 5, 'same'],
    ['seen once', 1, 0, 'same'],
  ])('calls a pattern %s', (_, now, before, expected) => {
    expect(change(now, before)).toBe(expected);
  });

  it('goes by shares: twice the lines at twice the load is no change', () => {
    expect(change(200, 100, { now: 2000, before: 1000 })).toBe('same');
    expect(change(200, 100, { now: 1000, before: 1000 })).toBe('grown');
  });

  it('says nothing where there is nothing to compare with', () => {
    expect(change(50, 0, { now: 1000, before: 0 })).toBe('same');
  });

  it('knows a pattern whose template has become wider', () => {
    const now = mine('user anna/1 left', 'user bob/2 left');
    const before = mine('user anna/1 left');
    expect(comparePatterns(now, before, { now: 2, before: 1 })).toHaveLength(1);
  });

  it('leaves a pattern to the one that it is equal to, whatever comes before that', () => {
    const wide = { ...mine('user anna/1 left', 'user bob/2 left')[0]!, id: 'wide' };
    const [narrow] = mine('user anna/1 left');
    const compared = comparePatterns([wide, narrow!], [narrow!], { now: 3, before: 1 });
    expect(compared.map(({ pattern: { id }, before }) => [id, before])).toEqual([
      ['wide', 0],
      [narrow!.id, 1],
    ]);
  });

  it('finds a change among hundreds of unchanged patterns by chance in 1 % of comparisons at most', () => {
    // 400 comparisons of two samples of the same 100 patterns: with a risk of 1 % each, 13 or more have a probability
    // below 0.1 %.
    const falseAlarms = Array.from({ length: 400 }, (_, run) => {
      const counts = (seed: number) => {
        const tally = new Map<string, number>();
        for (const { template } of knownMessages(600, seed)) {
          tally.set(template, (tally.get(template) ?? 0) + 1);
        }
        return [...tally].map(([id, count]) => ({ ...BASE, id, count, messageRegExp: '(?!)', example: id }));
      };
      const compared = comparePatterns(counts(2 * run + 1), counts(2 * run + 2), { now: 600, before: 600 });
      return compared.some((one) => one.change !== 'same') ? 1 : 0;
    }).reduce<number>((sum, one) => sum + one, 0);
    expect(falseAlarms).toBeLessThan(13);
  });
});

const BASE = mine('x')[0]!;
