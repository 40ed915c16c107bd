import assert from 'node:assert/strict';
import { appendFile, copyFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { afterwards, temporaryFolder } from '../../servers/testing.ts';
import { FileTail, MAX_LINE_BYTES, type Position } from './file-tail.ts';

async function tailOf(t: TestContext, content: string, position?: Position) {
  const path = join(await temporaryFolder(t), 'app.log');
  await writeFile(path, content);
  const tail = await FileTail.open(path, position);
  afterwards(t, () => tail.close());
  return { path, tail };
}

async function texts(tail: FileTail): Promise<string[]> {
  return (await tail.read()).lines.map(({ text }) => text);
}

describe('FileTail', () => {
  it('reads lines as they are appended', async (t) => {
    const { path, tail } = await tailOf(t, 'one\ntwo\n');
    assert.deepEqual(await texts(tail), ['one', 'two']);
    assert.deepEqual(await texts(tail), []);
    await appendFile(path, 'three\n');
    assert.deepEqual(await texts(tail), ['three']);
  });

  it('waits for the end of a line, through any number of reads', async (t) => {
    const { path, tail } = await tailOf(t, 'begin');
    assert.deepEqual(await texts(tail), []);
    await appendFile(path, ' middle');
    assert.deepEqual(await texts(tail), []);
    await appendFile(path, ' end\nnext');
    assert.deepEqual(await texts(tail), ['begin middle end']);
    assert.deepEqual(
      tail.takePartial().map(({ text }) => text),
      ['next']
    );
    assert.deepEqual(tail.takePartial(), []);
  });

  it('reads no more than it is asked for, and says when there is more', async (t) => {
    const { tail } = await tailOf(t, 'äöü\n'.repeat(100));
    const seen: string[] = [];
    // Five bytes at a time split characters and lines alike.
    for (let reading = await tail.read(5); ; reading = await tail.read(5)) {
      seen.push(...reading.lines.map(({ text }) => text));
      if (!reading.more) {
        break;
      }
    }
    assert.deepEqual(seen, Array(100).fill('äöü'));
  });

  it('leaves out empty lines and carriage returns', async (t) => {
    const { tail } = await tailOf(t, 'one\r\n\n   \ntwo\r\n');
    assert.deepEqual(await texts(tail), ['one', 'two']);
  });

  it('goes on where it was left', async (t) => {
    const { path, tail } = await tailOf(t, 'one\ntwo\n');
    const { lines } = await tail.read();
    const position = tail.positionAt(lines[0]!.end);
    await appendFile(path, 'three\n');
    const again = await FileTail.open(path, position);
    afterwards(t, () => again.close());
    assert.deepEqual(await texts(again), ['two', 'three']);
  });

  it('does not take another file for the one it was left in', async (t) => {
    const { tail } = await tailOf(t, 'the first file\nmore of it\n');
    const { lines } = await tail.read();
    const position = tail.positionAt(lines.at(-1)!.end);
    const { tail: other } = await tailOf(t, 'quite another file\nand a second line of it\n', position);
    assert.deepEqual(await texts(other), ['quite another file', 'and a second line of it']);
  });

  it('starts again in a file that was truncated', async (t) => {
    const { path, tail } = await tailOf(t, 'a long first line\n');
    await texts(tail);
    await truncate(path);
    await appendFile(path, 'new\n');
    assert.deepEqual(await texts(tail), ['new']);
  });

  it('starts again in a file that was truncated and has grown beyond its old size', async (t) => {
    const { path, tail } = await tailOf(t, 'old line\n');
    await texts(tail);
    await copyFile(path, `${path}.1`);
    await truncate(path);
    await appendFile(path, 'a new and longer line\nand one more\n');
    assert.deepEqual(await texts(tail), ['a new and longer line', 'and one more']);
  });

  it('says how much a truncation took with it', async (t) => {
    const { path, tail } = await tailOf(t, 'x\n'.repeat(1_000));
    await tail.read(500);
    await truncate(path);
    assert.equal((await tail.read()).lost, 1_500);
  });

  it('reads on in a file that is renamed', async (t) => {
    const { path, tail } = await tailOf(t, 'one\n');
    await texts(tail);
    await appendFile(path, 'two\n');
    await rename(path, `${path}.1`);
    await appendFile(`${path}.1`, 'three\n');
    assert.deepEqual(await texts(tail), ['two', 'three']);
  });

  it('cuts a line that is longer than Loki takes, and goes on after it', async (t) => {
    const { path, tail } = await tailOf(t, 'x'.repeat(MAX_LINE_BYTES * 3));
    let cut = 0;
    const lines: string[] = [];
    for (let more = true; more;) {
      const reading = await tail.read();
      cut += reading.cut;
      lines.push(...reading.lines.map(({ text }) => text));
      more = reading.more;
    }
    await appendFile(path, 'the end of the long line\nnext\n');
    lines.push(...(await texts(tail)));
    assert.equal(cut, 1);
    assert.deepEqual(
      lines.map(({ length }) => length),
      [MAX_LINE_BYTES, 4]
    );
  });

  it('does not leave half of a character where it cuts', async (t) => {
    const { tail } = await tailOf(t, `${'x'.repeat(MAX_LINE_BYTES - 1)}ü and more\n`);
    const { lines, cut } = await tail.read(MAX_LINE_BYTES * 2);
    assert.equal(cut, 1);
    assert.equal(lines[0]?.text, 'x'.repeat(MAX_LINE_BYTES - 1));
  });
});
