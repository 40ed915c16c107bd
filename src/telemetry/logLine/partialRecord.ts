import { type ParsedLogLine } from '../questions/logs';
import { recordOf } from '../record';

/** A line half read: what was found so far. Nothing that was found first is overwritten by what is found later. */
export interface PartialRecord extends Partial<Omit<ParsedLogLine, 'format' | 'fields'>> {
  format: ParsedLogLine['format'];
  /** A map, because lines name their fields as they like: `__proto__`, `constructor`. */
  fields: Map<string, string>;
}

/** What a reading has only where it was found. */
const MAY_BE_FOUND = [
  'service',
  'environment',
  'instance',
  'logger',
  'traceId',
  'spanId',
  'requestId',
  'method',
  'path',
  'route',
  'status',
  'duration',
  'exception',
] as const satisfies ReadonlyArray<keyof PartialRecord>;
type MayBeFound = (typeof MAY_BE_FOUND)[number];

/** Fields that a line may have at most; a line with more is data, and its text is still there to look at. */
const MAX_FIELDS = 400;

/** Every draft has all its properties from the start, which keeps what touches them fast. */
export function emptyRecord(format: ParsedLogLine['format']): PartialRecord {
  return {
    format,
    level: undefined,
    message: undefined,
    service: undefined,
    environment: undefined,
    instance: undefined,
    logger: undefined,
    traceId: undefined,
    spanId: undefined,
    requestId: undefined,
    method: undefined,
    path: undefined,
    route: undefined,
    status: undefined,
    duration: undefined,
    exception: undefined,
    fields: new Map(),
  };
}

/** Remembers a field that has no meaning of its own, unless that name is taken. */
export function addField(draft: PartialRecord, name: string, value: string): void {
  if (value !== '' && draft.fields.size < MAX_FIELDS && !draft.fields.has(name)) {
    draft.fields.set(name, value);
  }
}

/** Adds what `from` knows and `into` does not; messages and formats stay as they are. */
export function complete(into: PartialRecord, from: PartialRecord): void {
  completeMeaning(into, from);
  for (const [name, value] of from.fields) {
    addField(into, name, value);
  }
}

/** The same without the fields that have no meaning. Every line comes here three times, hence no loop over names. */
export function completeMeaning(into: PartialRecord, from: PartialRecord): void {
  into.level ??= from.level;
  into.service ??= from.service;
  into.environment ??= from.environment;
  into.instance ??= from.instance;
  into.logger ??= from.logger;
  into.traceId ??= from.traceId;
  into.spanId ??= from.spanId;
  into.requestId ??= from.requestId;
  into.method ??= from.method;
  into.path ??= from.path;
  into.route ??= from.route;
  into.status ??= from.status;
  into.duration ??= from.duration;
  into.exception ??= from.exception;
}

/** The reading that a draft has become. */
export function asParsedLine(draft: PartialRecord, message: string): ParsedLogLine {
  const { format, level = 'unknown', fields } = draft;
  const reading: ParsedLogLine = { format, level, message, fields: recordOf(fields) };
  for (const name of MAY_BE_FOUND) {
    put(reading, draft, name);
  }
  return reading;
}

function put<K extends MayBeFound>(
  reading: Partial<Pick<PartialRecord, MayBeFound>>,
  draft: PartialRecord,
  name: K
): void {
  if (draft[name] !== undefined) {
    reading[name] = draft[name];
  }
}
