import type { Brand } from '../payments/types.ts';

/** The brand that a card number's first digits belong to. */
export function brandOf(number: string): Brand | undefined {
  if (/^4/.test(number)) {
    return 'visa';
  }
  if (/^3[47]/.test(number)) {
    return 'amex';
  }
  const prefix = Number(number.slice(0, 4));
  return (prefix >= 5100 && prefix < 5600) || (prefix >= 2221 && prefix <= 2720) ? 'mastercard' : undefined;
}

/** The check digit of card numbers (ISO/IEC 7812, Luhn): catches typing errors before anybody is asked. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) {
    return false;
  }
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
