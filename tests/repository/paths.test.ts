import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { globSync } from 'glob';
import { read, ROOT } from './files';

/** Folders that documents name files from: the repository's own and, for short, the plugin's. */
const FROM = ['', 'src', 'src/telemetry', 'src/telemetry/dialects'];

const isThere = (path: string) =>
  FROM.some((folder) => existsSync(join(ROOT, folder, path)) || globSync(join(folder, path), { cwd: ROOT }).length > 0);

/** The page that docs/add-a-feature.md adds, for whoever follows it. */
const EXAMPLE = /^src\/features\/orders\//;

/** Files and folders that a text names in code: `src/a/b.ts`, `ui/charts`. What has a placeholder is none. */
function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/`([\w.@*{},-]+(?:\/[\w.@*{},-]+)+\/?)`/g)].map(([, path = '']) => path);
  const top = new Set([
    ...['src', 'tests', 'preview', 'bench', 'demo', 'docs', 'provisioning', 'types', '.github', '.ci', '.config'],
    ...['app', 'features', 'ui', 'extensions', 'datasources', 'sample', 'correlation', 'analysis', 'telemetry'],
    ...['conventions', 'dialects', 'promql', 'logql', 'traceql', 'logLine', 'questions'],
  ]);
  return named.filter(
    (path) => top.has(path.split('/')[0] ?? '') && !/(^|\/)(dist|node_modules)(\/|$)/.test(path) && !EXAMPLE.test(path)
  );
}

describe('files that documents name are there', () => {
  const documents = globSync(['*.md', 'docs/**/*.md', 'demo/*.md', 'src/**/README.md'], { cwd: ROOT }).sort();
  for (const document of documents.filter((file) => file !== 'CHANGELOG.md')) {
    test(document, () => {
      assert.deepEqual(
        pathsIn(read(document)).filter((path) => !isThere(path)),
        []
      );
    });
  }

  test('a name that is not there is found', () => {
    assert.deepEqual(
      pathsIn('See `src/nothing/here.ts`, `telemetry/vocabulary.ts` and `a/b`.').filter((path) => !isThere(path)),
      ['src/nothing/here.ts']
    );
  });
});
