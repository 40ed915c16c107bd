import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { tellPrometheus } from './targets.ts';

it('writes a target without an environment, so that no alert of the shop is about it, and takes it back', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'stages-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'stages.json');
  const takeBack = await tellPrometheus(file, '127.0.0.1:8011');
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), [
    { targets: ['127.0.0.1:8011'], labels: { job: 'dice-roller' } },
  ]);
  await takeBack!();
  assert.deepEqual(await readdir(folder), []);
});

it('leaves a machine alone on which no Prometheus looks there', async () => {
  assert.equal(await tellPrometheus(join(tmpdir(), 'no-such-folder', 'stages.json'), '127.0.0.1:8011'), undefined);
});
