import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Position } from './file-tail.ts';

/** Positions by the file's identity on its disk. */
export type Positions = Map<string, Position>;

/** Reads the positions that the last run left. Without them, or when they cannot be read, every file starts anew. */
export async function loadPositions(file: string): Promise<Positions> {
  try {
    const parsed = JSON.parse(await readFile(file, 'utf8')) as Record<string, Position>;
    return new Map(Object.entries(parsed).filter(([, position]) => isPosition(position)));
  } catch {
    return new Map();
  }
}

/** Writes the positions so that a crash leaves the old or the new ones, never half of a file. */
export async function savePositions(file: string, positions: Positions): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(positions), undefined, 2));
  await rename(`${file}.new`, file);
}

function isPosition(value: Partial<Position> | null): boolean {
  return (
    typeof value?.path === 'string' &&
    Number.isInteger(value.offset) &&
    Number.isInteger(value.head?.length) &&
    typeof value.head?.hash === 'string'
  );
}
