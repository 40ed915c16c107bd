import { carriesNumber, maskVariables, readMask } from './masks';

/** Punctuation that is not part of a word where it stands before it or after it. */
export const LEADING = `([{<"'`;
export const TRAILING = `)]}>"',;:.!?`;
/** Space within messages: tab to carriage return, and the blank; the same in RE2 and in JavaScript. */
export const SPACE = '[\\t-\\r ]';
/** A word that varies as a whole. No line has this character. */
export const VARIABLE = '\uE0FF';
/** The same, of words that have a digit or an `@`: names of things, not what a sentence is made of. */
export const NUMBERED = '\uE0FE';

/** Whether a word stands for words of any text. */
export function isVariable(word: string): boolean {
  return word === VARIABLE || word === NUMBERED;
}

/** Messages are compared by so much of them. */
const MAX_TOKENS = 48;
const MAX_LENGTH = 2000;

/** What a message is made of: words, and the punctuation and spaces between them. */
export interface Tokens {
  /** Everything but the words, `\0` for each. Only messages with the same skeleton can have the same pattern. */
  skeleton: string;
  /** Masked words, in order. */
  words: string[];
  /** The message is longer than this. */
  isCut: boolean;
  /** What is looked at ends within its only word, which is therefore not known whole. */
  isWordCut: boolean;
}

/**
 * Takes a message apart. A word is what stands between spaces, without the punctuation around it; `name=value` is two.
 * The words alone vary, and whatever stands in place of one can be told by a regular expression (see wordRegExp).
 */
export function tokenize(message: string): Tokens {
  const isLong = message.length > MAX_LENGTH;
  const tokens = maskVariables(isLong ? message.slice(0, MAX_LENGTH) : message)
    .split(/[\t-\r ]+/)
    .filter((token) => token !== '');
  const isCut = isLong || tokens.length > MAX_TOKENS;
  // Of a message that ends within a word, that word is not compared.
  const kept = isCut ? tokens.slice(0, Math.max(1, Math.min(tokens.length - 1, MAX_TOKENS))) : tokens;
  const words: string[] = [];
  const skeleton = kept.map((token) => split(token, words)).join(' ');
  return { skeleton: isCut ? `${skeleton} …` : skeleton, words, isCut, isWordCut: isLong && tokens.length === 1 };
}

function split(token: string, words: string[]): string {
  const start = countLeading(token, 0);
  const end = token.length - countTrailing(token, start);
  const lead = token.slice(0, start);
  const trail = token.slice(end);
  const core = token.slice(start, end);
  const equals = core.indexOf('=');
  if (equals < 0) {
    return lead + word(core, words) + trail;
  }
  const value = countLeading(core, equals + 1);
  return `${lead}${word(core.slice(0, equals), words)}=${core.slice(equals + 1, value)}${word(core.slice(value), words)}${trail}`;
}

function word(text: string, words: string[]): string {
  if (text === '') {
    return '';
  }
  const isKnown = readMask(text) !== undefined;
  words.push(isKnown ? text : carriesNumber(text) === 'yes' ? NUMBERED : VARIABLE);
  return '\0';
}

/** Position after the leading punctuation from `from` on. */
function countLeading(text: string, from: number): number {
  let at = from;
  while (at < text.length && LEADING.includes(text.charAt(at))) {
    at++;
  }
  return at;
}

function countTrailing(text: string, start: number): number {
  let end = text.length;
  while (end > start && TRAILING.includes(text.charAt(end - 1))) {
    end--;
  }
  return text.length - end;
}
