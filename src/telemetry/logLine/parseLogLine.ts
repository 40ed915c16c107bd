import { serviceOfFile } from '../conventions/logs/binding';
import { DETECTED_LEVEL } from '../conventions/logs/names';
import { type ParsedLogLine } from '../questions/logs';
import { type Labels } from '../vocabulary';
import { withoutControls } from './ansi';
import { mapFields } from './mapFields';
import { addField, asParsedLine, complete, completeMeaning, type PartialRecord, emptyRecord } from './partialRecord';
import { flatten, type FlatFields, parseCutObject, parseObject } from './json';
import { coverage, NOT_IN_PAIRS, readPairs } from './logfmt';
import { readLevel } from './level';
import { readText, readThrown } from './text/readText';
import { readTail } from './text/tail';
import { timestampEnd } from './text/timestamp';
import { readRequest } from './text/request';
import { readAccessLog } from './text/accessLogs';

/** Wrappers in wrappers: Docker's JSON around CRI around the application's own. */
const MAX_WRAPPERS = 3;
/** Lines of pairs are told by their start. */
const MAX_LOGFMT = 65_536;
/** `2016-10-06T00:17:09.669794202Z stdout F text`: the Container Runtime Interface's log format. */
const CRI = /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) )?(stdout|stderr) [FP] /;

/**
 * Reads a log line of any format, told apart without being told: JSON, logfmt or plain text, with or without the
 * wrapper of a container runtime. Structured metadata is believed first, then the labels of the stream, then the line
 * itself; Loki's own guess of the level last, because it looks for words anywhere in the line. Never throws, and takes
 * time in proportion to the length of the line.
 */
export function parseLogLine(body: string, labels: Labels, metadata: Labels): ParsedLogLine {
  const around = emptyRecord('text');
  mapFields(around, new Map(Object.entries(metadata)));
  const beside = emptyRecord('text');
  mapFields(beside, new Map(Object.entries(labels)));
  beside.service = serviceOfFile(labels) ?? beside.service;
  const line = readWhole(withoutControls(body), MAX_WRAPPERS);
  completeMeaning(around, beside);
  completeMeaning(around, line);
  if (around.level === undefined || around.level === 'unknown') {
    around.level = readLevel(metadata[DETECTED_LEVEL] ?? labels[DETECTED_LEVEL] ?? '');
  }
  around.format = line.format;
  around.fields = line.fields;
  return asParsedLine(around, line.message ?? withoutControls(body));
}

function readWhole(text: string, wrappers: number): PartialRecord {
  const object = parseObject(text) ?? parseCutObject(text);
  if (object !== undefined) {
    return readJson(flatten(object), wrappers);
  }
  const cri = wrappers > 0 ? CRI.exec(text) : null;
  if (cri !== null) {
    const inner = readWhole(text.slice(cri[0].length), wrappers - 1);
    addField(inner, 'log.iostream', cri[1] ?? '');
    return inner;
  }
  return readLogfmt(text) ?? readText(text, wrappers > 0 ? (inner) => readWhole(inner, wrappers - 1) : undefined);
}

function readJson(fields: FlatFields, wrappers: number): PartialRecord {
  const draft = emptyRecord('json');
  const wrapped = fields.get('log');
  if (wrappers > 0 && typeof wrapped === 'string' && !fields.has('message') && !fields.has('msg')) {
    // Docker's json-file, Fluent Bit: the application's own line is in `log`.
    const inner = readWhole(wrapped.trimEnd(), wrappers - 1);
    fields.delete('log');
    const outer = emptyRecord('json');
    mapFields(outer, fields);
    complete(inner, outer);
    return inner;
  }
  const said = fields.get('MESSAGE');
  const line =
    wrappers > 0 && typeof said === 'string' && fields.has('PRIORITY') ? readWhole(said, wrappers - 1) : undefined;
  if (line !== undefined && (line.format !== 'text' || line.level !== undefined)) {
    // The journal gives whatever a service prints one priority.
    fields.delete('MESSAGE');
    const journal = emptyRecord('json');
    mapFields(journal, fields);
    complete(line, journal);
    return line;
  }
  mapFields(draft, fields);
  return readJsonMessage(draft, wrappers);
}

/** A message may be JSON once more, a line with a header of its own, an access log line, or text that names ids. */
function readJsonMessage(draft: PartialRecord, wrappers: number): PartialRecord {
  const message = draft.message;
  if (message === undefined) {
    const request = [draft.method, draft.route ?? draft.path].filter((part) => part !== undefined).join(' ');
    draft.message = request === '' ? undefined : request;
    return draft;
  }
  const object = wrappers > 0 ? parseObject(message) : undefined;
  if (object !== undefined) {
    const inner = readJson(flatten(object), wrappers - 1);
    draft.message = inner.message ?? message;
    complete(draft, inner);
    return draft;
  }
  if (wrappers > 0 && draft.level === undefined && timestampEnd(message, 0) !== undefined) {
    // Filebeat and Vector hand lines on as they are.
    const line = readWhole(message, wrappers - 1);
    complete(line, draft);
    return { ...line, format: draft.format, message: line.message || message };
  }
  const said = emptyRecord('text');
  if (!readAccessLog(said, message)) {
    readTail(said, message);
    readRequest(said, message);
  }
  complete(draft, said);
  readThrown(draft);
  return draft;
}

/** Lines that are pairs nearly all over. */
function readLogfmt(text: string): PartialRecord | undefined {
  const searched = text.trim().slice(0, MAX_LOGFMT);
  if (!/^[\w@][\w.@/-]{0,79}=/.test(searched)) {
    return undefined;
  }
  const pairs = readPairs(searched);
  if (pairs.length < 2 || coverage(searched, pairs) < 0.9) {
    return undefined;
  }
  const draft = emptyRecord('logfmt');
  mapFields(draft, new Map(pairs.map(({ name, value }) => [name, value])), NOT_IN_PAIRS);
  return readJsonMessage(draft, 1);
}
