import assert from 'node:assert/strict';
import { globSync } from 'glob';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { selectors as grafanas } from '@grafana/e2e-selectors';
import { selectors as ours } from '../../webpack.selectors';

const SCENES = dirname(createRequire(import.meta.url).resolve('@grafana/scenes/package.json'));

/** The paths of the selectors that scenes names. */
function usedByScenes(): string[] {
  const texts = globSync('dist/esm/**/*.js', { cwd: SCENES }).map((file) => readFileSync(join(SCENES, file), 'utf8'));
  const importing = texts.filter((text) => text.includes("'@grafana/e2e-selectors'"));
  const uses = importing.flatMap((text) => [
    ...text.replace(/^import .*$/gm, '').matchAll(/\bselectors\b(?:\.([\w.]+))?/g),
  ]);
  assert.ok(uses.length > 0, 'scenes uses selectors');
  assert.deepEqual(
    uses.filter(([, path]) => !path).map(({ input, index }) => input.slice(index, index + 80)),
    [],
    'each is named in full'
  );
  return [...new Set(uses.flatMap(([, path]) => path ?? []))];
}

/** What a path leads to; a function is called with a name. */
function at(root: object, path: string): unknown {
  const found = path.split('.').reduce<unknown>((value, key) => Object(value)[key], root);
  return typeof found === 'function' ? found('name') : found;
}

test('the selectors that scenes uses are those of Grafana', () => {
  for (const path of usedByScenes()) {
    assert.equal(typeof at(ours, path), 'string', path);
    assert.equal(at(ours, path), at(grafanas, path), path);
  }
});
