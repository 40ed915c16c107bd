import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isMalformed, readEvent } from './event.ts';
import type { LokiLine } from './line.ts';

const from = (line: string, more: Partial<LokiLine> = {}): LokiLine => ({
  stream: { service_name: 'shop' },
  ns: 1_700_000_000_000_000_001n,
  line,
  metadata: {},
  ...more,
});
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('readEvent', () => {
  const words = 'usage=true feature=payment user=3f9c outcome=refused reason=card_declined event_id=Yk3q';
  const payment = { service: 'shop', feature: 'payment', user: '3f9c', outcome: 'refused', reason: 'card_declined' };
  const cases: ReadonlyArray<[what: string, LokiLine, expected: object]> = [
    ['a text', from(`2025-08-27 10:30:15,123 INFO ${words}`), payment],
    [
      'a text with ids that lack their zeros',
      from(`2025-08-27 10:30:15,123 - main - INFO - ${words} - trace_id=a1 - span_id=2`),
      { ...payment, traceId: `${'0'.repeat(30)}a1` },
    ],
    ['a text outside of a trace', from(`${words} - trace_id=0 - span_id=0`), payment],
    [
      'JSON with fields',
      from(JSON.stringify({ ...payment, usage: true, service: undefined, trace_id: TRACE, message: 'Paid' })),
      { ...payment, traceId: TRACE },
    ],
    ['JSON with words alone', from(JSON.stringify({ level: 'info', message: words })), payment],
    ['an OTLP record', from(words, { metadata: { trace_id: TRACE } }), { ...payment, traceId: TRACE }],
    [
      'values in quotes',
      from('usage=true, feature="gift \\"cards\\"", outcome="ok"'),
      { service: 'shop', feature: 'gift "cards"', outcome: 'ok' },
    ],
  ];
  for (const [what, line, expected] of cases) {
    it(`reads ${what}`, () => {
      const read = readEvent(line);
      assert.ok(!isMalformed(read));
      const { key, ns, ...rest } = read;
      assert.deepEqual(rest, expected);
      assert.equal(key.length, 32);
      assert.equal(ns, line.ns);
    });
  }

  const faults: ReadonlyArray<[line: string, problem: string]> = [
    ['GET /usage=true 404 1.2ms', 'no feature'],
    ['usage=true feature=browse', 'no outcome'],
    ['usage=true feature= outcome=ok', 'no feature'],
    ['{"usage":true,"feature":"browse"', 'usage is not a field of this line'],
    ['{"usage":true,"feature":{"a":1},"outcome":"ok"}', 'no feature'],
    [
      `usage=true feature=${'x'.repeat(201)} outcome=ok`,
      'feature is longer than 200 characters, or has control characters',
    ],
    [
      '{"usage":true,"feature":"a\\u0000","outcome":"ok"}',
      'feature is longer than 200 characters, or has control characters',
    ],
    [
      '{"usage":true,"service":"a\\u0000","feature":"browse","outcome":"ok"}',
      'service is longer than 200 characters, or has control characters',
    ],
  ];
  for (const [line, problem] of faults) {
    it(`says of ${line.slice(0, 50)} what is wrong with it`, () => {
      const read = readEvent(from(line, { stream: {} }));
      assert.ok(isMalformed(read));
      assert.equal(read.problem, problem);
    });
  }

  it('reads any words that are written as pairs, and throws at nothing', () => {
    const word = fc.stringMatching(/^[\w.:-]{1,40}$/);
    fc.assert(
      fc.property(word, word, word, (feature, user, outcome) => {
        const text = `usage=true feature=${feature} user=${user} outcome=${outcome}`;
        for (const line of [text, JSON.stringify({ usage: true, feature, user, outcome })]) {
          const read = readEvent(from(line));
          assert.ok(!isMalformed(read));
          assert.deepEqual([read.feature, read.user, read.outcome], [feature, user, outcome]);
        }
      })
    );
    fc.assert(fc.property(fc.string(), (line) => void readEvent(from(`${line}usage=true${line}`))));
  });
});

describe('the key of an event', () => {
  const key = (line: LokiLine) => readEvent(line).key.toString('hex');
  const one = from('usage=true feature=browse outcome=ok');

  it('is its place in Loki: stream, time, text and metadata', () => {
    assert.equal(key({ ...one, stream: { b: '2', a: '1' } }), key({ ...one, stream: { a: '1', b: '2' } }));
    const others = [
      { ...one, ns: one.ns + 1n },
      { ...one, stream: { service_name: 'other' } },
      { ...one, line: `${one.line} reason=x` },
      { ...one, metadata: { trace_id: TRACE } },
    ];
    assert.equal(new Set([one, ...others].map(key)).size, 5);
  });

  it('is its own id where it has one, so that a line that is shipped twice is one event', () => {
    const told = from('usage=true feature=browse outcome=ok event_id=e1');
    assert.equal(
      key(told),
      key({ ...told, ns: told.ns + 5_000_000_000n, stream: { ...told.stream, file: 'app.log' } })
    );
    assert.notEqual(key(told), key({ ...told, stream: { service_name: 'other' } }));
  });
});
