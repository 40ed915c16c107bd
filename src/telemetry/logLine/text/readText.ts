import { mapFields } from '../mapFields';
import { addField, complete, type PartialRecord, emptyRecord } from '../partialRecord';
import { readUnits } from '../duration';
import { findException } from '../exception';
import { type FlatFields, flatten, parseObject } from '../json';
import { levelOfWord } from '../level';
import { NOT_IN_PAIRS, type Pair, readPairs } from '../logfmt';
import { readAccessLog } from './accessLogs';
import { type Header, readHeader } from './header';
import { readBracketIds, readIds } from './ids';
import { readLayout } from './layouts';
import { readRequest } from './request';

/** Layouts and headers are told by the start of a line. */
const MAX_LAYOUT = 32_768;
const MAX_PAIRED = 16_384;
const LEVELS_WITH_EXCEPTIONS = new Set([undefined, 'unknown', 'warn', 'error', 'fatal']);

const TIME_TAKEN =
  /\b(?:(?:duration|took|elapsed|latency)[:=]? {0,2}|(?:completed|succeeded|finished|done|processed|responded|sent [1-5]\d\d)\b.{0,60}? in )(\d{1,9}(?:\.\d{1,9})? ?(?:ms|µs|μs|us|ns|s|secs?|seconds|milliseconds))\b/i;
const LEVEL_IN_TEXT = /(?:^|[\s[(<|])(FATAL|CRITICAL|ERROR|WARN|WARNING|INFO|DEBUG|TRACE)(?=$|[\s\])>|:,])/;

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
    const header = readHeader(text.slice(0, 2048));
    readNotes(draft, header);
    return readMessage(draft, text.slice(header.end).trim(), readWhole);
  }
  const { level, logger, instance, service, fields, message, isWrapper = false } = layout;
  Object.assign(draft, { level, logger, instance, service });
  for (const [name, value] of fields) {
    addField(draft, name, value ?? '');
  }
  // A request that a layout names is one of the line.
  readRequest(draft, draft.fields.get('request') ?? '');
  const rest = (message + text.slice(MAX_LAYOUT)).trim();
  return isWrapper && readWhole !== undefined ? adopt(draft, readWhole(rest)) : readMessage(draft, rest, readWhole);
}

function readNotes(draft: PartialRecord, header: Header): void {
  draft.level = header.level;
  draft.logger = header.logger;
  addField(draft, 'thread.name', header.thread ?? '');
  addField(draft, 'process.pid', header.processId ?? '');
  for (const note of header.notes) {
    if (!readBracketIds(draft, note)) {
      mapFields(draft, named(readPairs(note)), NOT_IN_PAIRS);
    }
  }
}

function readMessage(draft: PartialRecord, message: string, readWhole: ReadWhole): PartialRecord {
  const json = message.replace(/^@cee: ?/, '');
  if (readWhole !== undefined && parseObject(json) !== undefined) {
    return adopt(draft, readWhole(json));
  }
  const tag = /^\[([^\]\n]{16,80})\] /.exec(message);
  const untagged = tag !== null && readBracketIds(draft, tag[1] ?? '') ? message.slice(tag[0].length) : message;
  draft.message = untagged;
  if (readAccessLog(draft, untagged)) {
    return draft;
  }
  readTail(draft, untagged);
  readRequest(draft, untagged);
  draft.duration ??= readUnits(TIME_TAKEN.exec(untagged.slice(0, 2048))?.[1] ?? '');
  draft.level ??= levelOfWord(LEVEL_IN_TEXT.exec(untagged.slice(0, 200))?.[1] ?? '');
  readStructlogName(draft);
  readThrown(draft);
  return draft;
}

/** structlog's console has the logger's name after the message: `Order placed        [shop.checkout] order=17`. */
function readStructlogName(draft: PartialRecord): void {
  const named = /^(.{0,500}\S) {1,60}\[([a-z_]\w{0,60}(?:\.\w{1,60}){0,8})\]$/.exec(draft.message ?? '');
  if (named !== null && draft.logger === undefined && draft.level !== undefined) {
    draft.logger = named[2];
    draft.message = (named[1] ?? '').trimEnd();
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

/** Pairs and a JSON object in and after the message. What stands at its end is cut off. */
export function readTail(draft: PartialRecord, message: string): void {
  const json = jsonAtEnd(message);
  if (json !== undefined && draft.message === message) {
    draft.message = message.slice(0, json.start).trimEnd();
    mapFields(draft, json.fields);
  }
  const pairs = readPairs(message, Math.min(message.length, MAX_PAIRED));
  const before = draft.message;
  const fields = named(pairs);
  mapFields(draft, fields, NOT_IN_PAIRS);
  draft.message = before;
  readIds(draft, message);
  if (draft.message === message) {
    draft.message = withoutTail(message, pairs);
  }
}

/** `text {"order":1} []`: context after a message, as Monolog, winston and zap's console write it. */
function jsonAtEnd(message: string): { start: number; fields: FlatFields } | undefined {
  const text = message.replace(/ \[\]$/, '');
  const start = text.endsWith('}') && text.length < MAX_PAIRED ? text.search(/[ \t]\{"/) : -1;
  const object = start < 1 ? undefined : parseObject(text.slice(start + 1));
  return object === undefined ? undefined : { start, fields: flatten(object) };
}

/**
 * The message without the pairs that end it: `paid order=1 took=2ms` says `paid`. A text of only pairs stays as it is.
 */
function withoutTail(message: string, pairs: readonly Pair[]): string {
  let end = message.length;
  for (let i = pairs.length - 1; i >= 0; i--) {
    const pair = pairs[i];
    if (pair === undefined || !/^[\s,;|)\]}-]{0,10}$/.test(message.slice(pair.end, Math.min(end, pair.end + 11)))) {
      break;
    }
    end = pair.start;
  }
  const kept = message
    .slice(0, end)
    .trimEnd()
    .replace(/[\s,;|([{-]{0,10}$/, '');
  return kept === '' ? message : kept;
}

function named(pairs: readonly Pair[]): FlatFields {
  return new Map(pairs.map(({ name, value }) => [name, value]));
}
