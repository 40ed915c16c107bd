import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fastapiLine, flaskLine, unpadded, type LogRecord } from './lines.ts';

const record: LogRecord = {
  timestamp: '2025-08-27T10:30:15.123Z',
  level: 'warning',
  logger: 'shop_api.accounts',
  message: 'Signup attempt for existing email: john@example.com',
  trace_id: '00000000000000000a1b2c3d4e5f6071',
  span_id: '00f067aa0ba902b7',
};

describe('line layouts', () => {
  it('write the Flask application as "timestamp level message"', () => {
    const line = '2025-08-27 10:30:15,123 WARNING Signup attempt for existing email: john@example.com';
    assert.equal(flaskLine(record), line);
  });

  it('write the FastAPI application with its logger and ids without leading zeros', () => {
    assert.equal(
      fastapiLine('full')(record),
      '2025-08-27 10:30:15,123 - main - WARNING - Signup attempt for existing email: john@example.com' +
        ' - trace_id=a1b2c3d4e5f6071 - span_id=f067aa0ba902b7'
    );
  });

  it('write the shorter FastAPI layout without the logger', () => {
    assert.equal(
      fastapiLine('short')(record),
      '2025-08-27 10:30:15 - WARNING - Signup attempt for existing email: john@example.com - trace_id=a1b2c3d4e5f6071'
    );
  });

  it('write id 0 outside of a trace', () => {
    const { trace_id: _trace, span_id: _span, ...outside } = record;
    assert.match(fastapiLine('full')(outside), / - trace_id=0 - span_id=0$/);
  });

  it('keep an error on one line: the message and what was thrown', () => {
    const failed: LogRecord = {
      ...record,
      level: 'error',
      message: 'Unhandled error',
      exception:
        "TypeError: Cannot read properties of undefined (reading 'percent')\n    at forgottenCheck (shop.ts:1:1)",
    };
    assert.equal(
      flaskLine(failed),
      "2025-08-27 10:30:15,123 ERROR Unhandled error: TypeError: Cannot read properties of undefined (reading 'percent')"
    );
    assert.equal(flaskLine({ ...record, message: 'two\nlines' }).split('\n').length, 1);
  });
});

describe('unpadded', () => {
  for (const [id, written] of [
    ['00ab', 'ab'],
    ['ab00', 'ab00'],
    ['0000', '0'],
    [undefined, '0'],
  ] as const) {
    it(`writes ${id} as ${written}, like Python's format(id, 'x')`, () => assert.equal(unpadded(id), written));
  }
});
