import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brandOf, isCardNumber } from './cards.ts';

describe('card numbers', () => {
  for (const [number, brand] of [
    ['4242424242424242', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2223003122003222', 'mastercard'],
    ['378282246310005', 'amex'],
    ['371449635398431', 'amex'],
    ['6011111111111117', undefined],
  ] as const) {
    it(`${number} is a number of ${brand ?? 'a brand that we do not know'}`, () => {
      assert.ok(isCardNumber(number));
      assert.equal(brandOf(number), brand);
    });
  }

  it('are told from typing errors: any other last digit is wrong', () => {
    const right = [...'0123456789'].filter((digit) => isCardNumber(`424242424242424${digit}`));
    assert.deepEqual(right, ['2']);
  });

  it('consist of 12 to 19 digits', () => {
    for (const text of ['', '0', '42', 'abcdefghijklm', '0'.repeat(20), '４２４２４２４２４２４２４２４２']) {
      assert.equal(isCardNumber(text), false, text);
    }
  });
});
