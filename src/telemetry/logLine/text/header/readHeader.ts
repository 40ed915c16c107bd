import { type Level } from '../../../questions/logs';
import { timestampEnd } from '../timestamp';
import { levelAt } from './level';
import { flaskAt, loggerAt, sourceAt } from './logger';
import { bracesAt, bracketAt, datadogAt, type HeaderParts, idColumnsAt, pairsAt } from './parts';
import { matches, skip } from './scan';

/** What stands before the message of a line of text, and where the message begins. */
export interface Header extends HeaderParts {
  level?: Level;
  /** Timestamps so far: of two in a row one is that of `docker logs --timestamps`. */
  times: number;
  end: number;
}

/** Headers are short; whatever comes later is message. */
const MAX_PARTS = 24;
const MAX_SPAN_NAME = 82;
/** Brackets before the first time or level. */
const MAX_AHEAD = 4;

/** Go's `log.New(…, "shop: ", …)` puts its prefix before the time. */
const PREFIX = /([A-Za-z][\w.-]{1,40}):? {1,4}(?=\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:)/y;
const PROCESS = /(\d{1,7})(?: (?=---)|(?=\s+\[|\s*\||#|\])|(?=(\s)))/y;
const THREAD = /(?:[\w.-]{1,60} )?ThreadId\(\d{1,9}\)/y;
/** Rust's spans, the outermost first: `HTTP request{method=GET}:query{table="cart"}: `. */
const SPAN = /([A-Za-z_][\w .:/<>-]{0,80}?)\{([^{}\n]{0,2000})\}(?=:)/y;

/**
 * Reads what loggers put before the message, in whatever order they do: time, level, thread, process, ids, logger.
 * Without a time or a level there is no header, and the text is all message.
 */
export function readHeader(text: string): Header {
  const header = emptyHeader();
  let at = 0;
  let timeEnd = -1;
  for (let part = 0; part < MAX_PARTS && at < text.length; part++) {
    const before = at;
    at = skip(text, at, isBegun(header));
    const mayBeTime = header.times === 0 || (part === 1 && before === timeEnd);
    const time = mayBeTime ? timestampEnd(text, at) : undefined;
    if (time !== undefined) {
      header.times++;
      timeEnd = time;
    }
    const next = time ?? takeLevel(header, text, at) ?? (isBegun(header) ? partAt : partAhead)(header, text, at);
    if (next === undefined || next === before) {
      break;
    }
    at = next;
  }
  if (!isBegun(header)) {
    return emptyHeader();
  }
  header.end = skip(text, at, true);
  return header;
}

function emptyHeader(): Header {
  return { level: undefined, logger: undefined, thread: undefined, processId: undefined, notes: [], times: 0, end: 0 };
}

function isBegun({ times, level }: Header): boolean {
  return times > 0 || level !== undefined;
}

function takeLevel(header: Header, text: string, at: number): number | undefined {
  if (header.level !== undefined) {
    return undefined;
  }
  const found = levelAt(text, at, header.times > 0);
  header.level = found?.level;
  return found?.end;
}

/** Something else of a header that has begun; undefined at the message. */
function partAt(header: Header, text: string, at: number): number | undefined {
  const sign = text.charAt(at);
  switch (sign) {
    case ']':
    case ',':
      return at + 1;
    case '[':
    case '(':
      return bracketAt(header, text, at);
    case '{':
      return bracesAt(header, text, at);
    default:
      return wordAt(header, text, at, sign);
  }
}

function wordAt(header: Header, text: string, at: number, sign: string): number | undefined {
  const isNumber = sign >= '0' && sign <= '9';
  const part =
    (isNumber ? processAt(header, text, at) : sign === 'i' ? flaskAt(header, text, at) : undefined) ??
    pairsAt(header, text, at, header.level !== undefined) ??
    idColumnsAt(header, text, at, header.level === undefined, (from) => isLevel(header, text, from));
  if (part !== undefined) {
    return part;
  }
  if (header.logger !== undefined) {
    return datadogAt(header, text, at) ?? (isNumber ? undefined : sourceAt(header, text, at));
  }
  return isNumber ? undefined : (rustAt(header, text, at) ?? loggerAt(header, text, at, header));
}

function isLevel({ level, times }: Header, text: string, at: number): boolean {
  return level === undefined && levelAt(text, at, times > 0) !== undefined;
}

/** `42 --- `, `42 [`, and `42 INFO`. */
function processAt(header: Header, text: string, at: number): number | undefined {
  const process = header.processId === undefined ? matches(PROCESS, text, at) : null;
  const end = at + (process?.[1] ?? '').length;
  if (process === null || (process[2] !== undefined && !isLevel(header, text, skip(text, end, false)))) {
    return undefined;
  }
  header.processId = process[1];
  return end;
}

/** Rust's threads and spans, as tracing writes them. */
function rustAt(header: Header, text: string, at: number): number | undefined {
  const start = text.slice(at, at + MAX_SPAN_NAME);
  const thread = start.includes('ThreadId(') ? matches(THREAD, text, at) : null;
  if (thread !== null) {
    header.thread ??= thread[0];
    return THREAD.lastIndex;
  }
  const span = header.level !== undefined && start.includes('{') ? matches(SPAN, text, at) : null;
  if (span === null) {
    return undefined;
  }
  header.notes.push(span[2] ?? '');
  return SPAN.lastIndex + 1;
}

/** `[main] INFO …`, `shop: 2025/08/27 …`: what comes before the level counts only where a level or a time follows. */
function partAhead(header: Header, text: string, at: number): number | undefined {
  const prefix = at === 0 ? matches(PREFIX, text, at) : null;
  if (prefix !== null) {
    header.logger = prefix[1];
    return PREFIX.lastIndex;
  }
  const trial = emptyHeader();
  let after: number | undefined = at;
  for (let ahead = 0; ahead < MAX_AHEAD && text.charAt(after) === '['; ahead++) {
    after = bracketAt(trial, text, after);
    if (after === undefined) {
      return undefined;
    }
    after = skip(text, after, false);
    if (timestampEnd(text, after) !== undefined || isLevel(trial, text, after)) {
      Object.assign(header, trial);
      return after;
    }
  }
  return undefined;
}
