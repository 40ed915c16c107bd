import { closeSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The file that a program's console goes to. The program writes to it by itself, so its lines survive the launcher;
 * what grows past the limit is copied aside and truncated in place, as logrotate's copytruncate does.
 */
export class CapturedLog {
  readonly path: string;
  private readonly maxBytes: number;

  constructor(path: string, maxBytes = 32 * 1024 * 1024) {
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /** Opens the file for a child's stdout and stderr. The caller closes the descriptor once the child has it. */
  async open(): Promise<number> {
    await mkdir(dirname(this.path), { recursive: true });
    // Append mode: after a truncation the child goes on at the new end instead of leaving a hole.
    return openSync(this.path, 'a');
  }

  /** Moves the content aside when the file is over its limit. */
  async limit(): Promise<void> {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > this.maxBytes) {
      await copyFile(this.path, `${this.path}.1`);
      truncateSync(this.path);
    }
  }

  /** The last lines, for a message about what went wrong. */
  tail(lines = 15): string {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    const length = Math.min(size, 64 * 1024);
    if (length === 0) {
      return '';
    }
    const buffer = Buffer.alloc(length);
    const fd = openSync(this.path, 'r');
    try {
      readSync(fd, buffer, 0, length, size - length);
    } finally {
      closeSync(fd);
    }
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }
}
