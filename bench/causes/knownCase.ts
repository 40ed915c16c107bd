import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ChangeCase } from '../../src/analysis/causes/case';

/** What really happened: where it began. */
export interface KnownCause {
  service: string;
  /** Names that are right as well, such as that of what is outside and failed. */
  also?: string[];
  route?: string;
  instance?: string;
  version?: string;
}

/** A case whose causes are known: none where all was quiet. */
export interface KnownCase extends ChangeCase {
  name: string;
  /** What kind of incident it is: `--each` tells of each kind how many were right. */
  kind: string;
  truth: KnownCause[];
}

/** Cases one after another, each made when it is asked for: those of the other half cost nothing. */
export type Cases = Iterable<() => KnownCase | Promise<KnownCase>>;

/** Reads the cases of a folder and of those in it: a JSON file each, in the format of docs/what-changed.md. */
export function* casesOfFolder(folder: string): Generator<() => KnownCase> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      yield* casesOfFolder(path);
    } else if (name.endsWith('.json')) {
      yield () => JSON.parse(readFileSync(path, 'utf8')) as KnownCase;
    }
  }
}
