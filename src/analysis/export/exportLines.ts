import { isoMoment } from '../../telemetry/nanoseconds';
import { type LogLine } from '../../telemetry/questions/logs';
import { redact } from '../redaction';
import { csv } from './csv';

/** `json` is one object a line (NDJSON). */
export const EXPORT_FORMATS = ['csv', 'json', 'text'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How lines are written. */
export interface ExportOptions {
  /** Personal data is left as it is, instead of masked. */
  isUnmasked?: boolean;
}

/** More columns than this hold no table together; what else there is stays in the whole line. */
const MAX_COLUMNS = 200;

/**
 * Lines as a file, in their order. Times are in UTC, to the nanosecond. Personal data is masked unless said otherwise.
 */
export function exportLines(
  lines: readonly LogLine[],
  format: ExportFormat,
  { isUnmasked = false }: ExportOptions = {}
): string {
  const written: Write = isUnmasked ? (text) => text : redact;
  switch (format) {
    case 'csv':
      return csv(table(lines, written));
    case 'json':
      return lines.map((line) => `${JSON.stringify(asObject(line, written))}\n`).join('');
    case 'text':
      return lines.map((line) => `${timeOf(line)} ${asText(written(line.body))}\n`).join('');
  }
}

/** Writes a text, or the value of a field with this name. */
type Write = (text: string, name?: string) => string;

/** What every line may have, in the order of the columns. Times and ids are no personal data, and of no use masked. */
const COLUMNS: ReadonlyArray<[name: string, read: (line: LogLine, written: Write) => string | number | undefined]> = [
  ['time', timeOf],
  ['level', ({ reading }) => reading.level],
  ['service', ({ reading }) => reading.service],
  ['message', ({ reading }, written) => written(reading.message)],
  ['trace_id', ({ reading }) => reading.traceId],
  ['span_id', ({ reading }) => reading.spanId],
  ['request_id', ({ reading }) => reading.requestId],
  ['method', ({ reading }) => reading.method],
  ['path', ({ reading }, written) => reading.path && written(reading.path)],
  ['status', ({ reading }) => reading.status],
  ['duration_seconds', ({ reading }) => reading.duration],
];

function table(lines: readonly LogLine[], written: Write): string[][] {
  const own = new Set<string>();
  for (const line of lines) {
    Object.keys(ownValues(line)).forEach((name) => own.size < MAX_COLUMNS && own.add(name));
  }
  const names = [...own].sort();
  return [
    [...COLUMNS.map(([name]) => name), ...names, 'line'],
    ...lines.map((line) => {
      const values = ownValues(line);
      return [
        ...COLUMNS.map(([, read]) => String(read(line, written) ?? '')),
        ...names.map((name) => written(values[name] ?? '', name)),
        written(line.body),
      ];
    }),
  ];
}

/** Labels, metadata and fields by the names of their columns; each says where it is from. */
function ownValues({ labels, metadata, reading }: LogLine): Record<string, string> {
  const named = (origin: string, values: LogLine['labels']) =>
    Object.entries(values).map(([name, value]) => [`${origin}.${name}`, value]);
  return Object.fromEntries([
    ...named('label', labels),
    ...named('metadata', metadata),
    ...named('field', reading.fields),
  ]);
}

function asObject(line: LogLine, written: Write): Record<string, unknown> {
  const maskAll = (values: LogLine['labels']) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value, name)]));
  return {
    ...Object.fromEntries(
      COLUMNS.map(([name, read]) => [name, read(line, written)]).filter(([, value]) => value !== undefined)
    ),
    labels: maskAll(line.labels),
    metadata: maskAll(line.metadata),
    fields: maskAll(line.reading.fields),
    line: written(line.body),
  };
}

function timeOf({ nanoseconds }: LogLine): string {
  return `${isoMoment(nanoseconds)}Z`;
}

/**
 * A line for people and terminals: what a terminal would obey is written out, and what goes on below is indented, so
 * that no line looks like another one.
 */
function asText(body: string): string {
  return body
    .replace(/\r?\n/g, '\n\t')
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
