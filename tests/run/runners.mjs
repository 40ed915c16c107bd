import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  countJest,
  countListed,
  countPlaywright,
  countTap,
  failedByJest,
  failedByPlaywright,
  failedByTap,
  skippedByJest,
  skippedByPlaywright,
  skippedByTap,
} from './counts.mjs';
import { durationsOfJest, durationsOfPlaywright, durationsOfTap } from './durations.mjs';

/** @typedef {import('./run-stage.mjs').Stage} Stage */

/** Marks the tests in Grafana, and on the live shop, that `npm test` runs. */
const CORE = ['--grep', '@core'];

/**
 * The stages that each runner can be, without those that only one command has.
 * @param {{ root: string, reports: string }} options `reports` is a folder for the runners' reports
 */
export function runners({ root, reports }) {
  const program = (name) => join(root, 'node_modules/.bin', name);
  const reportOf = (name, extension) => join(reports, `${name.replace(/\W+/g, '-')}.${extension}`);

  /** @returns {Stage} */
  const npm = (script, name, limitMinutes) => ({
    name,
    command: 'npm',
    args: ['run', '--silent', script],
    limitMinutes,
  });

  /**
   * @param {string[]} [args] which tests; all where left out
   * @returns {Stage}
   */
  const jest = (name, args = []) => {
    const file = reportOf(name, 'json');
    return {
      name,
      command: program('jest'),
      args: ['--ci', '--maxWorkers=2', '--json', `--outputFile=${file}`, ...args],
      limitMinutes: 30,
      report: {
        file,
        count: countJest,
        skipped: (report) => skippedByJest(report, root),
        failed: (report) => failedByJest(report, root),
        durations: (report) => durationsOfJest(report, root),
      },
    };
  };

  /**
   * Node's own test runner on TypeScript.
   * @param {string[]} files from `cwd`
   * @returns {Stage}
   */
  const nodeTests = (name, files, cwd = root) => {
    const file = reportOf(name, 'tap');
    return {
      name,
      command: process.execPath,
      args: [
        ...['--import', 'tsx', '--test', '--test-concurrency=2'],
        ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
        ...['--test-reporter=tap', `--test-reporter-destination=${file}`],
        ...files,
      ],
      cwd,
      limitMinutes: 10,
      report: { file, count: countTap, skipped: skippedByTap, failed: failedByTap, durations: durationsOfTap },
      // Without files Node would look for tests everywhere.
      missing: files.length > 0 ? undefined : 'no test files',
    };
  };

  const playwright = program('playwright');
  const listed = async (cwd, args) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
    const list = await promisify(execFile)(playwright, ['test', ...args, '--list', '--reporter=json'], options);
    return countListed(list.stdout);
  };

  /**
   * Playwright's tests of one folder.
   * @param {string | undefined} missing what is missing on this machine counts them as skipped
   * @returns {Stage}
   */
  const browserTests = (name, cwd, limitMinutes, missing, { args = [], env = {} } = {}) => {
    const file = reportOf(name, 'json');
    return {
      name,
      command: playwright,
      args: ['test', ...args, '--reporter=list,json'],
      cwd,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      limitMinutes,
      report: {
        file,
        count: countPlaywright,
        skipped: skippedByPlaywright,
        failed: failedByPlaywright,
        durations: durationsOfPlaywright,
      },
      missing,
      size: () => listed(cwd, args),
    };
  };

  /**
   * The core of the tests in a Grafana, the others of which another command runs.
   * @returns {Stage}
   */
  const coreTests = (name, limitMinutes, missing, command, args = []) => ({
    ...browserTests(`core of ${name}`, root, limitMinutes, missing, { args: [...args, ...CORE] }),
    rest: { command, size: async () => (await listed(root, args)) - (await listed(root, [...args, ...CORE])) },
  });

  return { npm, jest, nodeTests, browserTests, coreTests };
}
