import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { baseOf, browserTestsOf, changedSince, lintedOf, nodeTestsBeside } from './changed.mjs';

/** A repository with a commit on main and one on a branch, and changes that are not committed. */
function repository(t) {
  const root = mkdtempSync(join(tmpdir(), 'tillwatch-changed-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const git = (...args) => {
    const who = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.org'];
    return execFileSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' }).trim();
  };
  const write = (file, text = '') => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const commit = (...files) => {
    files.forEach((file) => write(file));
    git('add', '-A');
    git('commit', '--quiet', '--no-gpg-sign', '-m', 'more');
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '-b', 'main');
  return { root, git, write, commit };
}

test('changes are counted from where the branch left main, and are there committed or not', (t) => {
  const { root, git, write, commit } = repository(t);
  const left = commit('src/kept.ts', 'src/removed.ts', 'src/edited.ts');
  git('checkout', '--quiet', '-b', 'branch');
  const own = commit('src/committed.ts');
  git('checkout', '--quiet', 'main');
  commit('src/of others.ts');
  git('checkout', '--quiet', 'branch');
  write('src/edited.ts', 'more');
  write('docs/new ü.md');
  rmSync(join(root, 'src/removed.ts'));

  assert.equal(baseOf(root), left);
  assert.deepEqual(changedSince(root, left), ['docs/new ü.md', 'src/committed.ts', 'src/edited.ts']);
  assert.deepEqual(changedSince(root, baseOf(root, 'HEAD')), ['docs/new ü.md', 'src/edited.ts']);
  assert.equal(baseOf(root, 'branch'), own);
  assert.throws(() => baseOf(root, 'nowhere'));
});

test('on main itself, and without a main, it is what is not committed', (t) => {
  const { root, git, commit } = repository(t);
  commit('a.ts');
  const last = commit('b.ts');
  assert.equal(baseOf(root), last);
  git('branch', '--move', 'main', 'trunk');
  assert.equal(baseOf(root), last);
});

test('each kind of file has its own check', (t) => {
  const { root, commit } = repository(t);
  const all = [
    'demo/launch/start.mjs',
    'demo/launch/start.test.ts',
    'demo/servers/other.test.ts',
    'preview/run/serve.mjs',
    'preview/run/serve.test.mjs',
    'src/a.test.ts',
    'tests/bundle/bundle.test.ts',
    'tests/repository/readme.test.ts',
  ];
  commit(...all);
  assert.deepEqual(nodeTestsBeside(root, ['demo/launch/start.mjs', 'preview/run/serve.mjs', 'src/a.ts']), [
    'demo/launch/start.test.ts',
    'preview/run/serve.test.mjs',
    'tests/repository/readme.test.ts',
  ]);
  assert.deepEqual(nodeTestsBeside(root, ['tests/bundle/bundle.test.ts', 'docs/a.md']), [
    'tests/repository/readme.test.ts',
  ]);
  assert.deepEqual(nodeTestsBeside(root, []), []);
  assert.deepEqual(lintedOf(['a.ts', 'a.tsx', 'a.md', 'a.json', 'vite.config.mts']), [
    'a.ts',
    'a.tsx',
    'vite.config.mts',
  ]);
  assert.deepEqual(browserTestsOf(['tests/e2e/a.spec.ts', 'src/a.test.ts']), ['tests/e2e/a.spec.ts']);
});
