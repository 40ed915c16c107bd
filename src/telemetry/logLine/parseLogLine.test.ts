import fc from 'fast-check';
import { type ParsedLogLine } from '../questions/logs';
import { propertyRuns } from '../testing/propertyRuns';
import { CORPUS } from './corpus';
import { readDuration } from './duration';
import { parseLogLine } from './parseLogLine';

it('knows 250 formats at least', () => {
  expect(new Set(CORPUS.map(({ writer }) => writer)).size).toBeGreaterThanOrEqual(250);
});

it.each(CORPUS.map((sample) => [sample.writer, sample] as const))('reads %s', (_, sample) => {
  const { fields, ...found } = parseLogLine(sample.body, sample.labels ?? {}, sample.metadata ?? {});
  const { fields: expectedFields = {}, ...expected } = sample.reading;
  expect(found).toEqual({ level: 'unknown', ...expected });
  expect(fields).toMatchObject(expectedFields);
});

describe('values without quotes', () => {
  it.each<[line: string, fields: Record<string, string>]>([
    ['level=info msg=checked hosts=a,b,c ids=1,-2,3 done=yes', { hosts: 'a,b,c', ids: '1,-2,3', done: 'yes' }],
    ['level=info msg=ok q=sum(x)by(y) m=map[a:1] done=yes', { q: 'sum(x)by(y)', m: 'map[a:1]', done: 'yes' }],
    ['level=info msg=paid order=17,user=5 total=3, tax=1', { order: '17', user: '5', total: '3', tax: '1' }],
    ['Order placed (order=17, user=f(5)) [cart=3], done', { order: '17', user: 'f(5)', cart: '3' }],
    ['Order{id=17,items=[a, b],state=paid}', { id: '17', items: '[a, b]', state: 'paid' }],
    ['Order placed order=17,"x" user=5,', { order: '17', user: '5' }],
  ])('of %s keep their lists and brackets', (line, fields) => {
    expect(parseLogLine(line, {}, {}).fields).toEqual(fields);
  });
});

describe('the duration of a request in an access log', () => {
  const line = (agent: string, after = '') =>
    `10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.1" 200 23 "https://shop/?q=x, 7s " "${agent}"${after}`;

  it.each<[log: string, seconds: number | undefined]>([
    [line('Shop/1.0 (iPhone 5s; iOS 12.5)'), undefined],
    [line('Shop/1.0 (iPhone 5s; iOS 12.5)', ' 42 "shop@docker" "http://10.0.0.2:80" 15ms'), 0.015],
    [line('curl', ' 3.5 ms'), 0.0035],
    ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.1" 200 23 - 2.5 ms', 0.0025],
  ])('of %s', (log, seconds) => {
    expect(parseLogLine(log, {}, {})).toMatchObject({ status: 200, path: '/a' });
    expect(parseLogLine(log, {}, {}).duration).toBe(seconds);
  });
});

describe('of hostile lines', () => {
  const read = (body: string): ParsedLogLine => parseLogLine(body, {}, {});

  it('reads JSON nested 100,000 deep', () => {
    const deep = `{"msg":"deep","a":${'['.repeat(100_000)}${']'.repeat(100_000)},"level":"error"}`;
    expect(read(deep)).toMatchObject({ message: 'deep', level: 'error' });
    expect(read('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)).format).toBe('json');
  });

  it('takes names of prototypes for names', () => {
    const reading = read(
      '{"msg":"hi","__proto__":{"polluted":"yes"},"constructor":"c","toString":"t","hasOwnProperty":"h"}'
    );
    expect(Object.entries(reading.fields)).toEqual([
      ['__proto__.polluted', 'yes'],
      ['constructor', 'c'],
      ['toString', 't'],
      ['hasOwnProperty', 'h'],
    ]);
    expect(Object.entries(read('{"msg":"hi","__proto__":"x"}').fields)).toEqual([['__proto__', 'x']]);
    expect(Object.entries(read('__proto__=x msg=hi level=info').fields)).toEqual([['__proto__', 'x']]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('bounds the number of fields', () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`f${i}`, i])));
    expect(Object.keys(read(wide).fields).length).toBeLessThanOrEqual(400);
  });

  it('leaves out terminal sequences and control characters, and keeps HTML as the text that it is', () => {
    expect(read('\u001b[31mERROR\u001b[0m \u0000bo\u0007om\u001b]0;title\u0007').message).toBe('boom');
    expect(read('<img src=x onerror=alert(1)>').message).toContain('<img');
  });

  it('reads a replaced character of invalid UTF-8 as any other', () => {
    expect(read('2025-08-27 10:30:15,123 ERROR caf\uFFFD \uD800 closed')).toMatchObject({
      level: 'error',
      message: 'caf\uFFFD \uD800 closed',
    });
  });

  it.each([
    ['a word', 'a'.repeat(1_000_000)],
    ['dots', 'a.'.repeat(500_000)],
    ['equals', '='.repeat(1_000_000)],
    ['pairs', 'a=b '.repeat(250_000)],
    ['open quotes', 'a="'.repeat(300_000)],
    ['brackets', '['.repeat(1_000_000)],
    ['digits', '1'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['spaces after a header', `2025-08-27 10:30:15 INFO${' '.repeat(1_000_000)}x`],
    ['separators', `2025-08-27 10:30:15 INFO ${'- '.repeat(500_000)}`],
    ['lines of a stack', `java.lang.Error: x\n${'\tat a.b(C.java:1)\n'.repeat(60_000)}`],
    ['escapes', '\u001b['.repeat(500_000)],
    ['open titles', '\u001b]'.repeat(500_000)],
    ['commas', '[a,'.repeat(300_000)],
    ['JSON', JSON.stringify({ msg: 'x'.repeat(1_000_000), level: 'error' })],
    ['JSON with numbers', JSON.stringify({ msg: '1.0 '.repeat(200_000), n: '[1e3]' }).replace('"[1e3]"', '1e3')],
    ['JSON cut short', `{"msg":"${'x'.repeat(1_000_000)}`],
    ['JSON after text', `INFO x ${' {"'.repeat(300_000)}}`],
    ['colons', 'a:'.repeat(500_000)],
    ['at signs', 'trace_id='.repeat(100_000)],
    ['JSON cut in lists', `{"a":${'['.repeat(1_000_000)}`],
    ['JSON with raw line ends', `{"a":"${'\n'.repeat(1_000_000)}"}`],
    ['objects of PHP', '[object] (A(code: 0): at a '.repeat(37_000)],
    ['heads of Elixir', '** (A) '.repeat(140_000)],
    ['heads of PHP', 'Uncaught A: in /a.php '.repeat(45_000)],
    ['types of Ruby', 'Abc (x)\n'.repeat(125_000)],
    ['requests', 'GET /a.b:1 '.repeat(90_000)],
    ['bars', '| GET | /a '.repeat(90_000)],
    ['pairs of a header', `10:30:15 INFO ${'a=b, '.repeat(200_000)}`],
    ['spans', `10:30:15 INFO ${'a{b=c}:'.repeat(140_000)}`],
    ['scopes', `info: A[0]\n      ${'=> a:b '.repeat(140_000)}`],
    ['levels of a database', `2025-08-27 10:30:15 UTC :  ${'ERROR:'.repeat(160_000)}`],
    ['values of a header', `x-amzn-trace-id: ${'a=b;'.repeat(250_000)}`],
  ])('reads 1 MB of %s', (_, body) => {
    expect(read(body).message.length).toBeLessThanOrEqual(body.length);
  });

  it('reads any text at all, and finds nothing that it cannot be', () => {
    const pieces = fc.constantFrom(
      ...[
        '2025-08-27 10:30:15,123',
        'INFO',
        'error:',
        '[main]',
        ' - ',
        '{',
        '}',
        '"',
        '=',
        'a=b',
        'trace_id=1f',
        'GET /x',
        ' 200 ',
        '5ms',
      ],
      ...[
        '\n',
        '\tat a.b(C.java:1)',
        'ValueError: x',
        '\u001b[31m',
        '\u0000',
        '|',
        '<34>',
        '(',
        ')',
        '\\',
        '\uD800',
        'é',
        '::',
        'PHP Fatal error:  Uncaught ',
        '** (',
        '| 200 |',
        '{"a":',
        ' []',
        'traceparent: 00-',
        '3:04PM',
        ' E ',
      ]
    );
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.json(),
      fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(' '))
    );
    fc.assert(
      fc.property(line, fc.dictionary(fc.string(), fc.string()), (body, labels) => {
        const reading = parseLogLine(body, labels, labels);
        expect(typeof reading.message).toBe('string');
        expect(reading.traceId ?? '0'.repeat(32)).toMatch(/^[0-9a-f]{32}$/);
        expect(reading.spanId ?? '0'.repeat(16)).toMatch(/^[0-9a-f]{16}$/);
        expect(reading.duration ?? 0).toBeGreaterThanOrEqual(0);
        expect([undefined, 1, 2, 3, 4, 5]).toContain(reading.status && Math.floor(reading.status / 100));
      }),
      { numRuns: propertyRuns(3000) }
    );
  });
});

describe('numbers of JSON', () => {
  const read = (body: string): ParsedLogLine => parseLogLine(body, {}, {});

  it.each<[string, string, string]>([
    ['longer than numbers can hold', '1234567890123456789', '1234567890123456789'],
    ['with a fraction of zeros', '19.90', '19.90'],
    ['with an exponent', '1e3', '1e3'],
    ['plain', '-12.5', '-12.5'],
    ['in a list', '[12345678901234567890, 2]', '12345678901234567890, 2'],
  ])('stay as they are written: %s', (_, json, text) => {
    expect(read(`{"msg":"a \\"1.0\\" 1e3","n":${json},"level":"info"}`)).toMatchObject({
      message: 'a "1.0" 1e3',
      fields: { n: text },
    });
  });

  it('are Datadog’s ids to their last digit', () => {
    expect(read('{"msg":"x","dd.trace_id":1234567890123456789,"dd.span_id":987654321987654321}')).toMatchObject({
      traceId: '112210f47de98115'.padStart(32, '0'),
      spanId: '0db4da5f7ef412b1',
    });
  });

  it('mean what they meant', () => {
    expect(read('{"msg":"x","duration":5.0,"status":200.0,"level":30}')).toMatchObject({
      duration: 5,
      status: 200,
      level: 'info',
    });
  });
});

it.each([
  ['duration_s', '2', 2],
  ['latency.s', '12', 12],
  ['elapsed_ms', '12', 0.012],
  ['duration', '12', 0.012],
])('reads the unit of %s=%s from its name', (name, value, seconds) => {
  expect(readDuration(value, name)).toBe(seconds);
});

describe('of a trace id', () => {
  const bare = fc.bigInt({ min: BigInt(1), max: BigInt(`0x${'f'.repeat(32)}`) }).map((id) => id.toString(16));

  it('finds every spelling in every place', () => {
    fc.assert(
      fc.property(bare, fc.boolean(), (id, isUpper) => {
        const written = isUpper ? id.toUpperCase() : id;
        const whole = id.padStart(32, '0');
        expect(parseLogLine('paid', {}, { trace_id: written }).traceId).toBe(whole);
        expect(parseLogLine('paid', { traceID: written }, {}).traceId).toBe(whole);
        expect(parseLogLine(JSON.stringify({ msg: 'paid', traceId: written }), {}, {}).traceId).toBe(whole);
        expect(parseLogLine(`level=info msg=paid trace_id=${written}`, {}, {}).traceId).toBe(whole);
        expect(
          parseLogLine(`2025-08-27 10:30:15,1 - main - INFO - paid - trace_id=${written} - span_id=1`, {}, {}).traceId
        ).toBe(whole);
        expect(parseLogLine(`paid (traceId: ${written})`, {}, {}).traceId).toBe(whole);
      }),
      { numRuns: propertyRuns(300) }
    );
  });

  it('believes metadata first, then labels, then the line', () => {
    const body = '{"msg":"x","trace_id":"3","level":"debug"}';
    expect(parseLogLine(body, { trace_id: '2' }, { trace_id: '1' }).traceId).toBe('1'.padStart(32, '0'));
    expect(parseLogLine(body, { trace_id: '2', level: 'warning' }, {})).toMatchObject({
      traceId: '2'.padStart(32, '0'),
      level: 'warn',
    });
    expect(parseLogLine(body, {}, {})).toMatchObject({ traceId: '3'.padStart(32, '0'), level: 'debug' });
  });

  it('does not take what is none for one', () => {
    expect(parseLogLine('{"msg":"x","trace":"on","trace_id":""}', {}, {}).traceId).toBeUndefined();
    expect(parseLogLine('no trace_id=none here', {}, {}).traceId).toBeUndefined();
  });
});
