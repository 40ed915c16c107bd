import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
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
import { busyBetween, runStage } from './run-stage.mjs';

/** A folder that is removed after the test. */
function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'tillwatch-run-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const node = (code, more = {}) => ({
  name: 'stage',
  command: process.execPath,
  args: ['-e', code],
  limitMinutes: 1,
  ...more,
});

/** What Node's test runner reports of a file with these tests. */
function tapOf(t, code) {
  const file = join(folder(t), 'some.test.mjs');
  writeFileSync(file, code);
  // This test runs inside the same runner, which tells its children so by this variable.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  return spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { encoding: 'utf8', env }).stdout;
}

test('counts what Node’s test runner really reports', (t) => {
  const report = tapOf(
    t,
    `import { describe, test } from 'node:test';
     console.log('# pass 99');
     test('a', () => {}); test('b', () => {}); test('c', () => { throw new Error('no'); });
     test.skip('d', () => {}); test.todo('e');
     describe('f', () => { test('g', { skip: 'no server' }, () => {}); });`
  );
  assert.deepEqual(countTap(report), { passed: 2, failed: 1, skipped: 3 });
  assert.deepEqual(skippedByTap(report), ['d', 'g (no server)']);
});

test('a TAP report without its end is no report', () => {
  assert.throws(() => countTap('TAP version 13\nok 1 - a\n'), /no "pass" count/);
});

test('a file that jest cannot load is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
  };
  assert.deepEqual(countJest(JSON.stringify(report)), { passed: 5, failed: 2, skipped: 3 });
});

test('jest’s skipped tests are told by file', () => {
  const file = (name, ...statuses) => ({ name, assertionResults: statuses.map((status) => ({ status })) });
  const report = {
    testResults: [file('/repo/src/a.test.ts', 'passed'), file('/repo/src/b.test.ts', 'pending', 'todo')],
  };
  assert.deepEqual(skippedByJest(JSON.stringify(report), '/repo'), ['2 in src/b.test.ts']);
});

test('a Playwright test that passed at the second try has failed', () => {
  const report = { stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 2 }, errors: [] };
  assert.deepEqual(countPlaywright(JSON.stringify(report)), { passed: 3, failed: 1, skipped: 2 });
});

test('a set-up that fails before any Playwright test is a failure', () => {
  const report = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: 'set-up' }] };
  assert.equal(countPlaywright(JSON.stringify(report)).failed, 1);
});

test('listed and skipped Playwright tests are found in nested suites', () => {
  const skippedTest = { status: 'skipped', annotations: [{ type: 'skip', description: 'no server' }] };
  const report = JSON.stringify({
    suites: [
      { specs: [{ title: 'a', tests: [{ status: 'expected', annotations: [] }] }] },
      { suites: [{ specs: [{ title: 'b', tests: [skippedTest, { status: 'expected', annotations: [] }] }] }] },
    ],
  });
  assert.equal(countListed(report), 3);
  assert.deepEqual(skippedByPlaywright(report), ['b (no server)']);
});

test('a stage without a report is one test', async () => {
  assert.deepEqual((await runStage(node(''), '.')).counts, { passed: 1, failed: 0, skipped: 0 });
  const failed = await runStage(node('process.exit(3)'), '.');
  assert.deepEqual(failed.counts, { passed: 0, failed: 1, skipped: 0 });
  assert.match(failed.remarks[0], /ended with 3/);
});

test('how busy the processors were is a share, or not known', () => {
  assert.equal(busyBetween({ used: 100, all: 400 }, { used: 250, all: 600 }), 0.75);
  assert.equal(busyBetween({ used: 100, all: 400 }, { used: 310, all: 600 }), 1);
  assert.equal(busyBetween({ used: 0, all: 0 }, { used: 0, all: 0 }), undefined);
});

test('a runner that fails although its tests passed is a failure, and so is one without a report', async (t) => {
  const file = join(folder(t), 'report');
  writeFileSync(file, '4');
  const count = (text) => ({ passed: Number(text), failed: 0, skipped: 0 });
  const crashed = await runStage(node('process.exit(1)', { report: { file, count } }), '.');
  assert.deepEqual(crashed.counts, { passed: 4, failed: 1, skipped: 0 });
  const silent = await runStage(node('', { report: { file: `${file}-none`, count } }), '.');
  assert.deepEqual(silent.counts, { passed: 0, failed: 1, skipped: 0 });
});

test('a stage that takes too long is ended and has failed', async () => {
  const late = await runStage(node('setInterval(() => {}, 1000)', { limitMinutes: 0.005 }), '.');
  assert.equal(late.counts.failed, 1);
  assert.match(late.remarks[0], /not done after/);
});

test('a stage that cannot be run is skipped with its number of tests and its reason', async () => {
  const stage = node('', { missing: 'no Grafana', size: async () => 12 });
  const { counts, remarks } = await runStage(stage, '.');
  assert.deepEqual(counts, { passed: 0, failed: 0, skipped: 12 });
  assert.deepEqual(remarks, ['skipped, no Grafana']);
});

test('tests that another command runs are told, and are not skipped', async () => {
  const rest = (size) => node('', { rest: { command: 'npm run e2e', size } });
  const { counts, remarks } = await runStage(
    rest(async () => 180),
    '.'
  );
  assert.deepEqual(counts, { passed: 1, failed: 0, skipped: 0 });
  assert.deepEqual(remarks, ['not run here: 180 tests of `npm run e2e`']);
  assert.deepEqual(
    (
      await runStage(
        rest(async () => 0),
        '.'
      )
    ).remarks,
    []
  );
  const unknown = await runStage(
    rest(async () => {
      throw new Error('no list');
    }),
    '.'
  );
  assert.deepEqual(unknown.remarks, ['not run here: the other tests of `npm run e2e`']);
});

test('the output of a stage that is not alone is handed over, whole', async () => {
  let output = '';
  const stage = node(`for (let i = 0; i < 5000; i++) console.log('line ' + i); console.error('end');`);
  const { counts } = await runStage(stage, '.', { print: (text) => (output += text) });
  assert.equal(counts.passed, 1);
  assert.match(output, /^line 0\n/);
  assert.match(output, /line 4999\n/);
  assert.match(output, /end\n/);
});

test('a stage tells what its tests took, also where some of them failed', async (t) => {
  const file = join(folder(t), 'report');
  writeFileSync(file, 'one');
  const count = () => ({ passed: 1, failed: 1, skipped: 0 });
  const durations = (text) => [{ title: text, seconds: 2 }];
  const result = await runStage(node('', { report: { file, count, durations } }), '.');
  assert.deepEqual(result.durations, [{ title: 'one', seconds: 2 }]);
  assert.deepEqual((await runStage(node(''), '.')).durations, []);
});

test('what failed in Node’s test runner is named with its reason, its suites are not', (t) => {
  const report = tapOf(
    t,
    `import assert from 'node:assert/strict';
     import { describe, test } from 'node:test';
     describe('a suite', () => {
       test('is fine', () => {});
       test('is wrong', () => assert.equal(1, 2, 'one is not two'));
     });
     test('throws', () => { throw new Error('no'); });`
  );
  assert.deepEqual(failedByTap(report), ['is wrong\n    one is not two\n    1 !== 2', "throws\n    'no'"]);
});

test('what failed in jest is named with its file and its reason; so is a file that could not be loaded', () => {
  const report = {
    testResults: [
      {
        name: '/repo/src/a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'a adds' },
          {
            status: 'failed',
            fullName: 'a subtracts',
            failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\n   got 2'],
          },
        ],
      },
      { name: '/repo/src/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ],
  };
  assert.deepEqual(failedByJest(JSON.stringify(report), '/repo'), [
    'src/a.test.ts › a subtracts\n    expected 1\n    got 2',
    'src/b.test.ts\n    Cannot find module',
  ]);
});

test('what failed in Playwright is named, also where it passed at the second try or no test was reached', () => {
  const report = {
    errors: [{ message: 'no server' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [
          { title: 'opens', tests: [{ status: 'expected', results: [{}] }] },
          { title: 'closes', tests: [{ status: 'flaky', results: [{ error: { message: 'late' } }, {}] }] },
        ],
        suites: [{ title: 'deep', specs: [{ title: 'breaks', tests: [{ status: 'unexpected', results: [] }] }] }],
      },
    ],
  };
  assert.deepEqual(failedByPlaywright(JSON.stringify(report)), [
    'a.spec.ts › closes\n    late',
    'deep › breaks',
    'outside of any test\n    no server',
  ]);
});

test('a stage names its failed tests', async (t) => {
  const file = join(folder(t), 'report');
  writeFileSync(file, 'one');
  const report = { file, count: () => ({ passed: 0, failed: 1, skipped: 0 }), failed: (text) => [`number ${text}`] };
  assert.deepEqual((await runStage(node('process.exit(1)', { report }), '.')).remarks, ['failed: number one']);
});
