/**
 * Characters that are not seen but change what is: controls other than tab and line break, marks of writing direction,
 * spaces without width, hyphens that show at the end of a line only, and tags, in which whole texts can hide. Joiners
 * are left alone where scripts and emoji need them, which is not within ASCII.
 */
export const INVISIBLE =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|(?<=[ -~])[\u200c\u200d]|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text, or a sign in place of what would not be seen. */
export interface VisibleText {
  text: string;
  /** The code point that the sign stands for, as `U+202E`. */
  standsFor?: string;
}

/** Makes visible what a hostile or broken line hides. */
export function showInvisible(text: string): VisibleText[] {
  const parts: VisibleText[] = [];
  let end = 0;
  for (const { 0: character, index } of text.matchAll(INVISIBLE)) {
    if (index > end) {
      parts.push({ text: text.slice(end, index) });
    }
    parts.push(signFor(character));
    end = index + character.length;
  }
  if (end < text.length) {
    parts.push({ text: text.slice(end) });
  }
  return parts;
}

/** The character that a sign stands for, by its code point: `U+202E`. */
export function characterOf(standsFor: string): string {
  return String.fromCodePoint(parseInt(standsFor.slice(2), 16));
}

/** Unicode has pictures for the controls of ASCII; of the others the number is told. */
function signFor(character: string): VisibleText {
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const picture = code < 0x20 ? 0x2400 + code : code === 0x7f ? 0x2421 : undefined;
  return { text: picture === undefined ? `‹${name}›` : String.fromCharCode(picture), standsFor: name };
}
