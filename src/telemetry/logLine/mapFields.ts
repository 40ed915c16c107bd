import { addField, type PartialRecord } from './partialRecord';
import { readDuration } from './duration';
import { collectPart, type ExceptionParts, exceptionOf } from './exceptionFields';
import { readSpanId, readTraceId } from './ids';
import { type LevelNumbers, readLevel } from './level';
import { type Scalar } from './json';
import { fieldsNamed, type ParsedField } from './fieldAliases';
import { readIds } from './text/ids';
import { isUrl, METHODS, readStatus, splitUrl } from './http';
import { readRequestLine } from './text/request';

/** A field that can have a role. */
interface Candidate {
  role: ParsedField;
  rank: number;
  depth: number;
  name: string;
  text: string;
}

type Fields = ReadonlyMap<string, Scalar>;

const NO_ROLES: ReadonlySet<ParsedField> = new Set();
/** Longer values are text, not names. */
const MAX_NAME = 300;

/**
 * Gives fields their meaning: those that have one in the vocabulary become it, the others stay fields. Where two could
 * have the same role, the one in fewer groups, then the better known name wins and the other stays a field; so does one
 * whose value is not of the role (`status: done`).
 * @param not roles that these fields do not have
 */
export function mapFields(draft: PartialRecord, fields: Fields, not: ReadonlySet<ParsedField> = NO_ROLES): void {
  if (fields.size === 0) {
    return;
  }
  const used = new Set<string>();
  const exception: ExceptionParts = { names: [] };
  let fallback: string | undefined;
  for (const candidate of candidatesIn(fields, not)) {
    const { role, name, text } = candidate;
    if (role === 'fallbackMessage') {
      fallback ??= text.trim() === '' ? undefined : text;
    } else if (role === 'exceptionType' || role === 'exceptionMessage' || role === 'stack') {
      collectPart(exception, role, name, text);
    } else if (role === 'requestLine' && readRequestLine(draft, text)) {
      // It stands for the message of an access log, which has none.
      fallback = text;
    } else if (!used.has(name) && take(draft, candidate, fields)) {
      used.add(name);
    }
  }
  const thrown = draft.exception === undefined ? exceptionOf(exception) : undefined;
  if (thrown !== undefined) {
    draft.exception = thrown;
    exception.names.forEach((name) => used.add(name));
  }
  // A reason stays a field where it serves as the message, too.
  draft.message ??= fallback;
  for (const [name, value] of fields) {
    if (!used.has(name)) {
      addField(draft, name, String(value));
    }
  }
}

/** The fields that can have a role, the likeliest for each role first. */
function candidatesIn(fields: Fields, not: ReadonlySet<ParsedField>): Candidate[] {
  const candidates: Candidate[] = [];
  let hasLevel = false;
  for (const [name, value] of fields) {
    for (const { role, rank, depth } of fieldsNamed(name)) {
      if (!not.has(role)) {
        const text = String(value);
        hasLevel ||= role === 'level' && readLevel(text) !== undefined;
        candidates.push({ role, rank, depth, name, text });
      }
    }
  }
  return candidates
    .filter((candidate) => isItsOwn(candidate, fields, hasLevel))
    .sort((a, b) => weight(a) - weight(b) || a.depth - b.depth || a.rank - b.rank);
}

/**
 * What is taken only where nothing else says it: a request in one text, and loguru's `text`, which is the whole line
 * once more, beside its record.
 */
function weight({ role, name }: Candidate): number {
  return role === 'requestLine' || (role === 'message' && name === 'text') ? 1 : 0;
}

/** Whether a field has the role that its name can have, by what else the line has. */
function isItsOwn({ role, name, text }: Candidate, fields: Fields, hasLevel: boolean): boolean {
  switch (role) {
    case 'level':
      // One letter is MongoDB's; numbers of a priority are levels in the journal, and orders elsewhere.
      return /(?:^|\.)s$/.test(name) ? fields.has('t.$date') : !/(?:^|\.)priority$/.test(name) || !/^\d+$/.test(text);
    case 'logger':
      if (/(?:^|\.)c$/.test(name)) {
        return fields.has('t.$date');
      }
      // `name` is a logger's in the lines of loggers (pino, bunyan, Python), and anything's elsewhere.
      return !/(?:^|\.)(?:name|context)$/.test(name) || (hasLevel && !/\s/.test(text.trim()));
    case 'instance':
      // In an access log, `host` is what was asked for.
      return name !== 'host' || !(/[.:]/.test(text) && (fields.has('method') || fields.has('request_method')));
    case 'duration':
      // loguru: since the process began. What a `cost` is, its unit tells.
      return (
        !/(?:^|\.)elapsed\.(?:repr|seconds)$/.test(name) && (!/(?:^|\.)cost$/i.test(name) || /[a-zµμ]$/i.test(text))
      );
    default:
      return true;
  }
}

/** @returns whether the value was of the role, so that the field has nothing more to say */
function take(draft: PartialRecord, { role, name, text }: Candidate, all: Fields): boolean {
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
    case 'requestLine':
      return takePath(draft, name, text);
    case 'route':
      return fill(draft, 'route', text.startsWith('/') ? shortName(text) : undefined);
    case 'status':
      return fill(draft, 'status', statusOf(name, text));
    case 'duration':
      return fill(draft, 'duration', durationOf(name, text, all));
    case 'tags':
      readIds(draft, text);
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

function takeTrace(draft: PartialRecord, name: string, text: string): boolean {
  // `trace` is also the name of stacks, and `trace: 1` of a switch.
  if (/(?:^|\.)trace$/i.test(name) && !/[0-9a-f]{16}/i.test(text)) {
    return false;
  }
  const { traceId, spanId } = readTraceId(text, isDatadog(name));
  draft.spanId ??= spanId;
  return fill(draft, 'traceId', traceId);
}

function takePath(draft: PartialRecord, name: string, text: string): boolean {
  if (!isUrl(text, { mayLackScheme: /ur[il]|target|request/i.test(name) })) {
    return false;
  }
  const { path, query } = splitUrl(text);
  if (draft.path !== undefined) {
    return draft.path === text;
  }
  if (query !== undefined) {
    addField(draft, 'query', query);
  }
  draft.path = path;
  return true;
}

/** A duration in one field, or in two, as Rust and protobuf write it: `{"secs":0,"nanos":12500000}`. */
function durationOf(name: string, text: string, all: Fields): number | undefined {
  const seconds = readDuration(text, name, unitOfWriter(all));
  const group = /^(.*\.)(?:secs|seconds)$/.exec(name)?.[1];
  const nanos = group === undefined ? undefined : all.get(`${group}nanos`);
  return seconds === undefined || nanos === undefined ? seconds : seconds + Number(nanos) / 1e9;
}

/** Below 200, a `code` is what a process left with. */
function statusOf(name: string, text: string): number | undefined {
  const status = readStatus(text);
  return status !== undefined && status < 200 && /(?:^|\.)code$/i.test(name) ? undefined : status;
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
  return /(?:^|\.)(?:dd[._]|x-datadog-)/i.test(name);
}

/** What bare numbers of durations mean in lines of lograge, of APISIX, and of Traefik. */
function unitOfWriter(fields: Fields): 'ms' | 'ns' | undefined {
  if ((fields.has('controller') && fields.has('action')) || fields.has('apisix_latency')) {
    return 'ms';
  }
  return fields.has('OriginDuration') || fields.has('RouterName') ? 'ns' : undefined;
}

function numbersOf(name: string): LevelNumbers {
  if (/severity_?number$/i.test(name)) {
    return 'otel';
  }
  return /levelno$|level\.no$/i.test(name) ? 'python' : /priority$/i.test(name) ? 'syslog' : 'pino';
}
