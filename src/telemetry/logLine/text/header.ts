import { type Level } from '../../questions/logs';
import { levelOfWord, readLevel } from '../level';

/** What stands before the message of a line of text, and where the message begins. */
export interface Header {
  level?: Level;
  logger?: string;
  thread?: string;
  processId?: string;
  /** Brackets and pairs whose meaning their content tells. */
  notes: string[];
  end: number;
}

/** Headers are short; whatever comes later is message. */
const MAX_PARTS = 16;

const DATE = String.raw`(?:\d{4}[-/]\d\d[-/]\d\d|\d\d\/[A-Z][a-z]{2}\/\d{4}|\d\d[-/.]\d\d[-/.]\d{4}|\d{1,2} [A-Z][a-z]{2} \d{4}|\d{8})`;
const CLOCK = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT|CES?T|[+-]\d\d:?\d\d))?`;
const TIMESTAMP = new RegExp(
  [
    `${DATE}(?:[T :]| - )${CLOCK}${ZONE}`,
    `(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \\d]\\d ${CLOCK}(?: \\d{4})?`,
    `${CLOCK}${ZONE}`,
    String.raw`1\d{9}(?:\.\d{1,9}|\d{3})?(?=[\s|\]])`,
  ].join('|'),
  'y'
);
const LEVEL_WORD = /([A-Za-z]{1,13}\d?)(?=$|[\s:|\])>,]|- )/y;
const SEPARATOR = /(?:\s+|(?:---?|[-|:>•·]|—)(?=\s|$)|\||:(?=\s))/y;
const PROCESS = /(\d{1,7})(?= ---|\s+\[|\s*\||#|\])/y;
const BRACKET = /\[([^[\]\n]{0,200})\]|\(([^()\n]{0,80})\)(?= )/y;
const PAIR = /[\w.-]{1,40}=[^\s\]]{1,200}(?=\s)/y;
/** `main - `, `c.e.Shop : `, `my_app::cart: `, `MyApp.Program|`. */
const LOGGER =
  /([A-Za-z_][\w.$/-]{0,120}(?:::[\w.$<>]{1,80}){0,10}(?:\[[\w.-]{1,60}\])?(?::[\w<>.$]{1,60}:\d{1,6}|:\d{1,6})?)(\s{1,40}(?:--?|:|\|)(?=\s|$)|:(?=\s|$)|\||\](?=\s)|\t)/y;
const FLASK = /in ([\w.]{1,100}):(?= )/y;

/**
 * Reads what loggers put before the message, in whatever order they do: time, level, thread, process, logger. Without a
 * time or a level there is no header, and the text is all message.
 */
export function readHeader(text: string): Header {
  const header: Header = { notes: [], end: 0 };
  let hasTime = false;
  let at = 0;
  for (let part = 0; part < MAX_PARTS && at < text.length; part++) {
    const before = at;
    at = skip(text, at, hasTime || header.level !== undefined);
    const time = hasTime ? undefined : timeAt(text, at);
    if (time !== undefined) {
      hasTime = true;
      at = time;
    } else {
      const isBegun = hasTime || header.level !== undefined;
      const next =
        levelAt(header, text, at, hasTime) ?? (isBegun ? partAt(header, text, at) : bracketAhead(header, text, at));
      if (next === undefined) {
        break;
      }
      at = next;
    }
    if (at === before) {
      break;
    }
  }
  if (!hasTime && header.level === undefined) {
    return { notes: [], end: 0 };
  }
  header.end = skip(text, at, true);
  return header;
}

function skip(text: string, from: number, isBegun: boolean): number {
  let at = from;
  while (isBegun ? matches(SEPARATOR, text, at) : /\s/.test(text.charAt(at))) {
    at = isBegun ? SEPARATOR.lastIndex : at + 1;
  }
  return at;
}

/** End of the timestamp that begins here, its brackets included where they hold nothing else. */
function timeAt(text: string, at: number): number | undefined {
  const isBracketed = text.charAt(at) === '[' || text.charAt(at) === '(';
  const start = isBracketed ? at + 1 : at;
  if (!matches(TIMESTAMP, text, start)) {
    return undefined;
  }
  const end = TIMESTAMP.lastIndex;
  return isBracketed && /[\])]/.test(text.charAt(end)) ? end + 1 : end;
}

function levelAt(header: Header, text: string, at: number, hasTime: boolean): number | undefined {
  if (header.level !== undefined) {
    return undefined;
  }
  const opener = /[[<(]/.test(text.charAt(at)) ? 1 : 0;
  const match = matches(LEVEL_WORD, text, at + opener);
  const word = match?.[1] ?? '';
  const end = LEVEL_WORD.lastIndex;
  const delimiter = text.charAt(end);
  const isDelimited =
    opener === 1 ? /[\]>)\s]/.test(delimiter) : delimiter === ':' || delimiter === '|' || delimiter === ']';
  // `Error while …` is how a message begins; `error: …`, `ERROR …` and what follows a time in small letters are levels.
  const isLevel = isDelimited || word === word.toUpperCase() || (hasTime && word === word.toLowerCase());
  const level = word.length === 1 ? (isDelimited && opener === 1 ? readLevel(word) : undefined) : levelOfWord(word);
  if (!isLevel || level === undefined || isSentence(text, end, word, isDelimited)) {
    return undefined;
  }
  header.level = level;
  if (word === 'panic') {
    return at; // of Go: the exception begins here
  }
  return /[\]>)|:]/.test(delimiter) ? end + 1 : end;
}

/**
 * `log rotated`, `error while …` in small letters, straight after a time: words of a sentence rather than a level and a
 * message.
 */
function isSentence(text: string, end: number, word: string, isDelimited: boolean): boolean {
  return (
    !isDelimited &&
    word === word.toLowerCase() &&
    /^ (?:while|when|in|on|at|for|from|to|of|rotated|file)\b/.test(text.slice(end, end + 10))
  );
}

/** Something else of a header that has begun; undefined at the message. */
function partAt(header: Header, text: string, at: number): number | undefined {
  if (text.charAt(at) === ']' || text.charAt(at) === ',') {
    return at + 1;
  }
  const flask = matches(FLASK, text, at);
  if (flask) {
    header.logger ??= flask[1];
    return FLASK.lastIndex;
  }
  const process = matches(PROCESS, text, at);
  if (process && header.processId === undefined) {
    header.processId = process[1];
    return PROCESS.lastIndex;
  }
  const bracket = matches(BRACKET, text, at);
  if (bracket) {
    return bracketPart(header, bracket[1] ?? bracket[2] ?? '') ? BRACKET.lastIndex : undefined;
  }
  const pair = matches(PAIR, text, at);
  if (pair && header.level === undefined) {
    header.notes.push(pair[0]);
    return PAIR.lastIndex;
  }
  return loggerAt(header, text, at);
}

/** `[main] INFO …`: brackets before the level count only where a level or a time follows. */
function bracketAhead(header: Header, text: string, at: number): number | undefined {
  const bracket = matches(BRACKET, text, at);
  if (!bracket || bracket[1] === undefined) {
    return undefined;
  }
  const after = skip(text, at + bracket[0].length, false);
  const trial: Header = { notes: [], end: 0 };
  const isHeader = timeAt(text, after) !== undefined || levelAt(trial, text, after, false) !== undefined;
  return isHeader && bracketPart(header, bracket[1]) ? at + bracket[0].length : undefined;
}

/** Keeps what is in a bracket of the header; false where it is part of the message. */
function bracketPart(header: Header, content: string): boolean {
  const text = content.trim();
  if (/=|,|^[0-9a-f-]{16,}$|^$/i.test(text)) {
    header.notes.push(text);
    return true;
  }
  if (/\s/.test(text) && !/^[\w-]+(?: [\w#:-]+){0,3}$/.test(text)) {
    return false;
  }
  if (/^[\w./-]+\.\w+:\d+$/.test(text)) {
    header.notes.push(`code.location=${text}`);
  } else if (header.logger === undefined && /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(text)) {
    header.logger = text;
  } else {
    // Spring has the application's name before the thread's.
    header.thread = text;
  }
  return true;
}

function loggerAt(header: Header, text: string, at: number): number | undefined {
  const match = header.logger === undefined ? matches(LOGGER, text, at) : null;
  const name = match?.[1] ?? '';
  const separator = (match?.[2] ?? '').trim();
  if (separator === '' && !/:\d+$/.test(name)) {
    return undefined;
  }
  const isPath = /[._$]|::|\w\/\w|:\d/.test(name);
  const isName = isPath || /^[a-z][a-z0-9-]*$/.test(name) || separator !== ':';
  if (
    name === '' ||
    !isName ||
    levelOfWord(name) !== undefined ||
    (header.level === undefined && separator === ':' && !isPath)
  ) {
    return undefined;
  }
  header.logger = name;
  return LOGGER.lastIndex;
}

function matches(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
