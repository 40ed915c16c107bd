import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

// What the built plugin weighs and holds. The budgets are those of docs/architecture.md, in bytes after gzip.

const DIST = process.env.PLUGIN_DIST ?? join(import.meta.dirname, '..', '..', 'dist');
const KB = 1024;
const ENTRY_BUDGET = 30 * KB;
/** All that is loaded for any page, scenes included. */
const PAGES_BUDGET = 400 * KB;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]
  );
}

const files = existsSync(DIST) ? filesIn(DIST).map((file) => relative(DIST, file)) : [];
const gzipped = (file: string) => gzipSync(readFileSync(join(DIST, file))).length;
const scripts = files.filter((file) => file.endsWith('.js'));
const pageScripts = scripts.filter((file) => file !== 'module.js');

test('the plugin is built', () => {
  assert.ok(files.includes('module.js') && files.includes('plugin.json'), `run \`npm run build\` first: ${DIST}`);
});

test('the entry weighs 30 KB or less', (t) => {
  const size = gzipped('module.js');
  t.diagnostic(`module.js: ${(size / KB).toFixed(1)} KB after gzip`);
  assert.ok(size <= ENTRY_BUDGET, `${size} bytes`);
});

test('all that any page loads weighs 400 KB or less, scenes included', (t) => {
  assert.ok(pageScripts.length > 0, 'the pages are chunks of their own');
  // Chunks are not told apart by page: together they are more than any one page loads. Of the languages of scenes one
  // is loaded, and the sample shop where somebody wants to see it.
  const languages = pageScripts.filter((file) => /\{"grafana-scenes":\{/.test(readFileSync(join(DIST, file), 'utf8')));
  const others = pageScripts.filter((file) => !languages.includes(file) && file !== 'sample-shop.js');
  const sizeOf = (some: readonly string[]) => some.reduce((sum, file) => sum + gzipped(file), 0);
  const size = sizeOf(others) + Math.max(0, ...languages.map(gzipped));
  assert.ok(pageScripts.includes('sample-shop.js'), 'the sample shop is a chunk of its own');
  t.diagnostic(`pages: ${(size / KB).toFixed(1)} KB after gzip in ${others.length + 1} files`);
  t.diagnostic(`sample shop: ${(gzipped('sample-shop.js') / KB).toFixed(1)} KB after gzip`);
  assert.ok(size <= PAGES_BUDGET, `${size} bytes`);
});

test('the entry neither holds nor asks for scenes', () => {
  const entry = readFileSync(join(DIST, 'module.js'), 'utf8');
  assert.doesNotMatch(entry, /SceneAppPage|SceneQueryRunner/);
  const [, dependencies = ''] = /define\(\[([^\]]*)\]/.exec(entry) ?? [];
  assert.match(dependencies, /@grafana\/data/);
  assert.doesNotMatch(dependencies, /scenes/);
});

test('scenes is there once', () => {
  const holding = pageScripts.filter((file) =>
    readFileSync(join(DIST, file), 'utf8').includes('A runtime data source with uid')
  );
  assert.equal(holding.length, 1, holding.join(', '));
});

test('no data or code of tests is shipped', () => {
  const known =
    /^(module|\w[\w.-]*)\.js(\.map)?(\.LICENSE\.txt)?$|^(plugin\.json|README\.md|LICENSE|CHANGELOG\.md)$|^(img|locales)\//;
  assert.deepEqual(
    files.filter((file) => !known.test(file)),
    []
  );
});

test('placeholders of plugin.json are filled in and its version is that of the package', () => {
  const plugin = JSON.parse(readFileSync(join(DIST, 'plugin.json'), 'utf8')) as {
    info: { version: string; updated: string };
  };
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  assert.equal(plugin.info.version, version);
  assert.match(plugin.info.updated, /^\d{4}-\d{2}-\d{2}$/);
  assert.doesNotMatch(readFileSync(join(DIST, 'plugin.json'), 'utf8'), /%[A-Z_]+%/);
});
