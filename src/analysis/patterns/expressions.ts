import { readMask } from './masks';
import { type Form, isCutForm } from './template';
import { isVariable, LEADING, NUMBERED, SPACE, TRAILING, VARIABLE } from './tokens';

/** How a message stands in its line: as it is, or as a JSON string. */
export type Encoding = 'raw' | 'json';

const CLASS_ESCAPES = /[\]\\^-]/g;
const lead = LEADING.replace(CLASS_ESCAPES, '\\$&');
const trail = TRAILING.replace(CLASS_ESCAPES, '\\$&');

/** A character by its code, whose digits are none of the word's. */
const CODE = '\\\\[u][0-9a-fA-F]{4}';

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
    alone: `(?:[^\\t-\\r ="\\\\${withoutQuote(lead)}${withoutQuote(trail)}]|\\\\[^nrtfu"]|${CODE})`,
    first: `(?:[^\\t-\\r ="\\\\${withoutQuote(lead)}]|\\\\[^nrtfu"]|${CODE})`,
    inner: `(?:[^\\t-\\r ="\\\\]|\\\\[^nrtfu]|${CODE})`,
    last: `(?:[^\\t-\\r ="\\\\${withoutQuote(trail)}]|\\\\[^nrtfu"]|${CODE})`,
    space: `(?: |\\\\[nrtf])`,
  },
};

/**
 * Regular expression, of what RE2 and JavaScript have in common, that messages of these forms match as a whole and no
 * message of another skeleton or other constant words does. What all forms begin and end with stands in it once.
 */
export function messageExpression(forms: readonly Form[], encoding: Encoding): string {
  const all = forms.map((form) => piecesOf(form, encoding));
  const [first = []] = all;
  if (all.length === 1) {
    return first.join('');
  }
  const shortest = Math.min(...all.map(({ length }) => length));
  const same = (at: number) => all.every((pieces) => pieces.at(at) === first.at(at));
  let start = 0;
  while (start < shortest && same(start)) {
    start++;
  }
  let end = 0;
  while (end < shortest - start && same(-1 - end)) {
    end++;
  }
  const differing = all.map((pieces) => pieces.slice(start, pieces.length - end).join(''));
  const either = `(?:${[...new Set(differing)].join('|')})`;
  return first.slice(0, start).join('') + either + first.slice(first.length - end).join('');
}

/** Expressions of a form's words and of what stands between them, one behind the other. */
function piecesOf(form: Form, encoding: Encoding): string[] {
  const { skeleton, words } = form;
  const isCut = isCutForm(form);
  const pieces = (isCut ? skeleton.slice(0, -2) : skeleton).split(/(\0| )/);
  let place = 0;
  const expressions = pieces.map((piece, at) => {
    if (piece === '\0') {
      const isName = pieces[at + 1]?.startsWith('=') === true;
      const isValue = pieces[at - 1]?.includes('=') === true;
      return wordExpression(words[place++] ?? VARIABLE, encoding, isName ? 'name' : isValue ? 'value' : 'word');
    }
    return piece === ' ' ? `${CHARACTERS[encoding].space}+` : literal(piece, encoding);
  });
  // Of a cut message there is more.
  return isCut ? [...expressions, CHARACTERS[encoding].space] : expressions;
}

/** Text as it is, in a regular expression. */
export function literal(text: string, encoding: Encoding = 'raw'): string {
  return encoding === 'raw' ? text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : [...text].map(jsonCharacter).join('');
}

/** @param part the name of a pair may end with punctuation, and in its value `=` may occur again */
function wordExpression(word: string, encoding: Encoding, part: 'word' | 'name' | 'value'): string {
  const masked = isVariable(word) ? undefined : readMask(word);
  if (masked !== undefined) {
    const mask = masked.mask === undefined ? '' : `(?:${masked.mask})`;
    return literal(masked.before, encoding) + mask + literal(masked.after, encoding);
  }
  const { alone, first, inner, last } = CHARACTERS[encoding];
  const isNumbered = word === NUMBERED;
  if (part === 'name') {
    return isNumbered ? `(?:${first}${inner}*)?[\\d@]${inner}*` : `${first}${inner}*`;
  }
  const whole = isNumbered
    ? `(?:${first}${inner}*)?[\\d@](?:${inner}*${last})?`
    : `(?:${first}${inner}*${last}|${alone})`;
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
