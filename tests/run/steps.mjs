import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, NONE, summary } from './counts.mjs';
import { runStage } from './run-stage.mjs';
import { slowestTests, stageTable } from './table.mjs';

/** @typedef {import('./run-stage.mjs').Stage} Stage */

/**
 * Runs stages one after the other, those of an inner list at the same time. Goes on after a failure, so that one run
 * shows all of them; tells what took how long and what was not run and why; ends with one line of counts, and sets the
 * exit code.
 * @param {string} root
 * @param {(reports: string) => Array<Stage | Stage[]>} steps given a folder for the runners' reports
 */
export async function runSteps(root, steps) {
  const started = performance.now();
  const reports = await mkdtemp(join(tmpdir(), 'tillwatch-test-'));
  const ended = [];
  try {
    for (const step of steps(reports)) {
      ended.push(...(await runStep([step].flat(), root)));
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
  const counts = ended.map((stage) => stage.counts).reduce(add, NONE);
  const remarks = ended.flatMap(({ name, remarks: own }) => own.map((remark) => `${name}: ${remark}`));
  const table = stageTable(ended, (performance.now() - started) / 1000);
  console.log(`\n${[slowestTests(ended), table, remarks.join('\n')].filter(Boolean).join('\n\n')}`);
  console.log(`\n${summary(counts)}`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/** Runs stages at the same time; the output of each then comes by itself, in their order. */
async function runStep(stages, root) {
  const running = stages.map(async (stage) => {
    const output = [];
    const print = stages.length > 1 ? (text) => output.push(text) : undefined;
    if (!print) {
      console.log(`\n=== ${stage.name}`);
    }
    const result = await runStage(stage, root, { print });
    return { ...result, name: stage.name, output };
  });
  const ended = [];
  for (const stage of running) {
    const result = await stage;
    if (stages.length > 1) {
      process.stdout.write([`\n=== ${result.name}\n`, ...result.output].join(''));
    }
    console.log(`--- ${result.name}: ${summary(result.counts)} (${Math.round(result.seconds)} s)`);
    ended.push(result);
  }
  return ended;
}
