/**
 * `npm test`: every check of the project in one go, from the quickest to the slowest. Goes on after a failure, so that
 * one run shows all of them; says what was not run and why; ends with one line of counts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, NONE, summary } from './counts.mjs';
import { runStage } from './run-stage.mjs';
import { stages } from './stages.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const reports = await mkdtemp(join(tmpdir(), 'tillwatch-test-'));

let counts = NONE;
const remarks = [];
try {
  for (const stage of stages({ root: ROOT, reports })) {
    console.log(`\n=== ${stage.name}`);
    const result = await runStage(stage, ROOT);
    counts = add(counts, result.counts);
    remarks.push(...result.remarks.map((remark) => `${stage.name}: ${remark}`));
    console.log(`--- ${stage.name}: ${summary(result.counts)} (${Math.round(result.seconds)} s)`);
  }
} finally {
  await rm(reports, { recursive: true, force: true });
}

if (remarks.length > 0) {
  console.log(`\n${remarks.join('\n')}`);
}
console.log(`\n${summary(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
