import { carriesNumber, TAILS } from './masks';
import { isVariable, NUMBERED, VARIABLE } from './tokens';

/** Words that say that there is no value, whatever else may stand in their place. */
const NOTHING = /^(?:null|nil|undefined|nan|n\/a)$/i;
const PLAIN = /^\p{L}[\p{L}'’:_[({-]*$/u;
/** The same thing by the number, and by the letter: `eth0`, `replica-b`. */
const TAIL = /^(.*?)(?:(?<=\p{L})(\d{1,3})|(?<=[_-])([A-Za-z]\d{0,3}))$/u;

/**
 * The name in a word as sentences and programs are made of: letters, also those of names in code (`a_b`, `A::b`,
 * `on:true`), without the few digits or the letter that count things of one kind (`eth0`, `replica-b`).
 * @returns undefined for a word of another kind
 */
export function plainName(word: string): string | undefined {
  const { name, isPlain } = readName(word);
  return isPlain ? name : undefined;
}

/** Names found in words, since the same words come again and again; so many of them, and none that is long. */
const known = new Map<string, Named>();
const MAX_KNOWN = 10_000;
const MAX_LENGTH = 64;

interface Named {
  name: string;
  /** The mask of what is behind the name. */
  tail?: string;
  isPlain: boolean;
}

function readName(word: string): Named {
  const before = known.get(word);
  if (before !== undefined) {
    return before;
  }
  const [name, tail] = splitTail(word);
  const named = { name, tail, isPlain: PLAIN.test(name) && !NOTHING.test(name) };
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  if (word.length <= MAX_LENGTH) {
    known.set(word, named);
  }
  return named;
}

function splitTail(word: string): [name: string, tail?: string] {
  if (isTail(word.slice(-1))) {
    return [word.slice(0, -1), word.slice(-1)];
  }
  const [, name, digits] = TAIL.exec(word) ?? [];
  return name === undefined ? [word] : [name, digits === undefined ? TAILS.letter : TAILS.digits];
}

function isTail(character: string): boolean {
  return character === TAILS.digits || character === TAILS.letter;
}

/** Whether a word fits what stands in a template. */
export function fits(template: string, word: string): boolean {
  if (template === VARIABLE || template === word) {
    return true;
  }
  if (template === NUMBERED) {
    return carriesNumber(word) !== 'no';
  }
  if (!isTail(template.slice(-1))) {
    return false;
  }
  const { name, tail } = readName(word);
  return tail !== undefined && template === name + tail;
}

/** Whether what stands in a template fits more than one word. */
export function isGeneralized(word: string): boolean {
  return isVariable(word) || isTail(word.slice(-1));
}

/** What two words have in common. */
export function generalized(a: string, b: string): string {
  if (a === b) {
    return a;
  }
  const { name, tail, isPlain } = readName(a);
  const other = readName(b);
  if (isPlain && tail !== undefined && tail === other.tail && name === other.name) {
    return name + tail;
  }
  const isNumbered = [a, b].every((word) => word === NUMBERED || carriesNumber(word) === 'yes');
  return isNumbered ? NUMBERED : VARIABLE;
}
