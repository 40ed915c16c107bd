import { type Level } from '../../../questions/logs';
import { levelOfWord, readLevel } from '../../level';
import { timestampEnd } from '../timestamp';
import { matches } from './scan';

const LEVEL_WORD = /([A-Za-z]{1,13}\d?)(?=$|[\s:|\])>,!*]|- )/y;
const OPENERS = '[<(*';
/** Spaces within a bracket: `[  WARN]`. */
const MAX_PADDING = 7;
/** What follows a letter that is a level, and no word of a sentence: another part of a header. */
const AFTER_LETTER = /\s+(?:[[({|<]|-\s|[A-Z]{2,}\s|[\w$]+(?:[./:]+[\w$]+)+(?:\s|:|\])|[\w.$-]+\s?[:|]\s)/y;

/** A level in the header of a line. */
interface FoundLevel {
  level: Level;
  end: number;
}

/**
 * The level that stands here: a word in capitals, or one that something delimits, or a letter. `Error while …` is how
 * a message begins; `error: …`, `ERROR …` and what follows a time in small letters are levels.
 */
export function levelAt(text: string, at: number, hasTime: boolean): FoundLevel | undefined {
  const isOpen = at < text.length && OPENERS.includes(text.charAt(at));
  let start = isOpen ? at + 1 : at;
  while (isOpen && text.charAt(start) === ' ' && start < at + MAX_PADDING) {
    start++;
  }
  const word = matches(LEVEL_WORD, text, start)?.[1] ?? '';
  const end = start + word.length;
  if (word.length === 1) {
    return letterAt(text, word, end, isOpen, hasTime);
  }
  const level = levelOfWord(word);
  if (level === undefined || !isSetApart(text, word, end, isOpen, hasTime)) {
    return undefined;
  }
  // Of Go: the exception begins here.
  return { level, end: word === 'panic' ? at : closed(text, end, isOpen) };
}

function isSetApart(text: string, word: string, end: number, isOpen: boolean, hasTime: boolean): boolean {
  const delimiter = text.charAt(end);
  const isDelimited = isOpen
    ? /[\]>)\s:|*]/.test(delimiter)
    : (delimiter !== '' && ':|]'.includes(delimiter)) ||
      (hasTime && /^(?:\t|\s+[-|]\s)/.test(text.slice(end, end + 8)));
  return (
    isDelimited ||
    word === word.toUpperCase() ||
    (hasTime && word === word.toLowerCase() && delimiter !== '!' && !isSentence(text, end))
  );
}

/** Where what encloses a level ends: `[ERROR   ]`. */
function closed(text: string, end: number, isOpen: boolean): number {
  const padding = isOpen ? (/^ {0,8}(?=[\]>)*])/.exec(text.slice(end, end + 9))?.[0].length ?? 0) : 0;
  return /[\]>)|:!*]/.test(text.charAt(end + padding)) ? end + padding + 1 : end;
}

/**
 * A letter is a level in brackets, before Telegraf's `!`, and after a time: MongoDB's `I NETWORK`, semantic_logger's
 * `E [42:puma 001]`. `A` and `I` are words, too.
 */
function letterAt(
  text: string,
  letter: string,
  end: number,
  isOpen: boolean,
  hasTime: boolean
): FoundLevel | undefined {
  const level = readLevel(letter);
  const delimiter = text.charAt(end);
  if (level === undefined) {
    return undefined;
  }
  if (isOpen) {
    const isTimed = /\s/.test(delimiter) && timestampEnd(text, end + 1) !== undefined;
    return isTimed || /[\]>)]/.test(delimiter) ? { level, end: closed(text, end, isOpen) } : undefined;
  }
  if (letter !== letter.toUpperCase()) {
    return undefined;
  }
  const isLevel = hasTime
    ? /[:|!\]]/.test(delimiter) ||
      (/\s/.test(delimiter) && ('EWDFTV'.includes(letter) || matches(AFTER_LETTER, text, end) !== null))
    : ('EW'.includes(letter) && /^: \S/.test(text.slice(end, end + 3))) ||
      (delimiter === ' ' && timestampEnd(text, end + 1) !== undefined);
  return isLevel ? { level, end: closed(text, end, false) } : undefined;
}

/**
 * `log rotated`, `error while …` in small letters, straight after a time: words of a sentence rather than a level and a
 * message.
 */
function isSentence(text: string, end: number): boolean {
  return /^ (?:while|when|in|on|at|for|from|to|of|rotated|file)\b/.test(text.slice(end, end + 10));
}
