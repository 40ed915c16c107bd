import fc from 'fast-check';
import Papa from 'papaparse';
import { type LogLine } from '../../telemetry/questions/logs';
import { type GivenLine, plainLine } from '../../telemetry/testing/plain';
import { csv, csvCell } from './csv';
import { EXPORT_FORMATS, exportLines } from './exportLines';

const MOMENT = Date.UTC(2026, 0, 15, 12);

const line = (given: GivenLine = {}) => plainLine({ id: '1', time: MOMENT, nanoseconds: `${MOMENT}000007`, ...given });

const parse = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
const objects = (lines: LogLine[], isUnmasked = false) =>
  Papa.parse<Record<string, string>>(exportLines(lines, 'csv', { isUnmasked }), { header: true, skipEmptyLines: true })
    .data;

describe('csv', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['a,b', '"a,b"'],
    ['a=b', 'a=b'],
    [-1, '-1'],
    [0.25, '0.25'],
  ])('writes %j as %j', (value, expected) => expect(csvCell(value)).toBe(expected));

  it('is read back by a reader of CSV as it was, and no cell is a formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a') })
    );
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (given) => {
        const read = Papa.parse<string[]>(csv(given), { newline: '\r\n', delimiter: ',' }).data.slice(0, -1);
        expect(read.flat().filter((value) => /^[=+\-@\t\r]/.test(value))).toEqual([]);
        const back = read.map((row, y) => row.map((value, x) => (given[y]?.[x] === value ? value : value.slice(1))));
        expect(back).toEqual(given);
      })
    );
  });
});

describe('lines as a file', () => {
  it('have no phone number in a field that is called so, in any format', () => {
    const fields = { phone: '20 7946 0958', 'customer.mobile': '20 7946 0959' };
    const called = line({ reading: { ...line().reading, fields } });
    for (const format of EXPORT_FORMATS) {
      expect(exportLines([called], format)).not.toContain('7946');
    }
  });

  it('have their own second, also in its last nanoseconds', () => {
    const [last] = objects([line({ time: 1_700_000_001_000, nanoseconds: '1700000000999999999' })]);
    expect(last?.time).toBe('2023-11-14T22:13:20.999999999Z');
  });

  const full = line({
    body: '{"msg":"declined"}',
    labels: { app: 'payments' },
    metadata: { pod: 'p-1' },
    reading: {
      format: 'json',
      level: 'error',
      message: 'declined',
      service: 'payments',
      traceId: '0000000000000000000000000000abcd',
      status: 402,
      duration: 0.5,
      fields: { code: '51' },
    },
  });

  it('has a column for each thing that a line says', () => {
    expect(objects([full, line()])).toEqual([
      expect.objectContaining({
        time: '2026-01-15T12:00:00.000000007Z',
        level: 'error',
        service: 'payments',
        message: 'declined',
        trace_id: '0000000000000000000000000000abcd',
        status: '402',
        duration_seconds: '0.5',
        'label.app': 'payments',
        'metadata.pod': 'p-1',
        'field.code': '51',
        line: '{"msg":"declined"}',
      }),
      expect.objectContaining({ message: 'all is well', service: '', 'field.code': '' }),
    ]);
  });

  it('is an object for each line as JSON', () => {
    const [first, second] = exportLines([full, line()], 'json').trimEnd().split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({
      time: '2026-01-15T12:00:00.000000007Z',
      status: 402,
      labels: { app: 'payments' },
      fields: { code: '51' },
    });
    expect(JSON.parse(second ?? '')).not.toHaveProperty('status');
  });

  it('cannot pretend to be two lines, or speak to a terminal, as text', () => {
    const hostile = line({ body: 'a\n2026-01-15T12:00:00Z forged\u001b[2J' });
    expect(exportLines([hostile], 'text')).toBe(
      '2026-01-15T12:00:00.000000007Z a\n\t2026-01-15T12:00:00Z forged\\x1b[2J\n'
    );
  });

  it.each(['csv', 'json', 'text'] as const)('hides personal data in %s unless it is asked for', (format) => {
    const body = 'mail to jane.doe@example.com';
    const personal = line({
      body,
      labels: { to: 'jane.doe@example.com' },
      reading: { format: 'text', level: 'info', message: body, fields: { to: 'jane.doe@example.com' } },
    });
    expect(exportLines([personal], format)).not.toContain('jane.doe@example.com');
    expect(exportLines([personal], format, { isUnmasked: true })).toContain('jane.doe@example.com');
  });

  it('stays a table whatever names the lines make up', () => {
    const many = Array.from({ length: 1000 }, (_, i) => line({ labels: { [`l${i}`]: 'x' } }));
    const [header = [], ...rows] = parse(exportLines(many, 'csv'));
    expect(header.length).toBeLessThan(250);
    expect(rows).toHaveLength(1000);
  });
});
