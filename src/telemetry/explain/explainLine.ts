import { parseLogLine } from '../logLine/parseLogLine';
import { flatten, parseObject } from '../logLine/json';
import { readPairs } from '../logLine/logfmt';
import { type ParsedLogLine } from '../questions/logs';
import { type Labels } from '../vocabulary';

/** A log line as Loki has it. */
export interface GivenLine {
  line: string;
  /** Labels of its stream. */
  labels?: Labels;
  /** Structured metadata, OpenTelemetry's attributes among it. */
  metadata?: Labels;
}

/**
 * What a value was read from: a name in the metadata, the labels or the line; the line's text; or several names that
 * say the same.
 */
export type LineOrigin = `metadata:${string}` | `label:${string}` | `field:${string}` | 'text' | 'several';

type Role = Exclude<keyof ParsedLogLine, 'format' | 'fields'>;

/** One thing that was read of a line. */
export interface ReadOfLine {
  value: ParsedLogLine[Role];
  from: LineOrigin;
}

/** What is read of a line, where from, and what has no meaning of its own. */
export interface ExplainedLine {
  format: ParsedLogLine['format'];
  read: Partial<Record<Role, ReadOfLine>>;
  /** Names and values that no rule took: they are shown, and can be filtered by. */
  fields: Record<string, string>;
}

/**
 * Reads a line as the pages do, and finds out what each value comes from by reading it again with one name less each
 * time: what is then missing or other came from that name.
 */
export function explainLine({ line, labels = {}, metadata = {} }: GivenLine): ExplainedLine {
  const { format, fields, ...roles } = parseLogLine(line, labels, metadata);
  const without = [
    ...Object.keys(metadata).map((name) => origin(`metadata:${name}`, line, labels, omit(metadata, name))),
    ...Object.keys(labels).map((name) => origin(`label:${name}`, line, omit(labels, name), metadata)),
    ...linesWithoutAField(line).map(([name, less]) => origin(`field:${name}`, less, labels, metadata)),
  ];
  const read: ExplainedLine['read'] = {};
  for (const [role, value] of Object.entries(roles) as Array<[Role, ParsedLogLine[Role]]>) {
    if (value !== undefined && !(role === 'level' && value === 'unknown')) {
      const only = without.find((one) => !isSame(one.read[role], value))?.from;
      read[role] = { value, from: only ?? (format === 'text' ? 'text' : 'several') };
    }
  }
  return { format, read, fields };
}

interface ReadWithout {
  from: LineOrigin;
  read: ParsedLogLine;
}

function origin(from: LineOrigin, line: string, labels: Labels, metadata: Labels): ReadWithout {
  return { from, read: parseLogLine(line, labels, metadata) };
}

function omit(labels: Labels, name: string): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([one]) => one !== name));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A line of named fields once without each of them; none for other text. */
function linesWithoutAField(line: string): Array<[name: string, line: string]> {
  const object = parseObject(line);
  if (object !== undefined) {
    const flat = [...flatten(object)];
    return flat.map(([name]) => [name, JSON.stringify(Object.fromEntries(flat.filter(([one]) => one !== name)))]);
  }
  return readPairs(line).map(({ name, start, end }) => [name, `${line.slice(0, start)}${line.slice(end)}`]);
}
