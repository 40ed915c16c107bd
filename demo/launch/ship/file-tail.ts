import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** How far a file was shipped, and by what to know it again. */
export interface Position {
  path: string;
  /** Bytes from the start of the file. */
  offset: number;
  /** A hash of the first bytes, and how many these are: an inode number is given again to another file. */
  head: { length: number; hash: string };
}

/** A line and the offset at which the next one starts. */
export interface Line {
  text: string;
  end: number;
}

/** What one look at the file brought. */
export interface Reading {
  lines: Line[];
  /** Lines that were too long and are cut. */
  cut: number;
  /** Bytes that were there at the last look and could not be read any more. */
  lost: number;
  /** Whether more is there to read now. */
  more: boolean;
}

const HEAD_BYTES = 128;
const NEWLINE = 0x0a;

/** Loki takes lines up to 256 KiB. */
export const MAX_LINE_BYTES = 250 * 1024;

/**
 * Reads one file on from where it was left, through renames, as long as it exists. A file that was truncated, or that
 * another one took the place of, is read from its start.
 */
export class FileTail {
  /** The path at which the file was seen last. */
  path: string;
  private readonly handle: FileHandle;
  private offset = 0;
  private lastSize = 0;
  private head: Position['head'] = { length: 0, hash: hash(Buffer.alloc(0)) };
  /** The beginning of a line whose end is not written yet, and whether its rest is to be skipped. */
  private partial: Buffer = Buffer.alloc(0);
  private skipping = false;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.handle = handle;
  }

  /** Opens a file and goes to the position, when that was this file's. */
  static async open(path: string, position?: Position): Promise<FileTail> {
    const tail = new FileTail(path, await open(path, 'r'));
    const { size } = await tail.handle.stat();
    if (
      position &&
      size >= position.offset &&
      (await tail.readHead(position.head.length)).hash === position.head.hash
    ) {
      tail.offset = position.offset;
      tail.head = position.head;
    }
    tail.lastSize = size;
    return tail;
  }

  /** Where the file would be taken up again, when everything up to the offset is shipped. */
  positionAt(offset: number): Position {
    return { path: this.path, offset, head: this.head };
  }

  /** Reads up to `maxBytes`. */
  async read(maxBytes = 256 * 1024): Promise<Reading> {
    const { size } = await this.handle.stat();
    let lost = 0;
    if (await this.wasReplaced(size)) {
      lost = Math.max(0, this.lastSize - this.offset);
      this.startAgain();
    }
    this.lastSize = size;
    const buffer = Buffer.alloc(Math.min(maxBytes, Math.max(0, size - this.offset)));
    const { bytesRead } = await this.handle.read(buffer, 0, buffer.length, this.offset);
    if (this.head.length < HEAD_BYTES && bytesRead > 0) {
      this.head = await this.readHead(Math.min(HEAD_BYTES, this.offset + bytesRead));
    }
    const { lines, cut } = this.split(buffer.subarray(0, bytesRead));
    return { lines, cut, lost, more: this.offset < size && bytesRead > 0 };
  }

  /** The last line when the writer left it without an end; for a file that nobody writes to any more. */
  takePartial(): Line[] {
    const rest = this.skipping ? Buffer.alloc(0) : this.partial;
    this.partial = Buffer.alloc(0);
    this.skipping = false;
    return rest.length > 0 ? [{ text: decode(rest), end: this.offset }] : [];
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  /** A shorter file was truncated; one with another beginning was truncated and has grown past the offset since. */
  private async wasReplaced(size: number): Promise<boolean> {
    if (size < this.offset) {
      return true;
    }
    return size !== this.lastSize && (await this.readHead(this.head.length)).hash !== this.head.hash;
  }

  private startAgain(): void {
    this.offset = 0;
    this.partial = Buffer.alloc(0);
    this.skipping = false;
    this.head = { length: 0, hash: hash(Buffer.alloc(0)) };
  }

  private async readHead(length: number): Promise<Position['head']> {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.handle.read(buffer, 0, length, 0);
    return { length: bytesRead, hash: hash(buffer.subarray(0, bytesRead)) };
  }

  private split(chunk: Buffer): Pick<Reading, 'lines' | 'cut'> {
    const lines: Line[] = [];
    let cut = 0;
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const bytes = Buffer.concat([this.partial, chunk.subarray(start, end)]);
      if (!this.skipping) {
        cut += bytes.length > MAX_LINE_BYTES ? 1 : 0;
        this.push(lines, bytes.subarray(0, MAX_LINE_BYTES), this.offset + end + 1);
      }
      this.partial = Buffer.alloc(0);
      this.skipping = false;
      start = end + 1;
    }
    this.offset += chunk.length;
    if (!this.skipping) {
      this.partial = Buffer.concat([this.partial, chunk.subarray(start)]);
      if (this.partial.length > MAX_LINE_BYTES) {
        cut += 1;
        this.push(lines, this.partial.subarray(0, MAX_LINE_BYTES), this.offset);
        this.partial = Buffer.alloc(0);
        this.skipping = true;
      }
    }
    return { lines, cut };
  }

  private push(lines: Line[], bytes: Buffer, end: number): void {
    const text = decode(bytes);
    if (text.trim() !== '') {
      lines.push({ text, end });
    }
  }
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
}

/** As UTF-8 without the half of a character that a cut may leave, and without a carriage return. */
function decode(bytes: Buffer): string {
  return new StringDecoder('utf8').write(bytes).replace(/\r$/, '');
}
