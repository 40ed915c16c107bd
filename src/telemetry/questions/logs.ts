import { type Labels } from '../vocabulary';
import { type TimeSpan } from '../timeSpan';

/** Levels by weight, the heaviest first; `unknown` is what says none. */
export const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'unknown'] as const;
export type Level = (typeof LEVELS)[number];

/** Levels at which something failed. */
export const ERROR_LEVELS: readonly Level[] = ['error', 'fatal'];

export function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text);
}

/** What log lines say in the one vocabulary, whatever they call it. */
export const LOG_FIELDS = [
  'service',
  'level',
  'environment',
  'instance',
  'traceId',
  'spanId',
  'requestId',
  'logger',
  'method',
  'path',
  'route',
  'status',
] as const;

/**
 * What a condition or a facet is about: a word of the vocabulary, or a name as the backend has it, with where it is
 * from: a label of the stream, structured metadata, or a field read out of the line.
 */
export type LogField = (typeof LOG_FIELDS)[number] | `label:${string}` | `metadata:${string}` | `field:${string}`;

export function isLogField(text: string): text is LogField {
  return (LOG_FIELDS as readonly string[]).includes(text) || /^(?:label|metadata|field):./s.test(text);
}

/** A condition on a field. Whole values, taken literally. Trace ids match in every spelling. */
export interface LogCondition {
  field: LogField;
  op: 'in' | 'notIn';
  values: string[];
}

/** A condition on the text of the line. */
export interface LineFilter {
  text: string;
  kind: 'text' | 'regexp';
  caseSensitive: boolean;
  /** `include` keeps the lines that match, `exclude` the others. */
  op: 'include' | 'exclude';
}

/** Which lines are meant. */
export interface LogSelection {
  where: LogCondition[];
  lines: LineFilter[];
}

/** The lines themselves. */
export interface LogLinesQuestion extends LogSelection {
  about: 'logLines';
  /** At most so many lines. */
  limit: number;
  order: 'newest' | 'oldest';
}

/** The first and the last lines of a span of time: of the same ones, where there are few. */
export interface LogEndsQuestion extends LogSelection {
  about: 'logEnds';
  /** At most so many lines at either end. */
  limit: number;
}

/** How many lines there are, or how long they are: over time, or in all. */
export interface LogCountQuestion extends LogSelection {
  about: 'logCount';
  /** Counts the bytes of the lines' text instead of the lines. */
  counts?: 'bytes';
  by: LogField[];
  /**
   * `series`: lines per step; each value counts the lines of the step that begins at its time. `total`: of the range.
   */
  shape: 'series' | 'total';
  /** For totals: only the largest so many. */
  limit?: number;
}

/** What was read out of a line, wherever it stood: in structured metadata, a label, JSON, logfmt or plain text. */
export interface ParsedLogLine {
  format: 'json' | 'logfmt' | 'text';
  level: Level;
  /** What the line says to a human, without what became a field. */
  message: string;
  service?: string;
  environment?: string;
  instance?: string;
  logger?: string;
  /** Normalised: 32 digits. */
  traceId?: string;
  /** Normalised: 16 digits. */
  spanId?: string;
  requestId?: string;
  method?: string;
  path?: string;
  route?: string;
  /** HTTP status code. */
  status?: number;
  /** Seconds. */
  duration?: number;
  /** Stack trace or exception, where there is one. */
  exception?: { type?: string; message?: string; stack?: string };
  /** Everything else that the line says, as text, by the name that it has there (nested names joined by dots). */
  fields: Labels;
}

/** One line as the backend has it, and what it says. */
/**
 * Where a value of a line leads, as whoever set up the data source wrote it; `${__value.raw}` stands for the value.
 * Either an address, or a query that Explore asks another data source.
 */
export interface LineLink {
  title: string;
  value: string;
  url?: string;
  query?: { dataSourceUid: string; fields: Readonly<Record<string, unknown>> };
}

/** A line as it was written, and what was read out of it. */
export interface LogLine {
  /** Unique and the same whenever the line is asked for again. */
  id: string;
  /** Milliseconds since the epoch, with what a number can hold of the fraction. */
  time: number;
  /** Nanoseconds since the epoch, in digits. */
  nanoseconds: string;
  body: string;
  /** Labels of the stream. */
  labels: Labels;
  /** Structured metadata. */
  metadata: Labels;
  reading: ParsedLogLine;
  /** Links of the data source, where it has any for this line. */
  links?: readonly LineLink[];
}

/** What a query cost upstream, where the backend says so. */
export interface QueryCost {
  bytes?: number;
  lines?: number;
  /** Seconds of execution. */
  seconds?: number;
}

/** A query as it was sent: to open it in Explore, and to be shown. */
export interface SentQuery {
  text: string;
  dataSource: { uid: string; name: string; type: string };
}

export interface LogLinesAnswer {
  /** In the order asked for. */
  lines: LogLine[];
  /** There are more than the limit let through. */
  isCut: boolean;
  cost?: QueryCost;
  sent: SentQuery[];
}

export interface LogEndsAnswer {
  /** The first lines, the oldest first. */
  oldest: LogLine[];
  /** The last lines, the newest first. */
  newest: LogLine[];
  /** There are more than the limit let through, at either end: what lies between may be missing. */
  isCut: boolean;
  sent: SentQuery[];
}

/** How many lines there are of one kind. */
export interface LogCount {
  /** The value of each field asked for; empty where lines have none. */
  labels: Labels;
  /** One time (start of the step, ms) and count per step; a single one for totals. */
  times: number[];
  values: number[];
}

export interface LogCountAnswer {
  counts: LogCount[];
  /** Length of a step in milliseconds, for a series. */
  step?: number;
  /** What it rests on where that is not every line: `sampled`. */
  note?: string;
  cost?: QueryCost;
  sent: SentQuery[];
}

/** A pattern as Loki's own API mined it; `<_>` stands for what varies. */
export interface ServerPattern {
  pattern: string;
  level?: Level;
  times: number[];
  values: number[];
}

/** A name that lines can be filtered or grouped by. */
export interface LogFieldInfo {
  field: LogField;
  /** Distinct values, estimated, where known. */
  cardinality?: number;
}

/**
 * Where log lines come from: Loki, or the sample shop. Asks as the signed-in user; an aborted signal cancels upstream.
 * All throw a failure that says whether the source is absent, forbidden or failed.
 */
export interface LogSource {
  lines(question: LogLinesQuestion, span: TimeSpan, signal?: AbortSignal): Promise<LogLinesAnswer>;
  /** Lines at both ends of a span of time, by one request. */
  ends(question: LogEndsQuestion, span: TimeSpan, signal?: AbortSignal): Promise<LogEndsAnswer>;
  /** @param step milliseconds, for a series */
  count(question: LogCountQuestion, span: TimeSpan, step?: number, signal?: AbortSignal): Promise<LogCountAnswer>;
  /** Names to filter by, beyond the vocabulary. */
  fields(selection: LogSelection, span: TimeSpan, signal?: AbortSignal): Promise<LogFieldInfo[]>;
  /** Loki's own patterns; undefined where it mines none. */
  patterns(selection: LogSelection, span: TimeSpan, signal?: AbortSignal): Promise<ServerPattern[] | undefined>;
  /** The lines of the same stream just before and after one, oldest first, without it. */
  context(line: LogLine, each: number, signal?: AbortSignal): Promise<{ before: LogLine[]; after: LogLine[] }>;
  /** New lines as they arrive, oldest first; aborting ends it. `onState` tells whether the connection stands. */
  tail(
    selection: LogSelection,
    onLines: (lines: LogLine[]) => void,
    onState: (state: 'open' | 'closed' | 'failed', message?: string) => void,
    signal: AbortSignal
  ): void;
}
