// @ts-check
/**
 * `npm run preview:13`: the preview on the libraries of Grafana 13.2 and React 19, which the folder `grafana-13` pins
 * and locks. Installs them, then checks types, looks for what they deprecate, builds, and runs the browser tests. What
 * is said behind `--` is for Playwright.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runHere } from './main.mjs';

const PREVIEW = join(import.meta.dirname, '..');
const ROOT = join(PREVIEW, '..');
const FOLDER = join(PREVIEW, 'grafana-13');

/**
 * Whether the libraries are as the lock says: npm writes a file of its own after each installation.
 * @param {string} folder
 */
function isInstalled(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/**
 * Runs a program to its end, in sight.
 * @param {string} what it does, in words
 * @param {string} program of the root's packages, or `npm`
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @throws {Error} when it fails
 */
function step(what, program, args, { cwd = ROOT, env = {} } = {}) {
  console.log(`\n--- ${what}`);
  const file = program === 'npm' ? program : join(ROOT, 'node_modules', '.bin', program);
  const { status } = spawnSync(file, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
  if (status !== 0) {
    throw new Error(`Failed on Grafana 13.2 and React 19: ${what}.`);
  }
}

await runHere(async () => {
  const { buildPreview } = await import('./build-preview.mjs');
  return async (argv) => {
    if (!isInstalled(FOLDER)) {
      // No package of these needs a script of its own to work.
      step('installation', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER });
    }
    step('types', 'tsc', ['--noEmit', '-p', FOLDER]);
    step('deprecations', 'eslint', [
      '--config',
      join(FOLDER, 'eslint.config.mjs'),
      '--no-inline-config',
      'src',
      'preview/src',
    ]);
    console.log('\n--- build');
    const dist = await buildPreview(join(FOLDER, 'dist'), 'grafana-13');
    step('browser tests', 'playwright', ['test', ...argv], { cwd: PREVIEW, env: { PREVIEW_DIST: dist } });
  };
});
