// @ts-check
/** What building and serving have in common: a sentence instead of a stack where something is missing or wrong. */
import { createRequire } from 'node:module';
import { nodeTooOld } from './requirements.mjs';

/**
 * Runs a program that needs Vite, if it can run here; sets the exit code.
 * @param {() => Promise<(argv: string[]) => Promise<void>>} load loads Vite with it, which an old Node cannot
 */
export async function runHere(load) {
  const tooOld = nodeTooOld(process.versions.node);
  if (tooOld) {
    fail(tooOld);
    return;
  }
  if (!isInstalled()) {
    fail('The dependencies are not installed: run `npm ci` first.');
    return;
  }
  try {
    const program = await load();
    await program(process.argv.slice(2));
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function isInstalled() {
  try {
    createRequire(import.meta.url).resolve('vite/package.json');
    return true;
  } catch {
    return false;
  }
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
