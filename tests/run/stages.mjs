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
import { chromium, missingForGrafanaTests, missingForLiveTests } from './installed.mjs';

const missingForGrafana = missingForGrafanaTests();
const missingForLive = missingForLiveTests();
const missingChromium = chromium() ? undefined : 'no Chromium';

/**
 * What `npm test` runs, in this order.
 * @param {{ root: string, reports: string }} options `reports` is a folder for the
 *   runners' reports
 * @returns {import('./run-stage.mjs').Stage[]}
 */
export function stages({ root, reports }) {
  const npm = (script, name, limitMinutes) => ({
    name,
    command: 'npm',
    args: ['run', '--silent', script],
    limitMinutes,
  });
  const types = (project) => ({
    name: `types of ${project === '.' ? 'the plugin' : project}`,
    command: join(root, 'node_modules/.bin/tsc'),
    args: ['--noEmit', '-p', project],
    limitMinutes: 10,
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
      report: { file, count: countTap, skipped: skippedByTap, failed: failedByTap },
      // Without files Node would look for tests everywhere.
      missing: files.length > 0 ? undefined : `no test files match ${patterns.join(', ')}`,
    };
  };
  const jestReport = join(reports, 'jest.json');
  /** Playwright's tests of one folder; what is missing on this machine counts them as skipped. */
  const browserTests = (name, cwd, limitMinutes, missing, more = []) => {
    const playwright = join(root, 'node_modules/.bin/playwright');
    const file = join(reports, `${name.replace(/\W+/g, '-')}.json`);
    return {
      name,
      command: playwright,
      args: ['test', ...more, '--reporter=list,json'],
      cwd,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      limitMinutes,
      report: { file, count: countPlaywright, skipped: skippedByPlaywright, failed: failedByPlaywright },
      missing,
      size: async () => {
        const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
        const list = await promisify(execFile)(playwright, ['test', ...more, '--list', '--reporter=json'], options);
        return countListed(list.stdout);
      },
    };
  };

  return [
    types('.'),
    types('demo'),
    types('demo/shop'),
    types('preview'),
    types('tests'),
    npm('lint', 'lint', 10),
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
      },
    },
    nodeTests('tests of the demo shop', ['src/**/*.test.ts'], join(root, 'demo/shop')),
    nodeTests('tests of the demo stack', ['demo/{servers,launch}/**/*.test.ts']),
    nodeTests('tests of the tests', ['tests/{run,lint,figures,e2e}/**/*.test.{ts,mjs}']),
    npm('build', 'build', 10),
    nodeTests('bundle', ['tests/bundle/*.test.ts']),
    nodeTests('tests of the preview', ['preview/run/**/*.test.mjs']),
    browserTests('tests in the preview', join(root, 'preview'), 40, missingChromium),
    browserTests('tests in Grafana', root, 60, missingForGrafana),
    browserTests('incidents of the live shop', root, 25, missingForLive, [
      '--config=tests/e2e/live/playwright.config.ts',
    ]),
  ];
}
