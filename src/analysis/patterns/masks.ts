/**
 * What varies by its looks alone, before any line is compared with another: ids, addresses, times, numbers. A mask
 * stands for a class of texts, so that the same class can be asked for in a regular expression. Order matters: the
 * first that fits is taken.
 */
const CLASSES: readonly string[] = [
  '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', // UUID
  String.raw`\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?`,
  String.raw`(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d{2}:\d{2}:\d{2}(?: \d{4})?`,
  String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`,
  String.raw`[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}`, // e-mail
  String.raw`\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?`, // IPv4
  '0x[0-9a-fA-F]{1,40}|[0-9a-f]{16,64}|[0-9A-F]{16,64}',
];
/** A number may be followed by letters, its unit; the others end where a word ends. */
const NUMBER = String.raw`-?\d{1,15}(?:\.\d{1,15})?`;

/** A mask is one character of Unicode's private use, which no line has a use for. */
const FIRST = 0xe000;
const NUMBER_MASK = String.fromCharCode(FIRST + CLASSES.length);
/** Ends of words that are otherwise the same: a few digits, one letter. Templates alone have them. */
export const TAILS = {
  digits: String.fromCharCode(FIRST + CLASSES.length + 1),
  letter: String.fromCharCode(FIRST + CLASSES.length + 2),
};
const MASK = new RegExp(`[\\u{${FIRST.toString(16)}}-${TAILS.letter}]`, 'gu');
const ONE_MASK = new RegExp(MASK.source, 'u');
const SOURCES = [...CLASSES, NUMBER, '\\d{1,3}', '[A-Za-z]\\d{0,3}'];
/** Classes of hexadecimal digits, which may by chance have none but letters. */
const HEXADECIMAL = [0, CLASSES.length - 1].map((at) => String.fromCharCode(FIRST + at));

/** A mask does not begin within a word: `sha256` and `shop2` stay as they are. */
const ANY = new RegExp(
  String.raw`(?<!\w)(?:${CLASSES.map((source) => `((?:${source})(?!\\w))`).join('|')}|(${NUMBER}))`,
  'g'
);

/** Text with a mask in place of each id, address, time and number. */
export function maskVariables(text: string): string {
  const clean = text.replace(MASK, '?');
  return /\d|@/.test(clean)
    ? clean.replace(ANY, (...found) => {
        for (let i = 0; i <= CLASSES.length; i++) {
          if (found[i + 1] !== undefined) {
            return String.fromCharCode(FIRST + i);
          }
        }
        return '';
      })
    : clean;
}

/** A word of a masked text: constant, or with the one mask that it has. */
export interface MaskedWord {
  before: string;
  /** Regular expression of what the mask stands for. */
  mask?: string;
  after: string;
}

/**
 * The parts of a masked word; undefined where it has several masks, or one that the text after it could belong to: then
 * nothing short of the whole word can be asked for.
 */
export function readMask(word: string): MaskedWord | undefined {
  const first = ONE_MASK.exec(word);
  if (first === null) {
    return { before: word, after: '' };
  }
  const after = word.slice(first.index + 1);
  if (hasMask(after) || (first[0] === NUMBER_MASK && /^[0-9a-fA-FxX@.:_-]/.test(after))) {
    return undefined;
  }
  return { before: word.slice(0, first.index), mask: SOURCES[first[0].charCodeAt(0) - FIRST], after };
}

/** Whether a masked text has a mask. */
export function hasMask(text: string): boolean {
  return ONE_MASK.test(text);
}

/** Whether a masked word has a digit or an `@`, whatever its masks stand for. */
export function carriesNumber(word: string): 'yes' | 'no' | 'unknown' {
  if (/[\d@]/.test(word)) {
    return 'yes';
  }
  const masks = word.match(MASK) ?? [];
  const sure = masks.filter((mask) => mask !== TAILS.letter && !HEXADECIMAL.includes(mask));
  return sure.length > 0 ? 'yes' : masks.length === 0 ? 'no' : 'unknown';
}
