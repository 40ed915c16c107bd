/** One log record as it leaves the logger, before a dialect writes it down. */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly level: 'debug' | 'info' | 'warning' | 'error' | 'critical';
  readonly logger: string;
  readonly message: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  /** An exception's stack, as structlog names it. */
  readonly exception?: string;
  readonly [field: string]: unknown;
}

/** Writes one record down as one line, without the line's end. */
export type LineLayout = (record: LogRecord) => string;

/** JSON, one object a line, as structlog's JSONRenderer writes it. */
export const jsonLine: LineLayout = (record) => JSON.stringify(record);

/** `2025-08-27 10:30:15,123 ERROR text`: Python's `%(asctime)s %(levelname)s %(message)s`. */
export const flaskLine: LineLayout = (record) =>
  `${pythonTime(record.timestamp)} ${record.level.toUpperCase()} ${messageWithCause(record)}`;

/**
 * `2025-08-27 10:30:15,123 - main - INFO - text - trace_id=1f - span_id=2a`, with ids as Python's `format(id, 'x')`
 * writes them. The short layout has no logger and no milliseconds, and only the trace id.
 */
export function fastapiLine(layout: 'full' | 'short'): LineLayout {
  return (record) => {
    const time = pythonTime(record.timestamp);
    const level = record.level.toUpperCase();
    const trace = `trace_id=${unpadded(record.trace_id)}`;
    return layout === 'full'
      ? `${time} - main - ${level} - ${messageWithCause(record)} - ${trace} - span_id=${unpadded(record.span_id)}`
      : `${time.slice(0, 19)} - ${level} - ${messageWithCause(record)} - ${trace}`;
  };
}

/** An id without its leading zeros; no id at all is `0`, which is what an absent span's id formats to. */
export function unpadded(id: string | undefined): string {
  return id?.replace(/^0+(?=.)/, '') ?? '0';
}

/** Python's `asctime`. Its default is the machine's local time; the demo's containers run on UTC, and so does this. */
function pythonTime(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 19)},${timestamp.slice(20, 23)}`;
}

/** A line is one line: of a stack only the first line, the error itself, is told. */
function messageWithCause({ message, exception }: LogRecord): string {
  const cause = exception?.split('\n', 1)[0];
  const text = cause === undefined ? message : `${message}: ${cause}`;
  return text.replace(/\r?\n/g, ' ');
}
