import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, NONE, summary } from './counts.mjs';
import { runStage } from './run-stage.mjs';
import { slowestTests, stageTable } from './table.mjs';

/** @typedef {import('./run-stage.mjs').Stage} Stage */

/**
 * One after the other: a stage, or lanes that run at the same time, each a stage or several one after the other.
 * @typedef {Array<Stage | Array<Stage | Stage[]>>} Steps
 */

/**
 * Runs all stages. Goes on after a failure, so that one run shows all of them; tells what took how long, and what was
 * not run and why. Ends with one line of counts, and sets the exit code.
 * @param {string} root
 * @param {(reports: string) => Steps} steps given a folder for the runners' reports
 */
export async function runSteps(root, steps) {
  const started = performance.now();
  const reports = await mkdtemp(join(tmpdir(), 'tillwatch-test-'));
  const ended = [];
  try {
    for (const step of steps(reports)) {
      ended.push(...(Array.isArray(step) ? await runLanes(step, root) : [await runAlone(step, root)]));
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

/** @param {Stage} stage */
async function runAlone(stage, root) {
  console.log(`\n=== ${stage.name}`);
  const result = { ...(await runStage(stage, root)), name: stage.name };
  tellEnd(result);
  return result;
}

/**
 * Runs lanes at the same time; the output of each stage then comes by itself, in their order.
 * @param {Array<Stage | Stage[]>} lanes
 */
async function runLanes(lanes, root) {
  const running = lanes.map(async (lane) => {
    const ended = [];
    for (const stage of [lane].flat()) {
      const output = [];
      const result = await runStage(stage, root, { print: (text) => output.push(text) });
      ended.push({ ...result, name: stage.name, output });
    }
    return ended;
  });
  const ended = [];
  for (const lane of running) {
    for (const result of await lane) {
      process.stdout.write([`\n=== ${result.name}\n`, ...result.output].join(''));
      tellEnd(result);
      ended.push(result);
    }
  }
  return ended;
}

function tellEnd({ name, counts, seconds }) {
  console.log(`--- ${name}: ${summary(counts)} (${Math.round(seconds)} s)`);
}
