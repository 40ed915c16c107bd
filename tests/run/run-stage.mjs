import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { NONE } from './counts.mjs';

/**
 * One part of `npm test`.
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} [env]
 * @property {string} [cwd] folder to run in; the repository's root where left out
 * @property {number} limitMinutes after which it is ended and has failed
 * @property {{ file: string, count: (report: string) => import('./counts.mjs').Counts,
 *   skipped?: (report: string) => string[], failed?: (report: string) => string[] }} [report] what the runner writes, and
 *   how its tests are counted and named; without one the stage is one test
 * @property {string} [missing] why it cannot be run here
 * @property {() => Promise<number>} [size] how many tests are skipped where it cannot be run
 */

/**
 * Runs a stage to its end.
 * @param {Stage} stage
 * @returns {Promise<{ counts: import('./counts.mjs').Counts, remarks: string[], seconds: number }>} never rejects
 */
export async function runStage(stage, root) {
  const started = performance.now();
  const result = stage.missing === undefined ? await execute(stage, root) : await skip(stage);
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

async function skip({ missing, size }) {
  const skipped = size ? await size().catch(() => 1) : 1;
  return { counts: { ...NONE, skipped }, remarks: [`skipped, ${missing}`] };
}

async function execute(stage, root) {
  const ended = await run(stage, root);
  const problem = ended.problem;
  if (!stage.report) {
    return problem
      ? { counts: { ...NONE, failed: 1 }, remarks: [`failed: ${problem}`] }
      : { counts: { ...NONE, passed: 1 }, remarks: [] };
  }
  const { file, count, skipped = () => [], failed = () => [] } = stage.report;
  try {
    const report = await readFile(file, 'utf8');
    const counts = count(report);
    const remarks = skipped(report).map((title) => `skipped, ${title}`);
    if (counts.failed > 0) {
      const titles = failed(report).map((title) => `failed: ${title}`);
      return { counts, remarks: [...remarks, ...(titles.length > 0 ? titles : [`failed: ${counts.failed}`])] };
    }
    // A runner that fails while all its tests passed has a failure of its own.
    return problem
      ? { counts: { ...counts, failed: 1 }, remarks: [...remarks, `failed: ${problem}`] }
      : { counts, remarks };
  } catch (error) {
    return { counts: { ...NONE, failed: 1 }, remarks: [`failed: ${problem ?? ''} no report: ${error.message}`] };
  }
}

/** Runs the stage's command in a process group of its own, so that nothing of it outlives its limit. */
function run({ command, args, env, cwd, limitMinutes }, root) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: cwd ?? root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    const end = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    };
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    let problem;
    const limit = setTimeout(() => {
      problem = `not done after ${limitMinutes} minutes`;
      end();
    }, limitMinutes * 60_000);
    const done = (reason) => {
      clearTimeout(limit);
      process.removeListener('SIGINT', interrupted).removeListener('SIGTERM', interrupted);
      resolve({ problem: problem ?? reason });
    };
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(code === 0 ? undefined : `${command} ended with ${signal ?? code}`));
  });
}
