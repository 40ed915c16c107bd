import { access, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SERVICE } from './stages.ts';

/**
 * Tells Prometheus of a target by a file that it watches.
 * @param target `host:port`
 * @returns what takes it back, or undefined where the folder of the file is not there: no Prometheus looks there
 */
export async function tellPrometheus(file: string, target: string): Promise<(() => Promise<void>) | undefined> {
  try {
    await access(dirname(file));
  } catch {
    return undefined;
  }
  // No `environment`: by it the demo's alert rules know services that somebody is paged for, and a stage is stopped
  // whenever somebody likes.
  const targets = [{ targets: [target], labels: { job: SERVICE } }];
  // Moved into its place, so that nobody reads half of it.
  await writeFile(`${file}.new`, `${JSON.stringify(targets, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
  return () => rm(file, { force: true });
}
