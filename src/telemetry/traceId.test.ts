import fc from 'fast-check';
import { propertyRuns } from './testing/propertyRuns';
import { normalizeSpanId, normalizeTraceId, spellingsOf } from './traceId';

const id = fc.bigInt({ min: BigInt(1), max: BigInt('0x' + 'f'.repeat(32)) }).map((number) => number.toString(16));

it('reads every spelling of an id as the same id', () => {
  fc.assert(
    fc.property(id, (bare) => {
      const whole = bare.padStart(32, '0');
      expect(normalizeTraceId(bare)).toBe(whole);
      expect(normalizeTraceId(bare.toUpperCase())).toBe(whole);
      expect(spellingsOf(whole).map(normalizeTraceId)).toEqual(spellingsOf(whole).map(() => whole));
      expect(spellingsOf(whole)).toEqual(expect.arrayContaining([whole, bare]));
    }),
    { numRuns: propertyRuns(10_000) }
  );
});

it.each(['', '0', '0'.repeat(32), 'xyz', '1f 2e', '1'.repeat(33), '-1'])('takes %p for no trace id', (text) => {
  expect(normalizeTraceId(text)).toBeUndefined();
});

it('knows that a span id has 16 digits', () => {
  expect(normalizeSpanId('3D')).toBe('000000000000003d');
  expect(normalizeSpanId('1'.repeat(17))).toBeUndefined();
});
