import { type Attributes } from '../../attributes';

/**
 * What varies from one request to the next, in the place where it will stand in a line: characters that no line holds.
 * A body with slots says what all lines of its kind have in common.
 */
export const TRACE_SLOT = '\uE003';
export const HEX_SLOT = '\uE000';
export const NUMBER_SLOT = '\uE001';
export const TIME_SLOT = '\uE002';

/** What a request is about, as far as no two are alike. */
export const ABOUT_SLOTS: Attributes = {
  request_id: `req-${HEX_SLOT}`,
  user_id: `u-${NUMBER_SLOT}`,
  sku: `SKU-${NUMBER_SLOT}`,
  amount: NUMBER_SLOT,
  order_id: `o-${HEX_SLOT}`,
};

/** Which characters a slot may stand for; any number of them. */
const CLASSES: Record<string, RegExp> = {
  [TRACE_SLOT]: /^[0-9a-f]$/i,
  [HEX_SLOT]: /^[0-9a-f]$/i,
  [NUMBER_SLOT]: /^[0-9.]$/,
  [TIME_SLOT]: /^[0-9TZ:.,+ -]$/i,
};

/** Whether all, some or none of the lines of a kind are meant. */
export type Verdict = 'all' | 'some' | 'none';

/** Which of the lines that a body with slots stands for contain a text. `none` is said only where it is sure. */
export function containing(body: string, text: string, caseSensitive: boolean): Verdict {
  const [template, sought] = caseSensitive ? [body, text] : [body.toLowerCase(), text.toLowerCase()];
  if (template.includes(sought)) {
    return 'all';
  }
  return canOccur(template, sought) ? 'some' : 'none';
}

/** Goes through the template and the text side by side, from every place of the template at once. */
function canOccur(template: string, text: string): boolean {
  // Places of the template that may stand for the next character of the text; it may begin anywhere.
  let places = new Set(Array.from({ length: template.length }, (_, i) => i));
  for (const character of text) {
    const next = new Set<number>();
    for (const start of places) {
      let at = start;
      // A slot may stand for nothing at all, and for more after this character.
      for (; CLASSES[template.charAt(at)]; at++) {
        if (CLASSES[template.charAt(at)]?.test(character)) {
          next.add(at);
        }
      }
      if (template.charAt(at) === character) {
        next.add(at + 1);
      }
    }
    places = next;
    if (places.size === 0) {
      return false;
    }
  }
  return true;
}

const FILLINGS = [
  { hex: '1b3e5a7092c4d6e8', number: '17', time: '2026-01-02T03:04:05.006Z' },
  { hex: '2c4f6d81a3b5e7f9', number: '29', time: '2027-09-08T07:06:05.004Z' },
] as const;

/** Texts that one with slots may stand for: something is the same in all of them only if it does not vary. */
export function fillings(text: string): string[] {
  return FILLINGS.map(({ hex, number, time }) =>
    text
      .replaceAll(TRACE_SLOT, hex + hex)
      .replaceAll(HEX_SLOT, hex)
      .replaceAll(NUMBER_SLOT, number)
      .replaceAll(TIME_SLOT, time)
  );
}

/** Whether anything in a text varies. */
export function hasSlot(text: string): boolean {
  return Object.keys(CLASSES).some((slot) => text.includes(slot));
}
