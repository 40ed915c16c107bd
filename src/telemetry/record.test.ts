import fc from 'fast-check';
import { newRecord, recordOf, setOwn } from './record';

it('is a plain object with the same properties as one made from entries', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', '1', ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.integer())), (entries) => {
      const record = recordOf(entries);
      expect(Object.entries(record)).toEqual(Object.entries(Object.fromEntries(entries)));
      expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
    })
  );
});

it('keeps what was set last', () => {
  const record = newRecord<number>();
  setOwn(record, '__proto__', 1);
  setOwn(record, '__proto__', 2);
  setOwn(record, 'a', 3);
  expect(Object.entries(record)).toEqual([
    ['__proto__', 2],
    ['a', 3],
  ]);
  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
});
