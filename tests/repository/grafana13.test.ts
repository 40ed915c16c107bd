import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJson } from './files';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const FOLDER = 'preview/grafana-13';
const own = readJson<Manifest>(`${FOLDER}/package.json`);
const pinned = { ...own.dependencies, ...own.devDependencies };

test('libraries of Grafana 13.2 and React 19 are pinned exactly, and locked', () => {
  const lock = readJson<{ packages: Record<string, { version: string }> }>(`${FOLDER}/package-lock.json`);
  for (const [name, version] of Object.entries(pinned)) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
    assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name);
  }
  for (const name of ['data', 'i18n', 'runtime', 'schema', 'ui']) {
    assert.match(pinned[`@grafana/${name}`] ?? '', /^13\.2\./, name);
  }
  for (const name of ['react', 'react-dom', '@types/react', '@types/react-dom']) {
    assert.match(pinned[name] ?? '', /^19\./, name);
  }
});

// Scenes is the plugin's own and comes with it, whatever the Grafana.
test('what the plugin brings along is of the plugin’s version', () => {
  const { dependencies } = readJson<Manifest>('package.json');
  for (const name of ['@grafana/scenes', '@tanstack/react-virtual']) {
    assert.equal(pinned[name], dependencies[name], name);
  }
});
