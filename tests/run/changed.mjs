import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { globSync } from 'glob';

/** What the linter looks at. */
const LINTED = ['.ts', '.tsx', '.mts', '.mjs', '.js'];

/** Where tests are run by Node's own runner. */
const RUN_BY_NODE = /^(?:demo|preview\/run|tests)\//;

/** Say of any file what holds for all of them, quickly. */
const OF_THE_REPOSITORY = 'tests/repository';

/** Needs the build: it is part of `npm test` only. */
const OF_THE_BUILD = /^tests\/bundle\//;

/**
 * The commit that changes are counted from: the one given, else where this branch left main, or the last commit on
 * main.
 * @param {string} root
 * @param {string} [given]
 * @returns {string} a commit
 * @throws {Error} where git does not know it
 */
export function baseOf(root, given) {
  if (given !== undefined) {
    return git(root, 'rev-parse', '--verify', `${given}^{commit}`).trim();
  }
  for (const main of ['origin/main', 'main']) {
    try {
      return git(root, 'merge-base', 'HEAD', main).trim();
    } catch {
      // A clone may have only one of the two, or none.
    }
  }
  return git(root, 'rev-parse', 'HEAD').trim();
}

/**
 * Files that are new or different since a commit, committed or not.
 * @returns {string[]} their paths from the root
 */
export function changedSince(root, base) {
  const changed = git(root, 'diff', '--name-only', '--diff-filter=d', '-z', base);
  const untracked = git(root, 'ls-files', '--others', '--exclude-standard', '-z');
  return [...new Set(`${changed}${untracked}`.split('\0'))]
    .filter((file) => file && existsSync(join(root, file)))
    .sort();
}

/** Of some files, those that are to be linted. */
export function lintedOf(files) {
  return files.filter((file) => LINTED.includes(extname(file)));
}

/** Tests that Node runs which stand beside some files, and those that any file can break. */
export function nodeTestsBeside(root, files) {
  const own = files.filter((file) => RUN_BY_NODE.test(file) && !OF_THE_BUILD.test(file)).map(dirname);
  const folders = new Set([...own, ...(files.length > 0 ? [OF_THE_REPOSITORY] : [])]);
  return globSync(
    [...folders].map((folder) => `${folder}/*.test.{ts,mjs}`),
    { cwd: root, posix: true }
  ).sort();
}

/** Of some files, those that a browser would have to run. */
export function browserTestsOf(files) {
  return files.filter((file) => file.endsWith('.spec.ts'));
}

function git(root, ...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
