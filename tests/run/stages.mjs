import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { globSync } from 'glob';
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
import { chromium, missingForGrafanaTests, missingForLiveTests } from './installed.mjs';

const missingForGrafana = missingForGrafanaTests();
const missingForLive = missingForLiveTests();
const missingChromium = chromium() ? undefined : 'no Chromium';

/** Marks the tests in Grafana, and on the live shop, that `npm test` runs. */
const CORE = ['--grep', '@core'];

/**
 * What `npm test` runs, in this order; those of an inner list at the same time. What a browser or a server has to keep up
 * with runs alone.
 * @param {{ root: string, reports: string, isAll: boolean }} options `reports` is a folder for the runners' reports; all
 *   tests in Grafana are run, or only the core
 * @returns {Array<import('./run-stage.mjs').Stage | import('./run-stage.mjs').Stage[]>}
 */
export function stages({ root, reports, isAll }) {
  const npm = (script, name, limitMinutes) => ({
    name,
    command: 'npm',
    args: ['run', '--silent', script],
    limitMinutes,
  });
  /** Node's own test runner on TypeScript. */
  const nodeTests = (name, patterns, cwd = root) => {
    const file = join(reports, `${name.replace(/\W+/g, '-')}.tap`);
    const files = globSync(patterns, { cwd, ignore: '**/node_modules/**' }).sort();
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
      missing: files.length > 0 ? undefined : `no test files match ${patterns.join(', ')}`,
    };
  };
  const jestReport = join(reports, 'jest.json');
  const playwright = join(root, 'node_modules/.bin/playwright');
  const listed = async (cwd, args) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
    const list = await promisify(execFile)(playwright, ['test', ...args, '--list', '--reporter=json'], options);
    return countListed(list.stdout);
  };
  /** Playwright's tests of one folder; what is missing on this machine counts them as skipped. */
  const browserTests = (name, cwd, limitMinutes, missing, { args = [], env = {} } = {}) => {
    const file = join(reports, `${name.replace(/\W+/g, '-')}.json`);
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
  /** The core of the tests in a Grafana, the others of which another command runs. */
  const coreTests = (name, limitMinutes, missing, command, args = []) =>
    isAll
      ? browserTests(name, root, limitMinutes, missing, { args })
      : {
          ...browserTests(`core of ${name}`, root, limitMinutes, missing, { args: [...args, ...CORE] }),
          rest: {
            command,
            size: async () => (await listed(root, args)) - (await listed(root, [...args, ...CORE])),
          },
        };
  const preview = join(reports, 'preview');

  return [
    [npm('typecheck', 'types', 10), npm('lint', 'lint', 10)],
    {
      name: 'unit tests',
      command: join(root, 'node_modules/.bin/jest'),
      args: ['--ci', '--maxWorkers=2', '--json', `--outputFile=${jestReport}`],
      limitMinutes: 30,
      report: {
        file: jestReport,
        count: countJest,
        skipped: (report) => skippedByJest(report, root),
        failed: (report) => failedByJest(report, root),
        durations: (report) => durationsOfJest(report, root),
      },
    },
    nodeTests('tests of the demo shop', ['src/**/*.test.ts'], join(root, 'demo/shop')),
    nodeTests('tests of the demo stack', ['demo/{servers,launch}/**/*.test.ts']),
    nodeTests('tests of the tests', ['tests/{run,lint,figures,e2e}/**/*.test.{ts,mjs}']),
    [
      npm('build', 'build', 10),
      {
        name: 'build of the preview',
        command: process.execPath,
        args: [join(root, 'preview/run/build.mjs'), '--out', preview],
        limitMinutes: 10,
      },
    ],
    nodeTests('bundle', ['tests/bundle/*.test.ts']),
    nodeTests('tests of the preview', ['preview/run/**/*.test.mjs']),
    browserTests('tests in the preview', join(root, 'preview'), 40, missingChromium, {
      env: { PREVIEW_DIST: preview },
    }),
    coreTests('tests in Grafana', 60, missingForGrafana, 'npm run e2e'),
    coreTests('incidents of the live shop', 25, missingForLive, 'npm run e2e:live', [
      '--config=tests/e2e/live/playwright.config.ts',
    ]),
  ];
}
