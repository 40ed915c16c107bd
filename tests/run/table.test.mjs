import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { durationsOfJest, durationsOfPlaywright, durationsOfTap } from './durations.mjs';
import { slowestTests, stageTable } from './table.mjs';

const counts = (passed, failed, skipped) => ({ passed, failed, skipped });

test('the table has each stage with its time and counts, and all of them in the end', () => {
  const ended = [
    { name: 'types', seconds: 41.4, busy: 1, counts: counts(1, 0, 0), durations: [] },
    { name: 'unit tests', seconds: 185, busy: 0.874, counts: counts(2040, 1, 7), durations: [] },
  ];
  assert.equal(
    stageTable(ended, 190.2),
    [
      'stage       time   busy  passed  failed  skipped',
      'types       0:41  100 %       1       0        0',
      'unit tests  3:05   87 %    2040       1        7',
      'all         3:10           2041       1        7',
    ].join('\n')
  );
});

test('the ten slowest tests of each stage are named, the slowest first', () => {
  const durations = Array.from({ length: 12 }, (_, index) => ({ title: `test ${index}`, seconds: index / 2 }));
  const told = slowestTests([
    { name: 'lint', seconds: 1, counts: counts(1, 0, 0), durations: [] },
    { name: 'unit tests', seconds: 9, counts: counts(12, 0, 0), durations },
  ]).split('\n');
  assert.equal(told.length, 11);
  assert.equal(told[0], 'Slowest of unit tests:');
  assert.equal(told[1], '    5.5 s  test 11');
  assert.equal(told[10], '    1.0 s  test 2');
  assert.deepEqual(durations[0], { title: 'test 0', seconds: 0 }, 'the list itself keeps its order');
});

test('Node’s test runner really reports what each test took, and suites are left out', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-run-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'some.test.mjs');
  writeFileSync(
    file,
    `import { describe, test } from 'node:test';
     const work = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
     describe('a suite', () => { test('long', () => work(60)); test('short', () => {}); });
     test('fails', () => { work(20); throw new Error('no'); });`
  );
  // This test runs inside the same runner, which tells its children so by this variable.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { encoding: 'utf8', env });
  // Which takes longest is for the machine to say: none takes less than its work.
  const taken = new Map(durationsOfTap(run.stdout).map(({ title, seconds }) => [title, seconds]));
  assert.deepEqual([...taken.keys()].filter((title) => title !== file).sort(), ['fails', 'long', 'short']);
  assert.ok(taken.get('long') >= 0.06 && taken.get('fails') >= 0.02);
});

test('jest’s tests are named with their file; skipped ones took nothing', () => {
  const report = {
    testResults: [
      {
        name: '/repo/src/a.test.ts',
        assertionResults: [
          { fullName: 'a adds', duration: 1500 },
          { fullName: 'a waits', duration: null },
        ],
      },
    ],
  };
  assert.deepEqual(durationsOfJest(JSON.stringify(report), '/repo'), [
    { title: 'src/a.test.ts › a adds', seconds: 1.5 },
  ]);
});

test('Playwright’s tests are named with their project and suites, and took all of their tries', () => {
  const report = {
    suites: [
      {
        title: 'a.spec.ts',
        specs: [
          {
            title: 'opens',
            tests: [{ projectName: 'admin', status: 'flaky', results: [{ duration: 900 }, { duration: 100 }] }],
          },
        ],
        suites: [
          {
            title: 'deep',
            specs: [
              { title: 'closes', tests: [{ projectName: '', status: 'expected', results: [{ duration: 250 }] }] },
              { title: 'is left', tests: [{ projectName: '', status: 'skipped', results: [{ duration: 3 }] }] },
            ],
          },
        ],
      },
    ],
  };
  assert.deepEqual(durationsOfPlaywright(JSON.stringify(report)), [
    { title: '[admin] › a.spec.ts › opens', seconds: 1 },
    { title: 'a.spec.ts › deep › closes', seconds: 0.25 },
  ]);
});
