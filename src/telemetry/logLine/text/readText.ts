import { readUnits } from '../duration';
import { findException } from '../exception';
import { parseCutObject, parseObject } from '../json';
import { levelOfWord } from '../level';
import { NOT_IN_PAIRS, readPairs } from '../logfmt';
import { mapFields } from '../mapFields';
import { addField, complete, type PartialRecord, emptyRecord } from '../partialRecord';
import { readAccessLog } from './accessLogs';
import { readHeader } from './header/readHeader';
import { readBracketIds, readIdNotes, readIds } from './ids';
import { readLayout } from './layouts';
import { readRequest } from './request';
import { named, readTail, recordStart } from './tail';

/** Layouts and headers are told by the start of a line. */
const MAX_LAYOUT = 32_768;
const ERROR = 'Error: ';
const LEVELS_WITH_EXCEPTIONS = new Set([undefined, 'unknown', 'warn', 'error', 'fatal']);

const TIME_TAKEN =
  /\b(?:(?:duration|took|elapsed|latency)[:=]? {0,2}|(?:completed|succeeded|finished|done|processed|responded|sent [1-5]\d\d)\b.{0,60}? in )(\d{1,9}(?:\.\d{1,9})? ?(?:ms|µs|μs|us|ns|s|secs?|seconds|milliseconds))\b/i;
/** A word in capitals, some only where they are set apart, or any word in a bracket of its own. */
const LEVEL_IN_TEXT =
  /(?:^|[\s[(<|])(?:(FATAL|PANIC|CRITICAL|CRIT|EMERGENCY|EMERG|ALERT|SEVERE|ERROR|ERR|WARN|WARNING|NOTICE|INFO|DEBUG|TRACE|VERBOSE)(?=$|[\s\])>|:,])|(LOG|FINE|FINER|FINEST|CONFIG)(?=[\])>|:]))|[[<]\s?([a-z]{3,13})\s?[\]>]/;

/** What can read a whole line: a wrapper's message is one. Undefined where there were wrappers enough. */
export type ReadWhole = ((text: string) => PartialRecord) | undefined;

/** Reads plain text: what loggers put before the message, requests, ids, pairs and exceptions in it. */
export function readText(text: string, readWhole: ReadWhole): PartialRecord {
  const draft = emptyRecord('text');
  const layout = readLayout(text.slice(0, MAX_LAYOUT));
  if (layout === undefined && readAccessLog(draft, text)) {
    readTail(draft, text);
    return draft;
  }
  if (layout === undefined) {
    const { level, logger, thread, processId, notes, end } = readHeader(text.slice(0, 2048));
    Object.assign(draft, { level, logger });
    addField(draft, 'thread.name', thread ?? '');
    addField(draft, 'process.pid', processId ?? '');
    readNotes(draft, notes);
    return readMessage(draft, text.slice(isThrown(text, end) ? end - ERROR.length : end).trim(), readWhole);
  }
  const { level, logger, instance, service, fields = [], notes = [], message, isWrapper = false } = layout;
  Object.assign(draft, { level, logger, instance, service });
  for (const [name, value] of fields) {
    addField(draft, name, value ?? '');
  }
  readNotes(draft, notes);
  // A request that a layout names is one of the line.
  readRequest(draft, draft.fields.get('request') ?? '');
  const rest = (message + text.slice(MAX_LAYOUT)).trim();
  return isWrapper && readWhole !== undefined ? adopt(draft, readWhole(rest)) : readMessage(draft, rest, readWhole);
}

/** Whether a level at the end of a header is the name of an exception as well: `Error: card declined⏎    at …`. */
function isThrown(text: string, end: number): boolean {
  return (
    end >= ERROR.length &&
    text.startsWith(ERROR, end - ERROR.length) &&
    /\n\s{1,40}at \S/.test(text.slice(end, end + 4096))
  );
}

/** What brackets, columns and pairs of a header say. */
function readNotes(draft: PartialRecord, notes: readonly string[]): void {
  for (const note of readIdNotes(draft, notes)) {
    mapFields(draft, named(readPairs(note)), NOT_IN_PAIRS);
    readIds(draft, note);
  }
}

function readMessage(draft: PartialRecord, message: string, readWhole: ReadWhole): PartialRecord {
  const json = message.replace(/^@cee: ?/, '');
  if (readWhole !== undefined && json.startsWith('{') && (parseObject(json) ?? parseCutObject(json)) !== undefined) {
    const inner = adopt(draft, readWhole(json));
    inner.message ??= json;
    return inner;
  }
  const pairs = readWhole !== undefined && draft.level === undefined && /^[\w.@/-]{1,80}=/.test(message);
  const line = pairs ? readWhole(message) : undefined;
  if (line?.format === 'logfmt') {
    // `docker logs --timestamps` of who writes pairs.
    return adopt(draft, line);
  }
  const start = readWhole === undefined ? undefined : recordStart(json);
  if (readWhole !== undefined && start !== undefined) {
    addField(draft, 'log.prefix', json.slice(0, start).replace(/[\s|:>-]+$/, ''));
    return adopt(draft, readWhole(json.slice(start)));
  }
  const untagged = withoutTag(draft, message);
  draft.message = untagged;
  if (readAccessLog(draft, untagged)) {
    return draft;
  }
  readTail(draft, untagged);
  readRequest(draft, untagged);
  draft.duration ??= readUnits(TIME_TAKEN.exec(untagged.slice(0, 2048))?.[1] ?? '');
  draft.level ??= levelInText(untagged.slice(0, 200));
  readStructlogName(draft);
  readThrown(draft);
  return draft;
}

/** Without a bracket of ids before the message, which Rails puts before each line of it. */
function withoutTag(draft: PartialRecord, message: string): string {
  const [tag = '', content = ''] = /^\[([^\]\n]{16,80})\] /.exec(message) ?? [];
  return tag !== '' && readBracketIds(draft, content)
    ? message.slice(tag.length).replaceAll(`\n${tag}`, '\n').trim()
    : message;
}

function levelInText(text: string) {
  const [, word, apart, bracketed] = LEVEL_IN_TEXT.exec(text) ?? [];
  return levelOfWord(word ?? apart ?? bracketed ?? '');
}

/** structlog's console has the logger's name after the message: `Order placed        [shop.checkout] order=17`. */
function readStructlogName(draft: PartialRecord): void {
  const name = /^(.{0,500}\S) {1,60}\[([a-z_]\w{0,60}(?:\.\w{1,60}){0,8})\]$/.exec(draft.message ?? '');
  if (name !== null && draft.logger === undefined && draft.level !== undefined) {
    draft.logger = name[2];
    draft.message = (name[1] ?? '').trimEnd();
  }
}

/** A line in a wrapper: what it says of itself is believed before what the wrapper says. */
function adopt(wrapper: PartialRecord, inner: PartialRecord): PartialRecord {
  complete(inner, wrapper);
  return inner;
}

/** An exception in the message, and its stack, which is no part of the message. */
export function readThrown(draft: PartialRecord): void {
  const message = draft.message ?? '';
  if (draft.exception !== undefined || !LEVELS_WITH_EXCEPTIONS.has(draft.level)) {
    return;
  }
  const found = findException(message);
  if (found !== undefined) {
    draft.exception = found.exception;
    const { type, message: said } = found.exception;
    draft.message =
      found.before !== '' ? found.before : [type, said].filter((part) => part !== undefined).join(': ') || message;
  }
}
