import fc from 'fast-check';
import { parseLogLine } from '../../telemetry/logLine/parseLogLine';
import { type LogLine } from '../../telemetry/questions/logs';
import { plainLine } from '../../telemetry/testing/plain';
import { groupErrors, isError, ownFrames } from './errorGroups';

let sequence = 0;
const SPAN = { from: 0, to: 1000 };

function line(body: string | object, labels: Record<string, string> = {}, time = sequence): LogLine {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return plainLine({ id: String(sequence++), time, body: text, labels, reading: parseLogLine(text, labels, {}) });
}

const groups = (...bodies: Array<string | object>) =>
  groupErrors(
    bodies.map((body) => line(body)),
    { from: 0, to: 1000 },
    4
  );

const python = (lineNumber: number, id: number) => ({
  level: 'error',
  event: 'Payment failed',
  exception: `Traceback (most recent call last):\n  File "/app/shop.py", line ${lineNumber}, in pay\n    charge(card)\n  File "/usr/lib/python3.12/site-packages/bank/api.py", line 7, in charge\n    raise Timeout("x")\nbank.Timeout: order ${id}`,
});
const java = (lineNumber: number, method = 'charge') => ({
  level: 'ERROR',
  message: 'Payment failed',
  stack_trace: `java.lang.IllegalStateException: order ${lineNumber}\n\tat java.util.Optional.orElseThrow(Optional.java:403)\n\tat com.shop.Pay.${method}(Pay.java:${lineNumber})\n\tat com.shop.Main.main(Main.java:7)`,
});
const node = (lineNumber: number, file = 'pay') => ({
  level: 50,
  msg: 'charge failed',
  err: {
    type: 'TypeError',
    message: `order ${lineNumber} is not a function`,
    stack: `TypeError: order ${lineNumber} is not a function\n    at Object.charge (/app/dist/${file}.js:${lineNumber}:5)\n    at run (node:internal/process:1:2)`,
  },
});
const go = (address: string, lineNumber: number) =>
  `panic: runtime error: index out of range [3] with length 2\n\ngoroutine ${lineNumber} [running]:\nmain.pay(${address}, 0x2)\n\t/app/pay.go:${lineNumber} +0x1d\nmain.main()\n\t/app/main.go:9 +0x1d`;
const dotnet = (lineNumber: number) => ({
  '@m': 'HTTP failed',
  '@l': 'Error',
  '@x': `System.InvalidOperationException: none\r\n   at System.Linq.Enumerable.First()\r\n   at Shop.Cart.Get(Int32 id) in /src/Cart.cs:line ${lineNumber}`,
});

it.each<[string, string | object, string | object]>([
  [
    'ids in text',
    '2025-08-27 10:30:15,1 ERROR Order 17 of 5dff0e1a-3b5c-42cf-80e2-80b1714c9b1c lost',
    '2025-08-27 11:30:15,1 ERROR Order 4 of 931610b8-d30e-4aef-b28c-e776adeda080 lost',
  ],
  ['addresses', 'ERROR no answer from 10.0.0.1:80', 'ERROR no answer from 10.0.0.2:8080'],
  ['users', 'ERROR no such user: john@example.com', 'ERROR no such user: ann@example.com'],
  ['quoted names', `ERROR no such key 'sku-1'`, `ERROR no such key 'hat'`],
  ['ids in paths', { level: 'error', msg: 'GET /carts/u-1 failed' }, { level: 'error', msg: 'GET /carts/9 failed' }],
  ['trace ids', 'ERROR boom - trace_id=1f', 'ERROR boom - trace_id=2e'],
  ['durations', 'ERROR PaymentTimeoutError: no answer in 2000 ms', 'ERROR PaymentTimeoutError: no answer in 1.5 ms'],
  ['Python’s line numbers and messages', python(10, 1), python(12, 2)],
  ['Java’s line numbers and messages', java(42), java(43)],
  ['Node’s line numbers and messages', node(10), node(12)],
  ['Go’s addresses', go('0xc000012', 17), go('0xc0000ff', 18)],
  ['.NET’s line numbers', dotnet(12), dotnet(13)],
])('takes errors that differ by %s for one', (_, a, b) => {
  expect(groups(a, b)).toHaveLength(1);
});

it.each<[string, string | object, string | object]>([
  ['what they say', 'ERROR Order 17 lost', 'ERROR Order 17 refused'],
  ['the route', { level: 'error', msg: 'GET /carts/1 failed' }, { level: 'error', msg: 'GET /products/1 failed' }],
  [
    'the status code',
    { level: 'error', msg: 'GET /carts/1 500', status: 500 },
    { level: 'error', msg: 'GET /carts/1 503', status: 503 },
  ],
  ['their type', 'ERROR PaymentError: refused', 'ERROR StockError: refused'],
  [
    'their type, at the same place',
    java(42),
    { ...java(42), stack_trace: java(42).stack_trace.replace('IllegalState', 'IllegalArgument') },
  ],
  ['the method', java(42, 'charge'), java(42, 'refund')],
  ['the file', node(10, 'pay'), node(10, 'cart')],
  ['the language', python(10, 1), java(42)],
])('keeps errors apart that differ by %s', (_, a, b) => {
  expect(groups(a, b)).toHaveLength(2);
});

it('counts times and trends, and has the latest line and trace as sample', () => {
  const lines = [
    line('ERROR Order 1 lost trace_id=1', { app: 'cart' }, 100),
    line('INFO Order 1 placed', { app: 'cart' }, 110),
    line('ERROR Order 2 lost trace_id=2', { app: 'cart' }, 600),
    line('ERROR Order 3 lost', { app: 'cart' }, 900),
  ];
  expect(groupErrors(lines, { from: 0, to: 1000 }, 4)).toEqual([
    expect.objectContaining({
      title: 'Order <*> lost',
      count: 3,
      service: 'cart',
      firstSeen: 100,
      lastSeen: 900,
      trend: [1, 0, 1, 1],
      traceId: '2'.padStart(32, '0'),
      sample: lines[3],
      isJoined: false,
    }),
  ]);
});

it('names the latest trace, in whatever order lines come', () => {
  const lines = [
    line('ERROR Order 1 lost', {}, 900),
    line('ERROR Order 2 lost', { trace_id: '1' }, 100),
    line('ERROR Order 3 lost', { trace_id: '2' }, 700),
  ];
  expect(groupErrors(lines, { from: 0, to: 1000 }, 1)[0]?.traceId).toBe('2'.padStart(32, '0'));
});

it('knows the versions that wrote an error, in the order in which they were seen first', () => {
  const of = (version: string, time: number) => line('ERROR Order 1 lost', { service_version: version }, time);
  const found = groupErrors([of('2.0', 900), of('1.0', 500), of('2.0', 300), of('1.0', 100)], SPAN, 1);
  expect(found[0]?.versions).toEqual([
    { version: '1.0', firstSeen: 100, lastSeen: 500 },
    { version: '2.0', firstSeen: 300, lastSeen: 900 },
  ]);
});

it('says that an event was sent line by line', () => {
  const lines = java(42)
    .stack_trace.split('\n')
    .map((text) => line(`${text.startsWith('\t') ? '' : 'ERROR '}${text}`, {}, 5));
  expect(groupErrors(lines.reverse(), SPAN, 1).map(({ isJoined, count }) => [isJoined, count])).toEqual([[true, 1]]);
});

describe('a fingerprint', () => {
  const CAUSES = [
    (n: number) => ({ level: 'error', msg: `order ${n} lost` }),
    (n: number) => ({ level: 'error', msg: `order ${n} refused by 10.0.0.${n % 250}` }),
    (n: number) => `2025-08-27 10:30:${String(n % 60).padStart(2, '0')},1 ERROR no such user: u${n}@example.com`,
    (n: number) => `ERROR GET /carts/u-${n}/items failed`,
    (n: number) => python(n, n + 1),
    (n: number) => java(n),
    (n: number) => node(n),
    (n: number) => go(`0xc0000${n.toString(16)}`, n),
    (n: number) => dotnet(n),
  ];
  const number = fc.integer({ min: 1, max: 99_999 });
  const errors = fc.array(fc.record({ cause: fc.nat(CAUSES.length - 1), n: number }), { minLength: 1, maxLength: 40 });
  const SERVICES = ['cart', 'orders'];
  const lineOf = ({ cause, n }: { cause: number; n: number }, at: number, service = 'cart') =>
    line(CAUSES[cause]?.(n) ?? '', { app: service }, at * 10_000);
  const fingerprints = (lines: LogLine[]) => groupErrors(lines, SPAN, 1).map(({ fingerprint }) => fingerprint);

  it('tells causes and services apart, whatever varies', () => {
    fc.assert(
      fc.property(errors, (some) => {
        const lines = SERVICES.flatMap((service) => some.map((one, at) => lineOf(one, at, service)));
        const causes = new Set(some.map(({ cause }) => cause)).size;
        expect(new Set(fingerprints(lines)).size).toBe(causes * SERVICES.length);
      })
    );
  });

  it('is that of each line by itself, in whatever order and time others come', () => {
    fc.assert(
      fc.property(errors, fc.nat(), number, (some, cut, other) => {
        const lines = some.map((one, at) => lineOf(one, at));
        const alone = new Set(some.flatMap(({ cause }) => fingerprints([lineOf({ cause, n: other }, 0)])));
        expect(new Set(fingerprints(lines))).toEqual(alone);
        const from = cut % lines.length;
        const turned = [...lines.slice(from), ...lines.slice(0, from)];
        expect(new Set(fingerprints(turned))).toEqual(alone);
        expect([...alone]).toEqual(expect.arrayContaining(fingerprints(lines.slice(from))));
      })
    );
  });

  it('stays what it was: marks are kept by it', () => {
    expect(fingerprints([lineOf({ cause: 0, n: 7 }, 0)])).toEqual(['41dee432b5a0afe4']);
    expect(fingerprints([lineOf({ cause: 5, n: 7 }, 0)])).toEqual(['cac5d264cb8bcf1e']);
  });
});

it('puts the most frequent first', () => {
  const found = groups('ERROR a failed', 'ERROR b was lost', 'ERROR b was lost');
  expect(found.map(({ title, count }) => [title, count])).toEqual([
    ['b was lost', 2],
    ['a failed', 1],
  ]);
});

it('leaves lines out that tell of no error', () => {
  expect(isError(line('WARN ValueError: x handled'))).toBe(false);
  expect(isError(line('INFO fine'))).toBe(false);
  expect(isError(line('TypeError: x\n    at a (/app/a.js:1:2)'))).toBe(true);
});

it('tells the culprit by the topmost frame of the shop’s own code', () => {
  expect(groups(java(42))[0]?.culprit).toBe('com.shop.Pay.charge(Pay.java)');
  expect(groups(python(10, 1))[0]?.culprit).toBe('/app/shop.py pay');
  expect(ownFrames('x\n    at a (/app/node_modules/b/c.js:1:2)\n    at d (/app/e.js:3:4)')).toEqual(['d (/app/e.js)']);
  expect(ownFrames('x\n    at a (/app/node_modules/b/c.js:1:2)')).toEqual(['a (/app/node_modules/b/c.js)']);
  expect(ownFrames('** (RuntimeError) x\n    (shop 0.1.0) lib/cart.ex:12: Shop.Cart.show/2')).toEqual([
    '(shop 0.1.0) lib/cart.ex: Shop.Cart.show/2',
  ]);
  expect(ownFrames("NoStock (x):\n\napp/models/cart.rb:12:in 'show'")).toEqual(["app/models/cart.rb:in 'show'"]);
});
