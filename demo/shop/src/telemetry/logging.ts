import { once } from 'node:events';
import { join } from 'node:path';
import { pino, type Logger, type StreamEntry } from 'pino';
import pretty from 'pino-pretty';
import roll from 'pino-roll';
import { jsonLine, type LineLayout, type LogRecord } from './lines.ts';
import { currentRequest, currentTrace } from './request-context.ts';

/** Where records go besides console and file. Called while the record's context is still active. */
export type RecordSink = (record: LogRecord) => void;

export interface LoggingOptions {
  /** Folder and base name of the log file; `undefined` keeps no file. */
  readonly file: { readonly dir: string; readonly name: string } | undefined;
  readonly console: 'off' | 'plain' | 'pretty';
  readonly layout: LineLayout;
  readonly sink?: RecordSink;
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

/** A file is closed at this size and the next number opened; so many closed ones are kept. */
const ROTATION = { size: '10m', limit: { count: 5, removeOtherLogFiles: true } };

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
  const file =
    options.file && (await roll({ ...ROTATION, file: join(options.file.dir, options.file.name), mkdir: true }));
  if (file) {
    // Before that it cannot be flushed, and a service that fails at once has something to say.
    await once(file, 'ready');
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
