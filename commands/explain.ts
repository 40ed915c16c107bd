/**
 * `npm run -s explain -- FILE...`: what Tillwatch reads of log lines, a page of metrics, a trace, or names of services,
 * as one JSON document; docs/explain.md has its format. Reads standard input where no file is named. Asks no server.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { EXPLAINED_KINDS, type ExplainedKind, explainText, NotExplained } from '../src/correlation/explain/explainText';

const USAGE = `npm run -s explain -- [${EXPLAINED_KINDS.join(' | ')}] [--job NAME] [FILE...]`;

function main(): void {
  const { values, positionals } = parseArgs({ options: { job: { type: 'string' } }, allowPositionals: true });
  const [first = '', ...rest] = positionals;
  const kind = isKind(first) ? first : undefined;
  const files = kind === undefined ? positionals : rest;
  const documents = (files.length > 0 ? files : ['-']).map((file) => {
    const job = values.job ?? (file === '-' ? undefined : basename(file).replace(/\.\w+$/, ''));
    return { source: file, ...explainText(readFileSync(file === '-' ? 0 : file, 'utf8'), { kind, job }) };
  });
  process.stdout.write(`${JSON.stringify({ format: 1, documents }, null, 2)}\n`);
}

function isKind(text: string): text is ExplainedKind {
  return (EXPLAINED_KINDS as readonly string[]).includes(text);
}

try {
  main();
} catch (error) {
  const isTold = error instanceof NotExplained || (error instanceof Error && 'code' in error);
  if (!isTold) {
    throw error;
  }
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 2;
}
