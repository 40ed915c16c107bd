/** What stands in place of personal data. */
export const REDACTED = { email: '[e-mail]', card: '[card]', phone: '[phone]' } as const;

/** An address, its `@` as it is or as URLs encode it. */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._+-](?:[\p{L}\p{N}._+-]|%(?!40)){0,63}(?:@|%40)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu;
/** 13 to 19 digits in one piece, or in the groups that are printed on cards. */
const CARD =
  /(?<![\w.+-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\w-]|\.\d)/g;
/**
 * First digits of the card schemes by length:
 * https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN)
 */
const SCHEMES: ReadonlyArray<[prefix: RegExp, lengths: readonly number[]]> = [
  [/^4/, [13, 16, 18, 19]],
  [/^5[1-5]|^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|095|[689])/, [14, 15, 16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^6(?:011|4[4-9]|5)/, [16, 17, 18, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:50|5[6-8]|6[37])/, [13, 14, 15, 16, 17, 18, 19]],
];
/** `+44 20 7946 0958`. No country's code begins with 0, which a time zone's offset does. */
const INTERNATIONAL = /(?<![\w+])\+[1-9]\d{0,2}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?![\w-]|\.\d)/g;
/** `(555) 123-4567`, `555-123-4567`, `1-555-123-4567`. */
const NATIONAL = /(?<![\w.+-])(?:1[ -])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}-)\d{3}-\d{4}(?![\w-]|\.\d)/g;
/** What is named a phone number, however it is written. */
const NAMED_PHONE =
  /(\b(?:(?:tele)?phone|mobile|cell|msisdn|tel|fax)(?:[_-]?(?:number|no|nr))?["']?\s{0,3}[:=]\s{0,3}["']?)(\+?\(?\d[\d ()./-]{4,22}\d)(?!\w)/gi;
const OF_A_PHONE = /(?:^|[._-])(?:(?:tele)?phone|mobile|cell|msisdn|tel|fax)(?:[_-]?(?:number|no|nr))?$/i;
/** A name of a trace's or span's id, before its value. */
const ID_BEFORE = /(?:trace|span|parent)[-_.]?(?:id)?["']?\s{0,3}[:=]\s{0,3}["'(]?$/i;
const OF_AN_ID = /(?:trace|span|parent)[-_.]?id$/i;
const CLOCK_BEFORE = /\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)? ?$/;
const DIGITS_OF_PHONES: readonly [least: number, most: number] = [8, 15];

/**
 * Text without e-mail addresses, card numbers (known issuers, with a right check digit) and phone numbers. Trace and
 * span ids, UUIDs, timestamps and other numbers stay as they are. For whatever leaves the screen: copies, exports,
 * shared links.
 * @param name the field that the text is the value of: an id of a trace stays whatever its digits are, a phone number
 * goes however it is written
 */
export function redact(text: string, name = ''): string {
  if (OF_AN_ID.test(name)) {
    return text;
  }
  if (OF_A_PHONE.test(name) && /^\+?[\d ()./-]{6,24}$/.test(text.trim())) {
    return REDACTED.phone;
  }
  const withoutAddresses = text.includes('@') || text.includes('%40') ? text.replace(EMAIL, REDACTED.email) : text;
  if (!/\d[\d ()./-]{4,}\d/.test(withoutAddresses)) {
    return withoutAddresses;
  }
  return withoutAddresses
    .replace(CARD, (...match) => (isCard(match) ? REDACTED.card : match[0]))
    .replace(NAMED_PHONE, (whole, before: string, digits: string) =>
      isPhone(digits, 6) ? `${before}${REDACTED.phone}` : whole
    )
    .replace(INTERNATIONAL, (number: string, at: number, whole: string) =>
      isPhone(number) && !CLOCK_BEFORE.test(before(whole, at)) ? REDACTED.phone : number
    )
    .replace(NATIONAL, REDACTED.phone);
}

/** Whether digits end with the right check digit. ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** @param match what `replace` tells of a match: the text, groups, where it stands, and the whole */
function isCard(match: unknown[]): boolean {
  const [number, , , at, whole] = match as [string, string, string, number, string];
  const digits = number.replace(/\D/g, '');
  const isIssued = SCHEMES.some(([prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length));
  return isIssued && passesLuhn(digits) && !ID_BEFORE.test(before(whole, at));
}

function isPhone(number: string, least = DIGITS_OF_PHONES[0]): boolean {
  const count = number.replace(/\D/g, '').length;
  return count >= least && count <= DIGITS_OF_PHONES[1];
}

function before(whole: string, at: number): string {
  return whole.slice(Math.max(0, at - 40), at);
}
