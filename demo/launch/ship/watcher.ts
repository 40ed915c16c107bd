import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EntryMaker } from './entry.ts';
import { FileTail, type Position } from './file-tail.ts';
import { type Positions } from './positions.ts';
import { type Source } from './sources.ts';

/** A file that is being read: its reader, and the maker of its entries. */
export interface WatchedFile {
  id: string;
  tail: FileTail;
  entries: EntryMaker;
  /** When the file was not found under any matching name any more (milliseconds since 1970). */
  goneSince: number | undefined;
  /** Looks in a row that did not find it. One means little: a file that is being renamed can be missed. */
  missed: number;
  /** Read to its end after it was gone; its position is not kept any more. */
  forgotten: boolean;
}

/**
 * Knows the files of the sources. Files are told apart by inode, so one that is renamed, also to a name that matches,
 * is read on and not read again.
 */
export class Watcher {
  readonly files = new Map<string, WatchedFile>();
  private readonly sources: readonly Source[];
  private readonly positions: Positions;

  constructor(sources: readonly Source[], positions: Positions) {
    this.sources = sources;
    this.positions = positions;
  }

  /** Looks which files are there now: opens new ones, follows renamed ones, notes which are gone. */
  async refresh(): Promise<void> {
    const seen = new Set<string>();
    for (const source of this.sources) {
      for (const { id, path } of await this.list(source)) {
        seen.add(id);
        await this.see(id, path, source);
      }
    }
    for (const file of this.files.values()) {
      const isThere = seen.has(file.id);
      file.missed = isThere ? 0 : file.missed + 1;
      file.goneSince = isThere ? undefined : (file.goneSince ?? Date.now());
    }
  }

  /** Whether a file has been gone for so long that its writer has let go of it too. */
  static isGone({ goneSince, missed }: WatchedFile, lingerMs: number): boolean {
    return goneSince !== undefined && missed > 1 && Date.now() - goneSince >= lingerMs;
  }

  /** Closes a file and forgets it. */
  async forget(file: WatchedFile): Promise<void> {
    file.forgotten = true;
    this.files.delete(file.id);
    this.positions.delete(file.id);
    await file.tail.close();
  }

  /** Drops the positions of files that vanished between two runs, so that they do not pile up. */
  dropStalePositions(): void {
    for (const id of this.positions.keys()) {
      if (!this.files.has(id)) {
        this.positions.delete(id);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.files.values()].map(({ tail }) => tail.close()));
    this.files.clear();
  }

  private async see(id: string, path: string, source: Source): Promise<void> {
    const known = this.files.get(id);
    if (known) {
      known.tail.path = path;
      return;
    }
    const position: Position | undefined = this.positions.get(id);
    try {
      const tail = await FileTail.open(path, position);
      this.files.set(id, {
        id,
        tail,
        entries: new EntryMaker(source),
        goneSince: undefined,
        missed: 0,
        forgotten: false,
      });
    } catch {
      // Gone between the look and the opening, or not readable: the next look tries again.
    }
  }

  private async list({ folder, pattern }: Source): Promise<Array<{ id: string; path: string }>> {
    const matches = new RegExp(`^(?:${pattern})$`);
    const names = await readdir(folder).catch(() => []);
    const found: Array<{ id: string; path: string }> = [];
    for (const name of names.filter((candidate) => matches.test(candidate)).sort()) {
      const path = join(folder, name);
      const stats = await lstat(path).catch(() => undefined);
      // A link to the current file, as rollers make it, would be the same lines once more.
      if (stats?.isFile()) {
        found.push({ id: `${stats.dev}:${stats.ino}`, path });
      }
    }
    return found;
  }
}
