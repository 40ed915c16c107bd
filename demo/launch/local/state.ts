import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A running program, as others on this machine find it. */
export interface RunningPart {
  name: string;
  pid: number;
  url?: string;
  /** The file that its console goes to. */
  log: string;
}

/** Writes `stack.json` in the data folder: what runs under which process id, for tests and for whoever looks. */
export class StateFile {
  readonly path: string;
  private readonly parts = new Map<string, RunningPart>();
  private writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.path = join(dataDir, 'stack.json');
  }

  set(part: RunningPart): void {
    this.parts.set(part.name, part);
    this.write();
  }

  delete(name: string): void {
    this.parts.delete(name);
    this.write();
  }

  /** Resolves when the file says what is known now. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private write(): void {
    const text = JSON.stringify({ launcher: process.pid, parts: [...this.parts.values()] }, undefined, 2);
    this.writing = this.writing.then(async () => {
      await mkdir(join(this.path, '..'), { recursive: true });
      await writeFile(`${this.path}.new`, `${text}\n`);
      await rename(`${this.path}.new`, this.path);
    });
  }
}
