import fc from 'fast-check';
import { type LineFilter, LOG_FIELDS, type LogCondition, type LogField } from '../telemetry/questions/logs';
import { SPAN_FIELDS, type SpanCondition, type SpanField } from '../telemetry/questions/traces';
import {
  type Address,
  logsAddress,
  readLogsAddress,
  readStoryAddress,
  readTracesAddress,
  storyAddress,
  tracesAddress,
} from './addresses';

/** As the address bar would give it back. */
const reread = ({ params }: Address) => new URLSearchParams(new URLSearchParams(params).toString());

const text = fc.string({ unit: 'grapheme', minLength: 1 });
const values = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 });
const op = fc.constantFrom('in' as const, 'notIn' as const);
const named = (kinds: string[]) => fc.tuple(fc.constantFrom(...kinds), text).map(([kind, name]) => `${kind}${name}`);
const logField = fc.oneof(fc.constantFrom(...LOG_FIELDS), named(['label:', 'metadata:', 'field:']));
const spanField = fc.oneof(fc.constantFrom(...SPAN_FIELDS), named(['span.', 'resource.']));
const seconds = fc.option(fc.double({ min: 0, max: 1e4, noNaN: true }), { nil: undefined });

describe('the address of', () => {
  it('logs gives back every condition and filter', () => {
    const condition = fc.record({ field: logField as fc.Arbitrary<LogField>, op, values });
    const filter: fc.Arbitrary<LineFilter> = fc.record({
      text,
      kind: fc.constantFrom('text' as const, 'regexp' as const),
      caseSensitive: fc.boolean(),
      op: fc.constantFrom('include' as const, 'exclude' as const),
    });
    fc.assert(
      fc.property(fc.array(condition), fc.array(filter), (where: LogCondition[], lines: LineFilter[]) => {
        expect(readLogsAddress(reread(logsAddress({ where, lines })))).toEqual({ where, lines });
      })
    );
  });

  it('traces gives back every condition and the selection', () => {
    const condition: fc.Arbitrary<SpanCondition> = fc.oneof(
      fc.record({ field: spanField as fc.Arbitrary<SpanField>, op, values }),
      fc.record({
        field: fc.constant('duration' as const),
        op: fc.constant('between' as const),
        from: seconds,
        to: seconds,
      }),
      fc.record({ field: fc.constant('error' as const), op: fc.constant('is' as const), value: fc.boolean() })
    );
    fc.assert(
      fc.property(fc.array(condition), seconds, (where, longest) => {
        const selected = { from: 1_700_000_000_000, to: 1_700_000_060_000, shortest: 0.25, longest };
        expect(readTracesAddress(reread(tracesAddress({ where, selected })))).toEqual({ where, selected });
      })
    );
  });

  it('a story gives back what it shows, its id in one spelling', () => {
    const address = { traceId: '1f2e', near: 1_700_000_000_000, span: '0a', line: 'x|y', compare: 'typical' };
    const { path } = storyAddress(address);
    expect(readStoryAddress(path.split('/').at(-1) ?? '', reread(storyAddress(address)))).toEqual({
      ...address,
      traceId: '1f2e'.padStart(32, '0'),
    });
  });
});

it.each(['where=', 'where=nonsense=x', 'text=t:x', 'text=+t:', 'text=+q:x'])('leaves out what is none: %s', (query) => {
  expect(readLogsAddress(new URLSearchParams(query.replace('+', '%2B')))).toEqual({ where: [], lines: [] });
});

it.each(['where=bogus=1', 'selected=1', 'selected=5,2', 'selected=a,b'])('leaves out what is none: %s', (query) => {
  expect(readTracesAddress(new URLSearchParams(query))).toEqual({ where: [] });
});
