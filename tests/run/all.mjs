/**
 * `npm test`: every check of the project in one go, from the quickest to the slowest. Goes on after a failure, so that
 * one run shows all of them; tells what took how long and what was not run and why; ends with one line of counts.
 * With `--all` it runs those tests too that are otherwise left to `npm run e2e` and `npm run e2e:live`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { add, NONE, summary } from './counts.mjs';
import { runStage } from './run-stage.mjs';
import { stages } from './stages.mjs';
import { slowestTests, stageTable } from './table.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const reports = await mkdtemp(join(tmpdir(), 'tillwatch-test-'));
const started = performance.now();

/** Runs one stage, or several at the same time, whose output then comes one after the other. */
async function runStep(step) {
  const together = [step].flat();
  const ended = together.map(async (stage) => {
    const output = [];
    const print = together.length > 1 ? (text) => output.push(text) : undefined;
    const result = await runStage(stage, ROOT, { print });
    return { ...result, name: stage.name, output: output.join('') };
  });
  const results = [];
  for (const [index, stage] of together.entries()) {
    console.log(`\n=== ${stage.name}`);
    const result = await ended[index];
    process.stdout.write(result.output);
    console.log(`--- ${stage.name}: ${summary(result.counts)} (${Math.round(result.seconds)} s)`);
    results.push(result);
  }
  return results;
}

const ended = [];
try {
  for (const step of stages({ root: ROOT, reports, isAll: values.all })) {
    ended.push(...(await runStep(step)));
  }
} finally {
  await rm(reports, { recursive: true, force: true });
}

const counts = ended.map((stage) => stage.counts).reduce(add, NONE);
const remarks = ended.flatMap(({ name, remarks: of }) => of.map((remark) => `${name}: ${remark}`));
const seconds = (performance.now() - started) / 1000;
console.log(`\n${[slowestTests(ended), stageTable(ended, seconds), remarks.join('\n')].filter(Boolean).join('\n\n')}`);
console.log(`\n${summary(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
