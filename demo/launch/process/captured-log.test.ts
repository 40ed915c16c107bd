import assert from 'node:assert/strict';
import { closeSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../../servers/testing.ts';
import { CapturedLog } from './captured-log.ts';

describe('CapturedLog', () => {
  it('is copied aside and emptied when it is over its limit, while its writer goes on', async (t) => {
    const log = new CapturedLog(join(await temporaryFolder(t), 'logs', 'server.log'), 100);
    const fd = await log.open();
    writeSync(fd, 'x'.repeat(100));
    await log.limit();
    assert.equal(readFileSync(log.path, 'utf8').length, 100, 'at its limit it stays');
    writeSync(fd, 'y\n');
    await log.limit();
    writeSync(fd, 'after\n');
    closeSync(fd);
    assert.equal(readFileSync(log.path, 'utf8'), 'after\n');
    assert.equal(readFileSync(`${log.path}.1`, 'utf8'), `${'x'.repeat(100)}y\n`);
  });

  it('shows its last lines', async (t) => {
    const log = new CapturedLog(join(await temporaryFolder(t), 'server.log'));
    assert.equal(log.tail(), '');
    const fd = await log.open();
    writeSync(fd, Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`).join(''));
    closeSync(fd);
    assert.equal(log.tail(2), 'line 19998\nline 19999');
  });
});
