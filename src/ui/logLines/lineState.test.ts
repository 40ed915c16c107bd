import fc from 'fast-check';
import { lineRows } from './deduplicate';
import { fieldName, fieldValue, lineFields, lineHeadline, lineSummary } from './lineFields';
import { lineTime, preciseTime } from './lineTime';
import { DEDUPLICATIONS, DEFAULT_LINE_VIEW, type LineView } from '../../correlation/pageUrls/lineView';
import { type LogLine } from '../../telemetry/questions/logs';
import { FIRST, logLine, logLines } from './testing/lines';

/** Each line by itself. */
const eventsOf = (lines: readonly LogLine[]) => lines.map((line) => ({ line, parts: [line] }));

describe('lineRows', () => {
  const rowsOf = (messages: string[], how: (typeof DEDUPLICATIONS)[number]) =>
    lineRows(eventsOf(logLines(messages.length, (index) => ({ body: messages[index] }))), how).map(
      ({ line, count, last }) => [line.body, count, last.body]
    );

  it.each([
    [
      'none',
      ['a', 'a'],
      [
        ['a', 1, 'a'],
        ['a', 1, 'a'],
      ],
    ],
    [
      'exact',
      ['a', 'a', 'b', 'a'],
      [
        ['a', 2, 'a'],
        ['b', 1, 'b'],
        ['a', 1, 'a'],
      ],
    ],
    [
      'exact',
      ['took 3 ms', 'took 4 ms'],
      [
        ['took 3 ms', 1, 'took 3 ms'],
        ['took 4 ms', 1, 'took 4 ms'],
      ],
    ],
    [
      'numbers',
      ['took 3 ms', 'took 4.25 ms', 'took x ms'],
      [
        ['took 3 ms', 2, 'took 4.25 ms'],
        ['took x ms', 1, 'took x ms'],
      ],
    ],
    [
      'signature',
      ['GET /a?x=1', 'POST /b?y=22', 'GET /a'],
      [
        ['GET /a?x=1', 2, 'POST /b?y=22'],
        ['GET /a', 1, 'GET /a'],
      ],
    ],
  ] as const)('%s: %j', (how, messages, expected) => {
    expect(rowsOf([...messages], how)).toEqual(expected);
  });

  it('keeps services and levels apart', () => {
    const lines = [
      logLine({ body: 'failed', reading: { service: 'a' } }),
      logLine({ body: 'failed', reading: { service: 'b' } }),
      logLine({ body: 'failed', reading: { service: 'b', level: 'error' } }),
    ];
    expect(lineRows(eventsOf(lines), 'exact')).toHaveLength(3);
  });

  it('loses no line, whatever counts as the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a 1', 'a 2', 'b', 'c d')),
        fc.constantFrom(...DEDUPLICATIONS),
        (all, how) => {
          const rows = rowsOf(all, how);
          expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(all.length);
        }
      )
    );
  });
});

describe('fields of a line', () => {
  const line = logLine({
    labels: { compose_service: 'payments' },
    metadata: { trace_id: 'abc' },
    reading: { service: 'payments', status: 500, duration: 0.54, fields: { 'card.code': '51' } },
  });

  it('are what it means, then what the backend has', () => {
    expect(lineFields(line).map(({ field, name, value, origin }) => [origin, field, name, value])).toEqual([
      ['reading', 'service', 'service', 'payments'],
      ['reading', 'level', 'level', 'info'],
      ['reading', 'status', 'status', '500'],
      ['reading', undefined, 'time', '2026-01-15T12:00:00.000000000 UTC'],
      ['reading', undefined, 'duration', '0.54 s'],
      ['label', 'label:compose_service', 'compose_service', 'payments'],
      ['metadata', 'metadata:trace_id', 'trace_id', 'abc'],
      ['field', 'field:card.code', 'card.code', '51'],
    ]);
  });

  it.each([
    ['status', '500'],
    ['traceId', undefined],
    ['label:compose_service', 'payments'],
    ['metadata:compose_service', undefined],
    ['field:card.code', '51'],
  ] as const)('%s is %s', (field, value) => expect(fieldValue(line, field)).toBe(value));

  it.each([
    ['traceId', 'trace ID'],
    ['status', 'status code'],
    ['route', 'route'],
    ['field:card.code', 'card.code'],
    ['label:label:x', 'label:x'],
  ] as const)('%s is called %s', (field, name) => expect(fieldName(field)).toBe(name));
});

it.each([
  [{ message: 'done', method: 'POST', path: '/charge', status: 500, duration: 0.5402 }, 'POST /charge 500 540 ms'],
  [{ message: 'POST /charge failed', method: 'POST', path: '/charge', status: 500 }, '500'],
  [{ message: 'GET', method: 'GET', route: '/p/:id', duration: 12.3456 }, '/p/:id 12.3 s'],
  [{ message: 'no request' }, ''],
  [
    { message: 'Unhandled error', path: '/p', exception: { type: 'TypeError', message: 'x is undefined\nat y' } },
    'TypeError: x is undefined /p',
  ],
  [
    { message: 'Unhandled error: x is undefined', exception: { type: 'TypeError', message: 'x is undefined' } },
    'TypeError',
  ],
  [{ message: 'x is undefined', exception: { message: 'x is undefined', stack: 'at y' } }, ''],
])('summary of %j is what its message leaves out', (reading, expected) => {
  expect(lineSummary({ ...logLine().reading, ...reading })).toBe(expected);
});

it('says what was thrown behind what a line says', () => {
  const { reading } = logLine();
  const exception = { type: 'TypeError', message: 'x is undefined' };
  expect(lineHeadline({ ...reading, message: 'Unhandled error', exception })).toBe(
    'Unhandled error: TypeError: x is undefined'
  );
  expect(lineHeadline({ ...reading, message: '', exception })).toBe('TypeError: x is undefined');
  expect(lineHeadline({ ...reading, message: 'done' })).toBe('done');
});

describe('times', () => {
  const view = (change: Partial<LineView>): LineView => ({ ...DEFAULT_LINE_VIEW, ...change });
  const line = logLine({ time: FIRST + 123.456, nanoseconds: `${FIRST}`.slice(0, -3) + '123456789' });

  it.each([
    [{ time: 'utc' }, '12:00:00.123'],
    [{ time: 'local' }, '13:00:00.123'],
    [{ time: 'utc', isPrecise: false }, '12:00:00'],
    [{ time: 'none' }, undefined],
  ] as const)('%j', (change, expected) => {
    expect(lineTime([line], view(change), 'Europe/Berlin')?.write(line.time)).toBe(expected);
  });

  it('have a date where the lines are of more than a day', () => {
    const time = lineTime([line, logLine({ time: FIRST - 90_000_000 })], view({ time: 'utc' }), 'utc');
    expect(time?.write(line.time)).toBe('01-15 12:00:00.123');
    expect(time?.width).toBe('01-15 12:00:00.123'.length);
  });

  it('are known to the nanosecond', () => expect(preciseTime(line)).toBe('2026-01-15T12:00:00.123456789 UTC'));
});
