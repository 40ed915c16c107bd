import { add, NONE } from './counts.mjs';
import { slowest } from './durations.mjs';

/**
 * A stage that has ended.
 * @typedef {import('./run-stage.mjs').Result & { name: string }} Ended
 */

/** Columns after the name, from the left; `busy` is how much of all processors was used meanwhile, by anybody. */
const COLUMNS = ['time', 'busy', 'passed', 'failed', 'skipped'];

/**
 * The stages with their times and counts, and what they came to. Stages that ran at the same time took less together.
 * @param {Ended[]} ended
 * @param {number} seconds what all of it took
 * @returns {string}
 */
export function stageTable(ended, seconds) {
  const counts = ended.map((stage) => stage.counts).reduce(add, NONE);
  const rows = [
    ['stage', ...COLUMNS],
    ...ended.map((stage) => [stage.name, ...cells(stage.seconds, stage.counts, stage.busy)]),
    ['all', ...cells(seconds, counts)],
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = ([name, ...numbers]) =>
    [name.padEnd(widths[0]), ...numbers.map((text, index) => text.padStart(widths[index + 1]))].join('  ');
  return rows.map(line).join('\n');
}

/**
 * The slowest tests of each stage that tells what its tests took.
 * @param {Ended[]} ended
 * @returns {string}
 */
export function slowestTests(ended) {
  return ended
    .filter(({ durations }) => durations.length > 0)
    .map(({ name, durations }) => {
      const lines = slowest(durations).map(({ title, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${title}`);
      return [`Slowest of ${name}:`, ...lines].join('\n');
    })
    .join('\n\n');
}

function cells(seconds, { passed, failed, skipped }, busy) {
  return [
    minutes(seconds),
    busy === undefined ? '' : `${Math.round(100 * busy)} %`,
    ...[passed, failed, skipped].map(String),
  ];
}

/** @returns {string} as `12:05` */
function minutes(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
