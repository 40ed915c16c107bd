import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BASE_URL, PATHS } from '../../src/correlation/routes';
import { filesFrom, importedBy, readChunkGraph } from './chunkGraph';

// What the built plugin weighs and holds. The budgets are those of docs/architecture.md, in bytes after gzip.

const DIST = process.env.PLUGIN_DIST ?? join(import.meta.dirname, '..', '..', 'dist');
const KB = 1024;
const ENTRY_BUDGET = 30 * KB;
/** All that is loaded for one route besides the entry, scenes included. */
const ROUTE_BUDGET = 320 * KB;
/**
 * What a page loads besides, once it has shown what it shows first: at rest, or when it is opened. Named chunks, with
 * all that only they load.
 */
const LATER_BUDGETS: Readonly<Record<string, number>> = {
  // With its analysis and worker.
  'what-changed': 45 * KB,
  releases: 10 * KB,
  'service-errors': 20 * KB,
  'log-errors': 25 * KB,
  dependencies: 20 * KB,
  // With what knows the exporters of hosts and containers.
  'service-places': 30 * KB,
  // Who calls whom, once the map is opened; and who is linked to a request that sends messages.
  'service-edges': 10 * KB,
  'linking-traces': 10 * KB,
  'watched-marks': 10 * KB,
  'alert-tables': 15 * KB,
  'chart-menu': 10 * KB,
  // With the library that writes YAML.
  'log-cost': 50 * KB,
  // Only Health shows some of its answers before the others, and loads what does that beside detection.
  'first-answers': 2 * KB,
  // Only where there are many services or rows; and what is kept for the next visit.
  'many-services': 10 * KB,
  'store-detection': 5 * KB,
  'row-blocks': 5 * KB,
  'table-export': 10 * KB,
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]
  );
}

const files = existsSync(DIST) ? filesIn(DIST).map((file) => relative(DIST, file)) : [];
const gzipped = (file: string) => gzipSync(readFileSync(join(DIST, file))).length;
const scripts = files.filter((file) => file.endsWith('.js'));
const pageScripts = scripts.filter((file) => file !== 'module.js');
const graph = readChunkGraph();

/** Imported by its address: the pages are no part of this program's types. */
const REGISTRY = new URL('../../src/app/pages.ts', import.meta.url).href;

const kb = (bytes: number) => (bytes / KB).toFixed(1);

/** Of the languages of scenes one is loaded; the heaviest is counted. */
const isLanguage = (file: string) => /\{"grafana-scenes":\{/.test(readFileSync(join(DIST, file), 'utf8'));

function weigh(some: ReadonlySet<string>): number {
  const sizes = [...some].map((file) => ({ size: gzipped(file), isOneOfMany: isLanguage(file) }));
  const languages = sizes.filter(({ isOneOfMany }) => isOneOfMany).map(({ size }) => size);
  const others = sizes.filter(({ isOneOfMany }) => !isOneOfMany).map(({ size }) => size);
  return others.reduce((sum, size) => sum + size, 0) + Math.max(0, ...languages);
}

/** What a page's row in the registry imports. */
function requestOf(load: () => unknown): string {
  const [, request] = /import\(\s*["'](.+?)["']/.exec(String(load)) ?? [];
  assert.ok(request, `the registry loads a page by something else than an import: ${String(load)}`);
  return request;
}

test('the plugin is built', () => {
  assert.ok(files.includes('module.js') && files.includes('plugin.json'), `run \`npm run build\` first: ${DIST}`);
});

test('the entry weighs 30 KB or less', (t) => {
  const size = gzipped('module.js');
  t.diagnostic(`module.js: ${(size / KB).toFixed(1)} KB after gzip`);
  assert.ok(size <= ENTRY_BUDGET, `${size} bytes`);
});

test('what each route loads weighs 320 KB or less, scenes included', async (t) => {
  const { PAGES } = (await import(REGISTRY)) as { PAGES: ReadonlyArray<{ path: string; load: () => unknown }> };
  assert.deepEqual(
    new Set(graph.flatMap((group) => group.files)),
    new Set(scripts),
    'the chunk graph is that of this build'
  );
  const shell = importedBy(graph, 'src/module.tsx', './app/App');
  const pages = PAGES.map(({ path, load }) => ({
    path,
    group: importedBy(graph, 'src/app/pages.ts', requestOf(load)),
  }));
  const sampleShop = graph.find(({ name }) => name === 'sample-shop');
  assert.ok(sampleShop, 'the sample shop is a chunk of its own');
  const later = Object.keys(LATER_BUDGETS).map((name) => {
    const group = graph.find((one) => one.name === name);
    assert.ok(group, `${name} is a chunk of its own`);
    return { name, group };
  });
  const causes = importedBy(graph, 'src/datasources/client/causeComputing.ts', '../changes/causesWorker');
  const apart = new Set([...pages.map(({ group }) => group), sampleShop, causes, ...later.map(({ group }) => group)]);
  const shellFiles = filesFrom(graph, [shell], apart);
  const routes = pages
    .map(({ path, group }) => {
      // Its first view is what changed.
      const more = path === PATHS.changes ? [causes] : [];
      const files = filesFrom(graph, [shell, group, ...more], apart);
      const own = new Set([...files].filter((file) => !shellFiles.has(file)));
      return { path: path.slice(BASE_URL.length), total: weigh(files), own: weigh(own), requests: group.files.length };
    })
    .sort((a, b) => b.total - a.total);

  const width = Math.max(...routes.map(({ path }) => path.length));
  const row = (name: string, ...cells: string[]) =>
    name.padEnd(width) + cells.map((cell) => cell.padStart(12)).join('');
  t.diagnostic(row('route, KB gzip', 'in all', 'of its own', 'first files'));
  routes.forEach(({ path, total, own, requests }) => t.diagnostic(row(path, kb(total), kb(own), String(requests))));
  const all = new Set(pageScripts.filter((file) => file !== 'sample-shop.js'));
  t.diagnostic(row('all pages', kb(weigh(all))));
  t.diagnostic(row('shell, in all', kb(weigh(shellFiles))));
  t.diagnostic(row('sum of routes', kb(routes.reduce((sum, { total }) => sum + total, 0))));
  t.diagnostic(row('sample shop', kb(gzipped('sample-shop.js'))));
  const parts = later.map(({ name, group }) => {
    const files = filesFrom(graph, name === 'what-changed' ? [group, causes] : [group], apart);
    return { name, weight: weigh(new Set([...files].filter((file) => !shellFiles.has(file)))) };
  });
  parts.forEach(({ name, weight }) => t.diagnostic(row(`later: ${name}`, kb(weight))));

  assert.deepEqual(
    routes.filter(({ total }) => total > ROUTE_BUDGET).map(({ path, total }) => `${path}: ${kb(total)} KB`),
    []
  );
  assert.deepEqual(
    parts
      .filter(({ name, weight }) => weight > (LATER_BUDGETS[name] ?? 0))
      .map(({ name, weight }) => `${name}: ${kb(weight)} KB`),
    []
  );
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
