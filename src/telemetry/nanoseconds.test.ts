import fc from 'fast-check';
import { compareMoments, isoMoment, millisecondOf, millisecondsOf } from './nanoseconds';

const moments = fc.bigInt({ min: BigInt(0), max: BigInt('4102444800000000000') });

it('tells the millisecond of every nanosecond, also where the number for it rounds up to the next', () => {
  expect(millisecondsOf('1700000000999999999')).toBe(1_700_000_001_000);
  expect(millisecondOf('1700000000999999999')).toBe(1_700_000_000_999);
  fc.assert(
    fc.property(moments, (moment) => {
      expect(millisecondOf(String(moment).padStart(7, '0'))).toBe(Number(moment / BigInt(1e6)));
    })
  );
});

it('writes a moment to its nanosecond', () => {
  expect(isoMoment('1700000000999999999')).toBe('2023-11-14T22:13:20.999999999');
  expect(isoMoment('1700000000000000007')).toBe('2023-11-14T22:13:20.000000007');
});

it('orders moments as they follow each other', () => {
  fc.assert(
    fc.property(moments, moments, (one, other) => {
      expect(Math.sign(compareMoments(String(one), String(other)))).toBe(one < other ? -1 : one > other ? 1 : 0);
    })
  );
});
