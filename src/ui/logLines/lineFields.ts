import { t, tCount } from '../../i18n/t';
import { LOG_FIELDS, type ParsedLogLine, type LogField, type LogLine } from '../../telemetry/questions/logs';
import { preciseTime } from './lineTime';

/** Where a field of a line was found. */
export type FieldOrigin = 'reading' | 'label' | 'metadata' | 'field';

/** One thing that a line says. */
export interface LineField {
  /** To filter or to count by; time and duration are not filtered by. */
  field?: LogField;
  name: string;
  value: string;
  origin: FieldOrigin;
}

/** Everything that a line says: what it means first, then as the backend has it. */
export function lineFields(line: LogLine): LineField[] {
  const { reading } = line;
  const read = LOG_FIELDS.flatMap((field): LineField[] => {
    const value = fieldValue(line, field);
    return value === undefined ? [] : [{ field, name: field, value, origin: 'reading' }];
  });
  const measured = [
    { name: t('ui.log-line.field.time', 'time'), value: preciseTime(line) },
    ...(reading.duration === undefined
      ? []
      : [{ name: t('ui.log-line.field.duration', 'duration'), value: `${reading.duration} s` }]),
  ];
  return [
    ...read,
    ...measured.map((one): LineField => ({ ...one, origin: 'reading' })),
    ...ofOrigin(line.labels, 'label'),
    ...ofOrigin(line.metadata, 'metadata'),
    ...ofOrigin(reading.fields, 'field'),
  ];
}

/** The value of a field of a line; undefined where it has none. */
export function fieldValue(line: LogLine, field: LogField): string | undefined {
  const at = field.indexOf(':');
  if (at !== -1) {
    const name = field.slice(at + 1);
    const values = { label: line.labels, metadata: line.metadata, field: line.reading.fields }[
      field.slice(0, at) as Exclude<FieldOrigin, 'reading'>
    ];
    return values[name];
  }
  const value = line.reading[field as keyof ParsedLogLine];
  return value === undefined ? undefined : String(value);
}

/** What a field is called on screen. */
export function fieldName(field: LogField): string {
  switch (field) {
    case 'traceId':
      return t('ui.log-line.field.trace-id', 'trace ID');
    case 'spanId':
      return t('ui.log-line.field.span-id', 'span ID');
    case 'requestId':
      return t('ui.log-line.field.request-id', 'request ID');
    case 'status':
      return t('ui.log-line.field.status', 'status code');
    default:
      return field.replace(/^(?:label|metadata|field):/s, '');
  }
}

function ofOrigin(values: Readonly<Record<string, string>>, origin: Exclude<FieldOrigin, 'reading'>): LineField[] {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ field: `${origin}:${name}` as LogField, name, value, origin }));
}

/** What was thrown and the request that a line tells of, in a few words, without what its message says already. */
export function lineSummary(reading: ParsedLogLine): string {
  const { method, path, route, status, duration, message } = reading;
  return [
    thrownIn(reading),
    method,
    path ?? route,
    status === undefined ? undefined : String(status),
    duration === undefined ? undefined : briefDuration(duration),
  ]
    .filter((part): part is string => part !== undefined && part !== '' && !message.includes(part))
    .join(' ');
}

/** What a line says, and what was thrown: `Unhandled error: TypeError: x is undefined`. */
export function lineHeadline(reading: ParsedLogLine): string {
  return [reading.message, thrownIn(reading)].filter((part) => part !== undefined && part !== '').join(': ');
}

/** The exception of a line as programs write one, as far as its message leaves that out. */
function thrownIn({ exception: { type = '', message: text = '' } = {}, message }: ParsedLogLine): string | undefined {
  const [first = ''] = text.split(/\r?\n/);
  return [type, first].filter((part) => part !== '' && !message.includes(part)).join(': ') || undefined;
}

function briefDuration(seconds: number): string {
  return seconds < 1 ? `${Number((seconds * 1000).toPrecision(3))} ms` : `${Number(seconds.toPrecision(3))} s`;
}

/** Of how many lines an event is. */
export function partsInWords(parts: number): string {
  return tCount('ui.log-line.parts', parts, { one: '{{count}} log line', other: '{{count}} log lines' });
}
