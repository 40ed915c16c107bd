import { readMask } from './masks';
import { LEADING, SPACE, TRAILING, VARIABLE } from './tokens';

/** How a message stands in its line: as it is, or as a JSON string. */
export type Encoding = 'raw' | 'json';

const CLASS_ESCAPES = /[\]\\^-]/g;
const lead = LEADING.replace(CLASS_ESCAPES, '\\$&');
const trail = TRAILING.replace(CLASS_ESCAPES, '\\$&');

/**
 * One character of a word by where it stands. A word does not begin with leading punctuation, nor end with trailing.
 */
const CHARACTERS: Readonly<
  Record<Encoding, { alone: string; first: string; inner: string; last: string; space: string }>
> = {
  raw: {
    alone: `[^\\t-\\r =${lead}${trail}]`,
    first: `[^\\t-\\r =${lead}]`,
    inner: `[^\\t-\\r =]`,
    last: `[^\\t-\\r =${trail}]`,
    space: SPACE,
  },
  json: {
    alone: `(?:[^\\t-\\r ="\\\\${withoutQuote(lead)}${withoutQuote(trail)}]|\\\\[^nrtf"])`,
    first: `(?:[^\\t-\\r ="\\\\${withoutQuote(lead)}]|\\\\[^nrtf"])`,
    inner: `(?:[^\\t-\\r ="\\\\]|\\\\[^nrtf])`,
    last: `(?:[^\\t-\\r ="\\\\${withoutQuote(trail)}]|\\\\[^nrtf"])`,
    space: `(?: |\\\\[nrtf])`,
  },
};

/**
 * Regular expression, of what RE2 and JavaScript have in common, that a message of a template matches as a whole and no
 * message of another skeleton or other constant words does.
 * @param skeleton as `tokenize` gives it
 * @param words VARIABLE where they vary
 */
export function messageExpression(skeleton: string, words: readonly string[], encoding: Encoding): string {
  const isCut = skeleton.endsWith(' …');
  const pieces = (isCut ? skeleton.slice(0, -2) : skeleton).split(/(\0| )/);
  let place = 0;
  const expression = pieces.map((piece, at) => {
    if (piece === '\0') {
      const isName = pieces[at + 1]?.startsWith('=') === true;
      const isValue = pieces[at - 1]?.includes('=') === true;
      return wordExpression(words[place++] ?? VARIABLE, encoding, isName ? 'name' : isValue ? 'value' : 'word');
    }
    return piece === ' ' ? `${CHARACTERS[encoding].space}+` : literal(piece, encoding);
  });
  // Of a cut message there is more.
  return expression.join('') + (isCut ? CHARACTERS[encoding].space : '');
}

/** Text as it is, in a regular expression. */
export function literal(text: string, encoding: Encoding = 'raw'): string {
  return encoding === 'raw' ? text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : [...text].map(jsonCharacter).join('');
}

/** @param part the name of a pair may end with punctuation, and in its value `=` may occur again */
function wordExpression(word: string, encoding: Encoding, part: 'word' | 'name' | 'value'): string {
  const masked = word === VARIABLE ? undefined : readMask(word);
  if (masked !== undefined) {
    const mask = masked.mask === undefined ? '' : `(?:${masked.mask})`;
    return literal(masked.before, encoding) + mask + literal(masked.after, encoding);
  }
  const { alone, first, inner, last } = CHARACTERS[encoding];
  if (part === 'name') {
    return `${first}${inner}*`;
  }
  const whole = `(?:${first}${inner}*${last}|${alone})`;
  return part === 'value' ? whole.replaceAll('-\\r =', '-\\r ') : whole;
}

/** A character in the ways in which writers of JSON put it: Go escapes `<`, PHP `/`, Python everything but ASCII. */
function jsonCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const plain = literal(JSON.stringify(character).slice(1, -1));
  const hex = code.toString(16).padStart(4, '0');
  const isEscapable = character === '<' || character === '>' || character === '&' || character === "'" || code > 0x7e;
  if (isEscapable && character.length === 1) {
    const digits = [...hex].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
    return `(?:${plain}|\\\\u${digits})`;
  }
  return character === '/' ? '\\\\?/' : plain;
}

function withoutQuote(characters: string): string {
  return characters.replace('"', '');
}
