import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globSync } from 'glob';
import { read, ROOT } from './files';

const WIDEST = 120;

/** Lines of prose that are too long: not tables, code, headings, pictures or what has no space to break at. */
function tooLong(markdown: string): string[] {
  let isCode = false;
  return markdown.split('\n').filter((line) => {
    if (/^\s*(```|~~~)/.test(line)) {
      isCode = !isCode;
    }
    const isProse = !isCode && !/^\s*(\||#|<|>|!\[|\[[^\]]+\]:|`[^`]*`$)/.test(line) && !/^( {4}|\t)/.test(line);
    return isProse && line.length > WIDEST && line.slice(0, WIDEST).trimStart().includes(' ');
  });
}

test('lines of prose in documents have 120 characters at most', () => {
  const documents = globSync(['*.md', 'docs/**/*.md', 'demo/**/*.md', 'src/**/*.md', 'types/*.md'], {
    cwd: ROOT,
    ignore: '**/node_modules/**',
  });
  assert.ok(documents.length > 10);
  assert.deepEqual(
    documents.flatMap((file) => tooLong(read(file)).map((line) => `${file}: ${line.slice(0, 60)}`)),
    []
  );
});

test('a long line is found, a table is not', () => {
  const long = 'word '.repeat(30);
  assert.deepEqual(tooLong(`${long}\n\n| ${long} |\n\n\`\`\`\n${long}\n\`\`\``), [long]);
});
