import { join } from 'node:path';
import { pino, type Logger, type StreamEntry } from 'pino';
import pretty from 'pino-pretty';
import roll from 'pino-roll';
import { jsonLine, type LineLayout, type LogRecord } from './lines.ts';
import { currentRequest, currentTrace } from './request-context.ts';

/** Where records go besides console and file. Called while the record's context is still active. */
export type RecordSink = (record: LogRecord) => void;

/** Where log lines go, and how they are laid out. */
export interface LoggingOptions {
  /** Folder and base name of the log file; `undefined` keeps no file. */
  readonly file: { readonly dir: string; readonly name: string } | undefined;
  readonly console: 'off' | 'plain' | 'pretty';
  readonly layout: LineLayout;
  readonly sink?: RecordSink;
  readonly rotation?: Rotation;
}

/** The logging of one process. */
export interface Logging {
  logger(name: string): Logger;
  /** Writes out what is buffered; after this, lines are lost. */
  close(): void;
}

const LEVEL_NAMES: Record<string, LogRecord['level']> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  error: 'error',
  fatal: 'critical',
};

/** When a log file is full, and how many files are kept. */
export interface Rotation {
  /** Size with a unit, such as `10m`. */
  readonly size: string;
  /** Files in all, with the one that is written to. */
  readonly keep: number;
}

const ROTATION: Rotation = { size: '10m', keep: 5 };

/**
 * Opens the logging of a process. Each record is bound to the request and the span that it was written for.
 * Rotation names the files `<name>.<number>.log`; whoever ships them watches `<name>*.log`.
 */
export async function openLogging(options: LoggingOptions): Promise<Logging> {
  const streams: StreamEntry[] = [];
  if (options.console === 'pretty') {
    streams.push({
      stream: pretty({
        colorize: true,
        sync: true,
        messageKey: 'message',
        timestampKey: 'timestamp',
        ignore: 'pid,hostname',
      }),
    });
  } else if (options.console === 'plain') {
    streams.push({ stream: laidOut(options.layout, process.stdout) });
  }
  const file = options.file && (await openFile(options.file, options.rotation ?? ROTATION));
  if (file) {
    streams.push({ stream: laidOut(options.layout, file) });
  }
  const { sink } = options;
  if (sink) {
    streams.push({ stream: { write: (line: string) => sink(JSON.parse(line) as LogRecord) } });
  }

  const root = pino(
    {
      base: null,
      level: 'info',
      messageKey: 'message',
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: LEVEL_NAMES[label] ?? label }) },
      mixin: () => ({ ...currentRequest(), ...currentTrace() }),
    },
    pino.multistream(streams.map((entry) => ({ level: 'debug', ...entry })))
  );
  return {
    logger: (name) => root.child({ logger: name }),
    close: () => {
      file?.flushSync();
      file?.end();
    },
  };
}

function openFile({ dir, name }: { dir: string; name: string }, { size, keep }: Rotation) {
  return roll({
    file: join(dir, name),
    size,
    limit: { count: keep, removeOtherLogFiles: true },
    mkdir: true,
    // Line by line: what a process wrote before it was killed is what one wants to read.
    sync: true,
  });
}

/** An error as a log field: its stack, under the name that structlog gives it. */
export function exceptionField(error: unknown): { exception: string } {
  return { exception: error instanceof Error ? (error.stack ?? String(error)) : String(error) };
}

function laidOut(layout: LineLayout, target: { write(text: string): unknown }) {
  if (layout === jsonLine) {
    return { write: (line: string) => void target.write(line) };
  }
  return { write: (line: string) => void target.write(`${layout(JSON.parse(line) as LogRecord)}\n`) };
}
