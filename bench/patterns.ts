/**
 * What mining patterns and reading lines cost, as milliseconds and as a ratio to the least that one could do, on the
 * same machine in the same run. Run: npx tsx bench/patterns.ts [a clone of https://github.com/logpai/loghub, to measure
 * accuracy on its 2,000 lines per system]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minePatterns } from '../src/analysis/patterns/miner';
import { type MinedLine } from '../src/analysis/patterns/pattern';
import { groupingAccuracy, type Known } from '../src/analysis/patterns/testing/accuracy';
import { knownMessages } from '../src/analysis/patterns/testing/generate';
import { parseLogLine } from '../src/telemetry/logLine/parseLogLine';

const LINES = 5000;
const ROUNDS = 9;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Milliseconds: the first time, as on a page just opened, and the median of later ones. */
function time(work: () => unknown): { first: number; later: number } {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return { first: rounds[0] ?? NaN, later: median(rounds.slice(1)) };
}

const bodies = {
  text: (message: string, at: number) =>
    `2025-08-27 10:30:15,123 - main - INFO - ${message} - trace_id=${(at + 1).toString(16).padStart(32, 'a')} - span_id=67aa0ba902b7`,
  json: (message: string, at: number) =>
    JSON.stringify({
      level: 'info',
      timestamp: '2026-11-21T12:56:21.473Z',
      logger: 'shop_api.access',
      request_id: `r-${at}`,
      method: 'GET',
      path: `/products/${at}`,
      trace_id: (at + 1).toString(16).padStart(32, 'a'),
      status: 200,
      duration: at / 7000,
      message,
    }),
};

const known = knownMessages(LINES, 1);
for (const [kind, write] of Object.entries(bodies)) {
  const lines: MinedLine[] = known.map(({ message }, at) => ({
    message,
    body: write(message, at),
    level: 'info',
    time: at,
  }));
  const split = time(() => lines.map(({ message }) => message.split(/\s+/)));
  const mined = time(() => minePatterns(lines, { buckets: 30 }));
  const parsed = time(() =>
    lines.map(({ body }) => (kind === 'json' ? (JSON.parse(body) as unknown) : body.split(' ')))
  );
  const read = time(() => lines.map(({ body }) => parseLogLine(body, {}, {})));
  console.log(
    `mining ${LINES} lines of ${kind}: first ${mined.first.toFixed(0)} ms, later ${mined.later.toFixed(0)} ms, ${(mined.later / split.later).toFixed(0)} times a plain split`
  );
  console.log(
    `reading ${LINES} lines of ${kind}: first ${read.first.toFixed(0)} ms, later ${read.later.toFixed(0)} ms, ${(read.later / parsed.later).toFixed(0)} times ${kind === 'json' ? 'JSON.parse' : 'a plain split'}`
  );
}

/** Hostile lines: time for 1 MB as a ratio to that for 250 KB, 4 where time goes with length. */
const HOSTILE: Record<string, (size: number) => string> = {
  'one word': (size) => 'a'.repeat(size),
  'words and dots': (size) => 'a.'.repeat(size / 2),
  pairs: (size) => 'a=b '.repeat(size / 4),
  'open quotes': (size) => 'a="'.repeat(size / 3),
  spaces: (size) => `2025-08-27 10:30:15 INFO${' '.repeat(size)}x`,
  'a stack': (size) => `java.lang.Error: x\n${'\tat a.b(C.java:1)\n'.repeat(size / 18)}`,
};
for (const [name, write] of Object.entries(HOSTILE)) {
  const [small, large] = [write(250_000), write(1_000_000)];
  const [short, long] = [time(() => parseLogLine(small, {}, {})).later, time(() => parseLogLine(large, {}, {})).later];
  console.log(`reading 1 MB of ${name}: ${long.toFixed(1)} ms, ${(long / short).toFixed(1)} times 250 KB`);
}

console.log(`grouping accuracy, ${LINES} lines of known templates: ${groupingAccuracy(known).toFixed(3)}`);
const loghub = process.argv[2];
if (loghub !== undefined) {
  const systems = readdirSync(loghub, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const accuracies = systems.flatMap(({ name }) => {
    const lines = labelled(join(loghub, name, `${name}_2k.log_structured.csv`));
    const accuracy = groupingAccuracy(lines);
    return lines.length === 0 ? [] : [{ name, accuracy }];
  });
  for (const { name, accuracy } of accuracies) {
    console.log(`grouping accuracy, Loghub ${name}: ${accuracy.toFixed(3)}`);
  }
  const mean = accuracies.reduce((sum, { accuracy }) => sum + accuracy, 0) / accuracies.length;
  console.log(`grouping accuracy, Loghub, mean of ${accuracies.length}: ${mean.toFixed(3)}`);
}

/** Content and event of each line of a CSV file of Loghub; none where there is no such file. */
function labelled(path: string): Known[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  const [header = [], ...rows] = readCsv(text);
  const [content, event] = [header.indexOf('Content'), header.indexOf('EventId')];
  return rows.map((row) => ({ message: row[content] ?? '', template: row[event] ?? '' }));
}

/** Rows of RFC 4180's format. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
