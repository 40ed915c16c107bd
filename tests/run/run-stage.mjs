import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { NONE } from './counts.mjs';

/**
 * What is known of a stage once it has ended.
 * @typedef {object} Result
 * @property {import('./counts.mjs').Counts} counts
 * @property {string[]} remarks what failed, was skipped or left to another command
 * @property {import('./durations.mjs').Duration[]} durations what its tests took; empty where nobody tells
 * @property {number} seconds
 * @property {number | undefined} busy share of all processors' time that was used while it ran, by whatever used it,
 *   0 to 1; undefined where the machine does not tell
 */

/**
 * One part of `npm test`.
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} [env]
 * @property {string} [cwd] folder to run in; the repository's root where left out
 * @property {number} limitMinutes after which it is ended and has failed
 * @property {{ file: string, count: (report: string) => import('./counts.mjs').Counts, skipped?: (report: string) =>
 *   string[], failed?: (report: string) => string[], durations?: (report: string) =>
 *   import('./durations.mjs').Duration[] }} [report] what the runner writes, and how its tests are counted, named and
 *   timed; without one the stage is one test
 * @property {string} [missing] why it cannot be run here
 * @property {() => Promise<number>} [size] how many tests are skipped where it cannot be run
 * @property {{ command: string, size: () => Promise<number> }} [rest] tests of the same kind that only another command
 * runs
 */

/**
 * Runs a stage to its end.
 * @param {Stage} stage
 * @param {{ print?: (text: string) => void }} [options] `print` takes the output piece by piece instead of the
 *   terminal, for a stage that is not alone
 * @returns {Promise<Result>} never rejects
 */
export async function runStage(stage, root, options = {}) {
  const started = performance.now();
  const before = processorTimes();
  const result = stage.missing === undefined ? await execute(stage, root, options) : await skip(stage);
  const remarks = [...result.remarks, ...(await restOf(stage))];
  const busy = busyBetween(before, processorTimes());
  return { durations: [], ...result, remarks, seconds: (performance.now() - started) / 1000, busy };
}

/** @returns {number | undefined} 0 to 1; times of a kernel may go back a little. */
export function busyBetween(before, after) {
  const all = after.all - before.all;
  return all > 0 ? Math.min(1, Math.max(0, (after.used - before.used) / all)) : undefined;
}

/** Of all processors since the machine started, in milliseconds. */
function processorTimes() {
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const times = cpus().map((processor) => processor.times);
  const all = sum(times.map((one) => sum(Object.values(one))));
  return { used: all - sum(times.map(({ idle }) => idle)), all };
}

async function skip({ missing, size }) {
  const skipped = size ? await size().catch(() => 1) : 1;
  return { counts: { ...NONE, skipped }, remarks: [`skipped, ${missing}`] };
}

/** These could run here, so they are not skipped; but nobody is to believe that they did. */
async function restOf({ rest }) {
  const size = await rest?.size().catch(() => undefined);
  return rest === undefined || size === 0 ? [] : [`not run here: ${size ?? 'the other'} tests of \`${rest.command}\``];
}

async function execute(stage, root, options) {
  const ended = await run(stage, root, options);
  const problem = ended.problem;
  if (!stage.report) {
    return problem
      ? { counts: { ...NONE, failed: 1 }, remarks: [`failed: ${problem}`] }
      : { counts: { ...NONE, passed: 1 }, remarks: [] };
  }
  const { file, count, skipped = () => [], failed = () => [], durations: timed = () => [] } = stage.report;
  try {
    const report = await readFile(file, 'utf8');
    const counts = count(report);
    const durations = timed(report);
    const remarks = skipped(report).map((title) => `skipped, ${title}`);
    if (counts.failed > 0) {
      const titles = failed(report).map((title) => `failed: ${title}`);
      return {
        counts,
        durations,
        remarks: [...remarks, ...(titles.length > 0 ? titles : [`failed: ${counts.failed}`])],
      };
    }
    // A runner that fails while all its tests passed has a failure of its own.
    return problem
      ? { counts: { ...counts, failed: 1 }, durations, remarks: [...remarks, `failed: ${problem}`] }
      : { counts, durations, remarks };
  } catch (error) {
    return { counts: { ...NONE, failed: 1 }, remarks: [`failed: ${problem ?? ''} no report: ${error.message}`] };
  }
}

/** Runs the stage's command in a process group of its own, so that nothing of it outlives its limit. */
function run({ command, args, env, cwd, limitMinutes }, root, { print }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: cwd ?? root,
      env: { ...process.env, ...env },
      stdio: print ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    child.stdout?.setEncoding('utf8').on('data', print);
    child.stderr?.setEncoding('utf8').on('data', print);
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
    // Unlike `exit`, this comes after the last of its output.
    child.once('close', (code, signal) => done(code === 0 ? undefined : `${command} ended with ${signal ?? code}`));
  });
}
