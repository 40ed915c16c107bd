import assert from 'node:assert/strict';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { temporaryFolder } from '../servers/testing.ts';
import { buildIsStale, buildPlugin } from './plugin-build.ts';

/** A project whose files were written at second 100 and built at second 200. */
async function project(t: TestContext) {
  const root = await temporaryFolder(t);
  const write = (path: string, second: number) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    utimesSync(file, second, second);
  };
  write('package.json', 100);
  write('src/module.tsx', 100);
  write('src/pages/health/page.tsx', 100);
  for (const folder of ['src', 'src/pages', 'src/pages/health']) {
    utimesSync(join(root, folder), 100, 100);
  }
  write('dist/module.js', 200);
  return { root, write };
}

describe('buildIsStale', () => {
  it('is false when nothing has changed since', async (t) => {
    const { root } = await project(t);
    assert.equal(await buildIsStale(root), false);
  });

  it('is true without a build', async (t) => {
    const { root } = await project(t);
    rmSync(join(root, 'dist'), { recursive: true });
    assert.equal(await buildIsStale(root), true);
  });

  for (const path of ['src/pages/health/page.tsx', 'src/plugin.json', 'package.json']) {
    it(`is true when ${path} is newer`, async (t) => {
      const { root, write } = await project(t);
      write(path, 300);
      assert.equal(await buildIsStale(root), true);
    });
  }

  it('is true when a file was removed', async (t) => {
    const { root } = await project(t);
    rmSync(join(root, 'src/pages/health/page.tsx'));
    assert.equal(await buildIsStale(root), true);
  });
});

describe('buildPlugin', () => {
  it('rejects when the build fails', async (t) => {
    const { root } = await project(t);
    writeFileSync(join(root, 'package.json'), JSON.stringify({ scripts: { build: 'node -e "process.exit(3)"' } }));
    await assert.rejects(buildPlugin(root), /could not be built/);
    writeFileSync(join(root, 'package.json'), JSON.stringify({ scripts: { build: 'node -e ""' } }));
    await buildPlugin(root);
  });
});
