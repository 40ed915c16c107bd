import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one import loads, as webpack.config.ts writes it. */
export interface ChunkGroup {
  id: number;
  name?: string;
  files: string[];
  /** Where it is imported; without a file it is an entry. */
  requests: Array<{ from: string; request?: string }>;
  /** The groups of the imports in it, and of its workers. */
  below: number[];
}

/** The chunk graph of the last build. */
export function readChunkGraph(): ChunkGroup[] {
  const file = join(import.meta.dirname, '../../node_modules/.cache/tillwatch/chunk-graph.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ChunkGroup[];
}

/** The group of an import, by the end of the path of the file that it is in. */
export function importedBy(groups: readonly ChunkGroup[], from: string, request: string): ChunkGroup {
  const found = groups.find(({ requests }) =>
    requests.some((one) => one.from.replaceAll('\\', '/').endsWith(from) && one.request === request)
  );
  if (!found) {
    throw new Error(`${from} does not import ${request} as a chunk of its own`);
  }
  return found;
}

/** The files of some groups and of all that their code may import later, but for the groups that are told apart. */
export function filesFrom(
  groups: readonly ChunkGroup[],
  starts: readonly ChunkGroup[],
  apart: ReadonlySet<ChunkGroup>
): Set<string> {
  const seen = new Set<ChunkGroup>();
  const follow = (group: ChunkGroup) => {
    if (!seen.has(group)) {
      seen.add(group);
      group.below
        .flatMap((id) => groups[id] ?? [])
        .filter((one) => !apart.has(one))
        .forEach(follow);
    }
  };
  starts.forEach(follow);
  return new Set([...seen].flatMap(({ files }) => files));
}
