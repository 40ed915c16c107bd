import fc from 'fast-check';
import { parseLogLine } from '../../telemetry/logLine/parseLogLine';
import { type LogLine } from '../../telemetry/questions/logs';
import { plainLine } from '../../telemetry/testing/plain';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { logEvents } from './events';

const FIRST = Date.UTC(2026, 0, 15, 10, 30);
const LABELS = { app: 'cart' };

/** Lines of one stream, a millisecond apart, the oldest first. */
const linesOf = (bodies: readonly string[], labels = LABELS, step = 1): LogLine[] =>
  bodies.map((body, at) => {
    const time = FIRST + at * step;
    const id = `${labels.app}-${at}`;
    return { ...plainLine({ id, time, body, labels }), reading: parseLogLine(body, labels, {}) };
  });
const bodiesOf = (lines: readonly LogLine[], order: 'newest' | 'oldest' = 'oldest') =>
  logEvents(lines, order).map(({ parts }) => parts.map(({ body }) => body));

const AT = '2026-01-15 10:30:15,123';
const ERROR = `${AT} ERROR [main] com.shop.Cart - checkout failed`;
const INFO = `${AT} INFO [main] com.shop.Cart - all is well`;

describe('lines of one event are joined', () => {
  it.each<[string, string[]]>([
    [
      'Java, behind what was logged',
      [
        ERROR,
        'java.lang.IllegalStateException: no stock',
        '\tat com.shop.Cart.pay(Cart.java:12)',
        '\tat com.shop.Main.run(Main.java:3)',
        'Caused by: java.io.IOException: closed',
        '\tat com.shop.Db.read(Db.java:7)',
        '\t... 2 more',
        '\tSuppressed: java.io.IOException: x',
      ],
    ],
    ['Java, on its own', ['java.lang.NullPointerException', '\tat com.shop.Cart.pay(Cart.java:12)']],
    ['Java, with the exception in the line', [`${AT} ERROR x - java.lang.Error: no`, '\tat a.B.c(B.java:1)']],
    [
      'Python, chained',
      [
        `${AT} ERROR cart checkout failed`,
        'Traceback (most recent call last):',
        '  File "/app/cart.py", line 3, in pay',
        '    stock[sku]',
        '    ~~~~~^^^^^',
        "KeyError: 'moka'",
        '',
        'During handling of the above exception, another exception occurred:',
        '',
        'Traceback (most recent call last):',
        '  File "/app/main.py", line 9, in run',
        '    pay()',
        'shop.errors.NoStock: moka',
      ],
    ],
    [
      'Node',
      [
        'TypeError: x is undefined',
        '    at pay (/app/cart.js:3:7)',
        '    at run (/app/main.js:1:1) {',
        "  code: 'E_CART',",
        '  [cause]: Error: closed',
        '      at read (/app/db.js:2:2)',
        '}',
      ],
    ],
    [
      'Go',
      [
        'panic: no stock',
        '',
        'goroutine 1 [running]:',
        'main.pay(0xc000010000)',
        '\t/app/cart.go:12 +0x1d',
        'created by main.run in goroutine 7',
        '\t/app/main.go:3 +0x2',
        'exit status 2',
      ],
    ],
    [
      'PHP',
      [
        'PHP Fatal error:  Uncaught Exception: no stock in /app/cart.php:3',
        'Stack trace:',
        '#0 /app/main.php(7): pay()',
        '#1 {main}',
        '  thrown in /app/cart.php on line 3',
      ],
    ],
    [
      'Ruby',
      ["cart.rb:3:in 'pay': no stock (NoStockError)", "\tfrom main.rb:7:in 'run'", "\tfrom main.rb:9:in '<main>'"],
    ],
    [
      '.NET',
      [
        'System.InvalidOperationException: no stock',
        ' ---> System.IO.IOException: closed',
        '   at Shop.Db.Read() in /app/Db.cs:line 7',
        '   --- End of inner exception stack trace ---',
        '   at Shop.Cart.Pay() in /app/Cart.cs:line 3',
      ],
    ],
    [
      'frames whose head is not among the lines',
      ['\tat com.shop.Cart.pay(Cart.java:12)', '\tat com.shop.Main.run(Main.java:3)', '\t... 3 more'],
    ],
    [
      'a stack in colours',
      [ERROR, '\u001b[31mjava.lang.Error: no\u001b[0m', '\u001b[31m\tat a.B.c(B.java:1)\u001b[0m'],
    ],
    [
      'a stack in the wrapper of a container runtime',
      [
        `2026-01-15T10:30:15.1Z stderr F ${ERROR}`,
        '2026-01-15T10:30:15.1Z stderr F java.lang.Error: no',
        '2026-01-15T10:30:15.1Z stderr F \tat a.B.c(B.java:1)',
      ],
    ],
    [
      "a stack in Docker's JSON",
      ['java.lang.Error: no', '\tat a.B.c(B.java:1)'].map((log) =>
        JSON.stringify({ log: `${log}\n`, stream: 'stderr' })
      ),
    ],
    ['text cut at 16 KiB', ['x'.repeat(16_384), 'y'.repeat(100)]],
    ['text cut at 16 KiB of bytes', [`${'é'.repeat(8000)}${'x'.repeat(384)}`, 'end']],
    ['what the runtime says was cut', ['2026-01-15T10:30:15.1Z stdout P {"a":', '2026-01-15T10:30:15.1Z stdout F 1}']],
  ])('%s', (_, bodies) => {
    const lines = linesOf(bodies);
    expect(bodiesOf(lines)).toEqual([bodies]);
    expect(bodiesOf([...lines].reverse(), 'newest')).toEqual([bodies]);
    // Between others, and in one moment.
    const moment = linesOf([INFO, ...bodies, INFO], LABELS, 0);
    expect(bodiesOf(moment)).toEqual([[INFO], bodies, [INFO]]);
    expect(bodiesOf([...moment].reverse(), 'newest')).toEqual([[INFO], bodies, [INFO]]);
  });
});

it('joins lines of one moment that Loki gave by their detected level', () => {
  const of = (level: string, ...bodies: string[]) =>
    linesOf(bodies, LABELS, 0).map((line, at) => ({
      ...line,
      id: `${level}${at}`,
      metadata: { detected_level: level },
    }));
  const stack = ['java.lang.IllegalStateException: no stock', '\tat com.shop.Cart.pay(Cart.java:12)'];
  const lines = [...of('unknown', ...stack), ...of('error', ERROR), ...of('info', INFO)];
  expect(bodiesOf(lines).sort()).toEqual([[INFO], [ERROR, ...stack]].sort());
  expect(bodiesOf([...lines].reverse(), 'newest').sort()).toEqual([[INFO], [ERROR, ...stack]].sort());
});

describe('neighbours stay apart', () => {
  it.each<[string, string[]]>([
    ['records', [ERROR, ERROR, INFO]],
    ['an indented line behind an ordinary one', [INFO, '  and more of it', '\tand more']],
    ['an indented line behind an error', [ERROR, '  retrying in 5 s']],
    ['a frame behind what is no error', [INFO, '\tat com.shop.Cart.pay(Cart.java:12)']],
    ['laid out JSON', ['{', '  "level": "error",', '  "error": {', '    "code": 3', '  }', '}']],
    ['laid out JSON behind an error', [ERROR, '{', '  "code": 3', '}']],
    ['JSON', ['{"level":"error","message":"no"}', '{"level":"error","message":"no"}']],
    ['an exception without a stack behind an error', [ERROR, 'TimeoutError: of another one', INFO]],
    ['a record behind a traceback', ['INFO: x', 'ERROR: y']],
    ['whole JSON behind what has the length of a cut', ['x'.repeat(16_384), '{"a":1}']],
    ['what has nearly the length of a cut', ['x'.repeat(16_383), 'y']],
    ['empty lines', [ERROR, '', INFO, '']],
  ])('%s', (_, bodies) => {
    expect(bodiesOf(linesOf(bodies))).toEqual(bodies.map((body) => [body]));
  });

  it('a record between two stacks', () => {
    const [head, frame] = ['java.lang.Error: no', '\tat a.B.c(B.java:1)'];
    expect(bodiesOf(linesOf([head!, frame!, INFO, frame!, head!, frame!]))).toEqual([
      [head, frame],
      [INFO],
      [frame],
      [head, frame],
    ]);
  });

  it('an indented line behind what was cut, whatever was before that', () => {
    const [head, frame, cut] = ['java.lang.Error: no', '\tat a.B.c(B.java:1)', 'x'.repeat(16_384)];
    expect(bodiesOf(linesOf([head!, frame!, cut!, 'y', '  z']))).toEqual([[head, frame], [cut, 'y'], ['  z']]);
  });

  it('what has no order: of one moment, at different detected levels, behind two errors', () => {
    const [frame, ...records] = linesOf(['\tat a.B.c(B.java:1)', ERROR, ERROR], LABELS, 0);
    const lines = [{ ...frame!, metadata: { detected_level: 'unknown' } }, ...records];
    expect(bodiesOf(lines)).toEqual([['\tat a.B.c(B.java:1)'], [ERROR], [ERROR]]);
  });

  it('a level behind a traceback', () => {
    const trace = ['Traceback (most recent call last):', '  File "/app/a.py", line 1, in a', 'ValueError: no'];
    expect(bodiesOf(linesOf([...trace, 'ERROR: y', 'TypeError: z']))).toEqual([trace, ['ERROR: y'], ['TypeError: z']]);
  });

  it('what came later than a second', () => {
    const lines = linesOf(['java.lang.Error: no', '\tat a.B.c(B.java:1)'], LABELS, 1001);
    expect(bodiesOf(lines)).toHaveLength(2);
  });

  it('other streams, and other writers in one stream', () => {
    const [head, frame] = linesOf(['java.lang.Error: no', '\tat a.B.c(B.java:1)']);
    expect(logEvents([head!, { ...frame!, labels: { app: 'pay' } }], 'oldest')).toHaveLength(2);
    expect(logEvents([head!, { ...frame!, metadata: { k8s_pod_name: 'cart-2' } }], 'oldest')).toHaveLength(2);
    expect(logEvents([head!, { ...frame!, metadata: { detected_level: 'error' } }], 'oldest')).toHaveLength(1);
  });
});

describe('what an event says', () => {
  it('has level and trace of its first line, and the exception of all', () => {
    const bodies = [
      `${ERROR} trace_id=00000000000000000000000000abc123`,
      'java.lang.Error: no',
      '\tat a.B.c(B.java:1)',
    ];
    const [first] = linesOf(bodies);
    const [{ line, parts } = { line: undefined, parts: [] }] = logEvents(linesOf(bodies), 'oldest');
    expect(line).toMatchObject({
      id: first!.id,
      time: first!.time,
      body: bodies.join('\n'),
      reading: {
        level: 'error',
        traceId: '00000000000000000000000000abc123',
        message: first!.reading.message,
        exception: { type: 'java.lang.Error', message: 'no' },
      },
    });
    expect(parts).toEqual(linesOf(bodies));
  });

  it('is the whole of what was cut', () => {
    const whole = JSON.stringify({ level: 'error', message: 'a'.repeat(20_000), trace_id: 'abc123'.padStart(32, '0') });
    const [event] = logEvents(linesOf([whole.slice(0, 16_384), whole.slice(16_384)]), 'oldest');
    expect(event?.line.body).toBe(whole);
    expect(event?.line.reading).toMatchObject({
      format: 'json',
      level: 'error',
      message: 'a'.repeat(20_000),
      traceId: 'abc123'.padStart(32, '0'),
    });
  });

  it('is the line itself where it has one', () => {
    const lines = linesOf([INFO]);
    expect(logEvents(lines, 'oldest')[0]?.line).toBe(lines[0]);
  });
});

describe('of any lines', () => {
  const body = fc.constantFrom(
    INFO,
    ERROR,
    '',
    'java.lang.Error: no',
    '\tat a.B.c(B.java:1)',
    'Caused by: java.io.IOException: x',
    'Traceback (most recent call last):',
    '  File "/app/a.py", line 1, in a',
    'ValueError: no',
    'panic: no',
    'goroutine 1 [running]:',
    'main.pay(0x1)',
    '#0 /app/main.php(7): pay()',
    '{',
    '  "a": 1',
    '}',
    'x'.repeat(16_384)
  );
  const written = fc.array(fc.record({ body, app: fc.constantFrom('cart', 'pay'), gap: fc.constantFrom(0, 1, 2000) }), {
    maxLength: 25,
  });
  const order = fc.constantFrom('newest' as const, 'oldest' as const);
  const listOf = (list: ReadonlyArray<{ body: string; app: string; gap: number }>, way: 'newest' | 'oldest') => {
    let time = FIRST;
    const lines = list.map(({ body: text, app, gap }, at) => {
      time += gap;
      const labels = { app };
      return { ...plainLine({ id: `${at}`, time, body: text, labels }), reading: parseLogLine(text, labels, {}) };
    });
    return way === 'newest' ? lines.reverse() : lines;
  };

  it('none is lost, changes its place in its stream, or is joined with another stream', () => {
    fc.assert(
      fc.property(written, order, (list, way) => {
        const lines = listOf(list, way);
        const events = logEvents(lines, way);
        const flat = events.flatMap(({ parts }) => (way === 'newest' ? [...parts].reverse() : parts));
        for (const app of ['cart', 'pay']) {
          const own = (all: readonly LogLine[]) => all.filter(({ labels }) => labels.app === app).map(({ id }) => id);
          expect(own(flat)).toEqual(own(lines));
        }
        expect(events.every(({ parts }) => new Set(parts.map(({ labels }) => labels.app)).size === 1)).toBe(true);
        // Events stand in the order of their first lines.
        const firsts = new Set(events.map(({ line }) => line.id));
        expect(events.map(({ line }) => line.id)).toEqual(lines.map(({ id }) => id).filter((id) => firsts.has(id)));
      }),
      { numRuns: propertyRuns(300) }
    );
  });

  it('joining again changes nothing', () => {
    fc.assert(
      fc.property(written, order, (list, way) => {
        const once = logEvents(listOf(list, way), way);
        const flat = once.flatMap(({ parts }) => (way === 'newest' ? [...parts].reverse() : parts));
        const idsOf = (events: typeof once) => events.map(({ parts }) => parts.map(({ id }) => id));
        expect(idsOf(logEvents(flat, way))).toEqual(idsOf(once));
      }),
      { numRuns: propertyRuns(300) }
    );
  });
});
