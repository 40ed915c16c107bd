import { type Source } from './sources.ts';

/** One line as Loki takes it. */
export interface Entry {
  labels: Record<string, string>;
  /** Nanoseconds since 1970. */
  timestamp: bigint;
  line: string;
}

/** Makes entries of one file's lines. */
export class EntryMaker {
  private last = 0n;
  private readonly source: Source;
  private readonly now: () => number;

  constructor(source: Source, now: () => number = Date.now) {
    this.source = source;
    this.now = now;
  }

  /** @param path the file that the line is from */
  make(line: string, path: string): Entry {
    const { labels, filename, jsonLabels } = this.source;
    const fields = jsonLabels ? parseObject(line) : undefined;
    const fromLine = (jsonLabels ?? []).flatMap((name) => {
      const value = fields?.[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    });
    return {
      labels: { ...labels, ...Object.fromEntries(fromLine), ...(filename && { filename: path }) },
      timestamp: this.timestamp(fields),
      line,
    };
  }

  /** The time that the line states, else now. Lines of the same millisecond keep their order by one nanosecond each. */
  private timestamp(fields: Record<string, unknown> | undefined): bigint {
    const stated = typeof fields?.timestamp === 'string' ? Date.parse(fields.timestamp) : NaN;
    const milliseconds = BigInt(Number.isFinite(stated) ? stated : this.now());
    const start = milliseconds * 1_000_000n;
    const next = this.last + 1n;
    this.last = next > start && next < start + 1_000_000n ? next : start;
    return this.last;
  }
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // A line that a crash cut off, or another program's: it is shipped as it is.
    return undefined;
  }
}
