import { addField, type PartialRecord } from './partialRecord';
import { readDuration } from './duration';
import { type Exception, readException, shortType } from './exception';
import { readSpanId, readTraceId } from './ids';
import { type LevelNumbers, readLevel } from './level';
import { type Scalar } from './json';
import { fieldsNamed, type ParsedField } from './fieldAliases';

/** A field that can have a role. */
interface Candidate {
  role: ParsedField;
  rank: number;
  name: string;
  text: string;
}

export const METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND PURGE'.split(' ')
);
const NO_ROLES: ReadonlySet<ParsedField> = new Set();
/** Longer values are text, not names. */
const MAX_NAME = 300;
const MAX_URL = 8192;

/**
 * Gives fields their meaning: those that have one in the vocabulary become it, the others stay fields. Where two could
 * have the same role, the better known name wins and the other stays a field; so does one whose value is not of the
 * role (`status: done`).
 * @param not roles that these fields do not have
 */
export function mapFields(
  draft: PartialRecord,
  fields: ReadonlyMap<string, Scalar>,
  not: ReadonlySet<ParsedField> = NO_ROLES
): void {
  const candidates: Candidate[] = [];
  // `name` is a logger's in the lines of loggers (pino, bunyan, Python), and anything's elsewhere.
  const hasLevel = fields.has('level') || fields.has('levelname');
  for (const [name, value] of fields) {
    for (const { role, rank } of fieldsNamed(name)) {
      if (!not.has(role) && !(role === 'logger' && name === 'name' && !hasLevel)) {
        candidates.push({ role, rank, name, text: String(value) });
      }
    }
  }
  candidates.sort((a, b) => a.rank - b.rank);
  const used = new Set<string>();
  const exception: ExceptionParts = { names: [] };
  let fallback: string | undefined;
  for (const candidate of candidates) {
    if (candidate.role === 'fallbackMessage') {
      fallback ??= candidate.text;
    } else if (!used.has(candidate.name) && take(draft, exception, candidate, fields)) {
      used.add(candidate.name);
    }
  }
  takeException(draft, exception).forEach((name) => used.add(name));
  // A reason stays a field where it serves as the message, too.
  draft.message ??= fallback;
  for (const [name, value] of fields) {
    if (!used.has(name)) {
      addField(draft, name, String(value));
    }
  }
}

/** Parts of an exception that are in fields of their own, and the fields that they are in. */
interface ExceptionParts {
  type?: string;
  message?: string;
  stack?: string;
  names: string[];
}

/** @returns whether the value was of the role, so that the field has nothing more to say */
function take(
  draft: PartialRecord,
  exception: ExceptionParts,
  candidate: Candidate,
  all: ReadonlyMap<string, Scalar>
): boolean {
  const { role, name, text } = candidate;
  switch (role) {
    case 'level':
      return fill(draft, 'level', readLevel(text, numbersOf(name)));
    case 'message':
      return text.trim() !== '' && fill(draft, 'message', text);
    case 'service':
      return fill(draft, 'service', serviceName(text));
    case 'environment':
    case 'instance':
    case 'logger':
    case 'requestId':
      return fill(draft, role, shortName(text));
    case 'traceId':
      return takeTrace(draft, name, text);
    case 'spanId':
      return fill(draft, 'spanId', readSpanId(text, isDatadog(name)));
    case 'method':
      return fill(draft, 'method', METHODS.has(text.toUpperCase()) ? text.toUpperCase() : undefined);
    case 'path':
      return takePath(draft, text);
    case 'route':
      return fill(draft, 'route', text.startsWith('/') ? shortName(text) : undefined);
    case 'status':
      return fill(draft, 'status', readStatus(text));
    case 'duration':
      return fill(draft, 'duration', readDuration(text, name, isRails(all)));
    case 'exceptionType':
    case 'exceptionMessage':
    case 'stack':
      collect(exception, role, name, text);
      return false;
    default:
      return false;
  }
}

/** @returns whether there is a value, and it is the first or says the same as the first */
function fill<K extends keyof PartialRecord>(
  draft: PartialRecord,
  name: K,
  value: PartialRecord[K] | undefined
): boolean {
  if (value === undefined) {
    return false;
  }
  draft[name] ??= value;
  return draft[name] === value;
}

function collect(exception: ExceptionParts, role: ParsedField, name: string, text: string): void {
  const part = role === 'exceptionType' ? 'type' : role === 'exceptionMessage' ? 'message' : 'stack';
  if (exception[part] === undefined && text.trim() !== '') {
    exception[part] = text;
    exception.names.push(name);
  }
}

/**
 * Puts an exception together. A message alone (`error: connection refused`) is none; it stays the field that it is.
 * @returns names of the fields that it was made of
 */
function takeException(draft: PartialRecord, parts: ExceptionParts): string[] {
  const read = readException(parts.stack ?? '') ?? readException(parts.message ?? '');
  const type = parts.type ?? read?.type;
  if (draft.exception !== undefined || (type === undefined && read?.stack === undefined)) {
    return [];
  }
  const exception: Exception = {
    type: type === undefined ? undefined : shortType(type),
    message: parts.message ?? read?.message,
    stack: read?.stack ?? parts.stack,
  };
  draft.exception = defined(exception);
  return parts.names;
}

function defined(exception: Exception): Exception {
  return Object.fromEntries(Object.entries(exception).filter(([, value]) => value !== undefined));
}

function takeTrace(draft: PartialRecord, name: string, text: string): boolean {
  // `trace` is also the name of stacks, and `trace: 1` of a switch.
  if (/(?:^|\.)trace$/i.test(name) && !/[0-9a-f]{16}/i.test(text)) {
    return false;
  }
  const { traceId, spanId } = readTraceId(text, isDatadog(name));
  draft.spanId ??= spanId;
  return fill(draft, 'traceId', traceId);
}

function takePath(draft: PartialRecord, text: string): boolean {
  if (text.length > MAX_URL || !/^(?:\/|[a-z][a-z0-9+.-]{1,20}:\/\/)/i.test(text) || draft.path !== undefined) {
    return false;
  }
  const { path, query } = splitUrl(text);
  if (query !== undefined) {
    addField(draft, 'query', query);
  }
  draft.path = path;
  return true;
}

/** Path and query of a URL, absolute or not. */
export function splitUrl(url: string): { path: string; query?: string } {
  const local = url.replace(/^[a-z][a-z0-9+.-]{1,20}:\/\/[^/?#]*/i, '');
  const end = local.search(/[?#]/);
  const path = end < 0 ? local : local.slice(0, end);
  const query = end < 0 ? '' : local.slice(end + 1);
  return { path: path === '' ? '/' : path, ...(query !== '' && { query }) };
}

/** An HTTP status code, written as a fraction (`200.0`) at will; undefined for other numbers and words. */
export function readStatus(text: string): number | undefined {
  return /^[1-5]\d\d(?:\.0+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * The name of a service. What stands for an unknown one is none: OpenTelemetry's `unknown_service:node`, Loki's
 * `unknown_service`. Heroku's router has a `service=5ms`, which is a duration.
 */
function serviceName(text: string): string | undefined {
  return /^unknown_service|^\d+m?s$/.test(text) ? undefined : shortName(text.replace(/^\//, ''));
}

function shortName(text: string): string | undefined {
  const name = text.trim();
  return name === '' || name === '-' || name.length > MAX_NAME ? undefined : name;
}

function isDatadog(name: string): boolean {
  return /^dd[._]/.test(name);
}

/** Lines of lograge, whose numbers are milliseconds. */
function isRails(fields: ReadonlyMap<string, Scalar>): boolean {
  return fields.has('controller') && fields.has('action');
}

function numbersOf(name: string): LevelNumbers {
  if (/severity_?number$/i.test(name)) {
    return 'otel';
  }
  return /levelno$/i.test(name) ? 'python' : /priority$/i.test(name) ? 'syslog' : 'pino';
}
