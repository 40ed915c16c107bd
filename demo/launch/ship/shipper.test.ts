import assert from 'node:assert/strict';
import { appendFile, copyFile, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterwards, temporaryFolder } from '../../servers/testing.ts';
import { eventually } from '../testing/eventually.ts';
import { startFakeLoki, type FakeLoki } from '../testing/fake-loki.ts';
import { Shipper, type ShipperOptions } from './shipper.ts';

const QUICK = { pollMs: 10, batchWaitMs: 20, maxBackoffMs: 100, lingerMs: 1_000 };

/** A folder of logs, and a shipper for it that is stopped with the test. */
async function setUp(t: TestContext) {
  const loki = await startFakeLoki(t);
  const folder = await temporaryFolder(t);
  const log = join(folder, 'app.log');
  return { loki, folder, log, start: (options: Partial<ShipperOptions> = {}) => start(t, loki, folder, options) };
}

function start(t: TestContext, loki: FakeLoki, folder: string, options: Partial<ShipperOptions>) {
  const shipper = new Shipper({
    lokiUrl: loki.url,
    sources: [{ folder, pattern: 'app[^/]*\\.log', labels: { job: 'app' } }],
    positionsFile: join(folder, 'positions.json'),
    ...QUICK,
    ...options,
  });
  const running = shipper.run();
  const stop = async () => {
    shipper.stop();
    await running;
  };
  afterwards(t, stop);
  return { shipper, stop };
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
const asText = (lines: string[]) => lines.map((line) => `${line}\n`).join('');

describe('Shipper', () => {
  it('ships what is there and what comes, once and in order', async (t) => {
    const { loki, log, start } = await setUp(t);
    await writeFile(log, asText(numbered(1, 500)));
    const { shipper } = start();
    await eventually(() => assert.equal(loki.lines.length, 500));
    await appendFile(log, asText(numbered(501, 510)));
    await eventually(() => assert.equal(loki.lines.length, 510));
    assert.deepEqual(loki.texts(), numbered(1, 510));
    // It counts what Loki has answered, which comes a moment later.
    await eventually(() => assert.equal(shipper.counters.get('log_shipper_entries_sent_total'), 510));
    assert.equal(shipper.counters.get('log_shipper_buffered_bytes'), 0);
  });

  it('waits for a Loki that is away, and then sends everything', async (t) => {
    const { loki, log, start } = await setUp(t);
    await loki.stop();
    await writeFile(log, asText(numbered(1, 50)));
    const { shipper } = start();
    await eventually(() => assert.ok(shipper.counters.get('log_shipper_push_retries_total') >= 2));
    await appendFile(log, asText(numbered(51, 60)));
    await loki.start();
    await eventually(() => assert.equal(loki.lines.length, 60));
    assert.deepEqual(loki.texts(), numbered(1, 60));
    assert.equal(shipper.counters.get('log_shipper_entries_dropped_total'), 0);
  });

  for (const status of [429, 500, 503]) {
    it(`tries again when Loki answers ${status}`, async (t) => {
      const { loki, log, start } = await setUp(t);
      loki.status = status;
      await writeFile(log, 'hello\n');
      const { shipper } = start();
      await eventually(() => assert.ok(shipper.counters.get('log_shipper_push_retries_total') >= 2));
      loki.status = 204;
      await eventually(() => assert.deepEqual(loki.texts(), ['hello']));
    });
  }

  it('counts what Loki refuses, says why, and goes on', async (t) => {
    const { loki, log, start } = await setUp(t);
    loki.status = 400;
    const messages: string[] = [];
    await writeFile(log, asText(numbered(1, 3)));
    const { shipper } = start({ log: (message) => messages.push(message) });
    await eventually(() => assert.equal(shipper.counters.get('log_shipper_entries_dropped_total'), 3));
    loki.status = 204;
    await appendFile(log, 'after\n');
    await eventually(() => assert.deepEqual(loki.texts(), ['after']));
    assert.match(messages.join(), /400: no; these lines are dropped/);
  });

  it('reads no further while its buffer is full', async (t) => {
    const { loki, log, start } = await setUp(t);
    await loki.stop();
    const megabyte = 'x'.repeat(1_023);
    await writeFile(log, `${megabyte}\n`.repeat(8 * 1_024));
    const { shipper } = start({ bufferBytes: 1_000_000 });
    await eventually(() => assert.ok(shipper.counters.get('log_shipper_buffered_bytes') >= 1_000_000));
    await sleep(200);
    // One read of 256 KiB may go over the limit, not more.
    assert.ok(shipper.counters.get('log_shipper_buffered_bytes') < 1_300_000);
    await loki.start();
    await eventually(() => assert.equal(loki.lines.length, 8 * 1_024));
    assert.equal(shipper.counters.get('log_shipper_bytes_lost_total'), 0);
  });

  it('goes on after a restart where Loki had accepted it, without gap or repetition', async (t) => {
    const { loki, log, start } = await setUp(t);
    await writeFile(log, asText(numbered(1, 20)));
    const first = start();
    await eventually(() => assert.equal(loki.lines.length, 20));
    await first.stop();
    await appendFile(log, asText(numbered(21, 30)));
    start();
    await eventually(() => assert.ok(loki.lines.length >= 30));
    assert.deepEqual(loki.texts(), numbered(1, 30));
  });

  it('sends again after a restart what Loki had not accepted', async (t) => {
    const { loki, log, start } = await setUp(t);
    loki.status = 503;
    await writeFile(log, asText(numbered(1, 20)));
    const first = start();
    await eventually(() => assert.ok(loki.pushes >= 1));
    await first.stop();
    loki.status = 204;
    start();
    await eventually(() => assert.deepEqual(loki.texts(), numbered(1, 20)));
  });

  it('sends the last lines when it is stopped', async (t) => {
    const { loki, log, start } = await setUp(t);
    await writeFile(log, 'first\n');
    const { stop } = start({ pollMs: 60_000, batchWaitMs: 60_000 });
    await eventually(() => assert.equal(loki.pushes, 0));
    await appendFile(log, 'last words\n');
    await stop();
    assert.deepEqual(loki.texts(), ['first', 'last words']);
  });

  it('survives rotation by renaming: the old file is read to its end, the new one from its start', async (t) => {
    const { loki, folder, log, start } = await setUp(t);
    await writeFile(log, asText(numbered(1, 10)));
    start();
    await eventually(() => assert.equal(loki.lines.length, 10));
    // The new name matches the pattern too: the file must not be read again under it.
    await rename(log, join(folder, 'app.1.log'));
    await appendFile(join(folder, 'app.1.log'), asText(numbered(11, 12)));
    await writeFile(log, asText(numbered(13, 15)));
    await eventually(() => assert.ok(loki.lines.length >= 15));
    await sleep(100);
    assert.deepEqual(loki.texts().sort(), numbered(1, 15).sort());
  });

  it('survives rotation to a name that does not match, with lines written after it', async (t) => {
    const { loki, folder, log, start } = await setUp(t);
    await writeFile(log, asText(numbered(1, 10)));
    const { shipper } = start();
    await eventually(() => assert.equal(loki.lines.length, 10));
    await rename(log, join(folder, 'old'));
    await appendFile(join(folder, 'old'), 'line 11\nwithout an end');
    await eventually(() => assert.deepEqual(loki.texts(), [...numbered(1, 11), 'without an end']));
    await eventually(() => assert.equal(shipper.counters.get('log_shipper_files'), 0));
    await appendFile(log, 'line 12\n');
    await eventually(() => assert.equal(loki.texts().at(-1), 'line 12'));
    // The position of the new file alone: that of the file which is gone is forgotten.
    await eventually(async () => {
      const positions = JSON.parse(await readFile(join(folder, 'positions.json'), 'utf8')) as Record<string, unknown>;
      assert.equal(Object.keys(positions).length, 1);
    });
  });

  it('survives rotation by copying and truncating', async (t) => {
    const { loki, folder, log, start } = await setUp(t);
    await writeFile(log, asText(numbered(1, 10)));
    start();
    await eventually(() => assert.equal(loki.lines.length, 10));
    await copyFile(log, join(folder, 'app.log.1'));
    await truncate(log);
    await appendFile(log, asText(numbered(11, 15)));
    await eventually(() => assert.deepEqual(loki.texts(), numbered(1, 15)));
  });

  it('reads a file once that also has a link to it', async (t) => {
    const { loki, folder, log, start } = await setUp(t);
    await writeFile(log, 'once\n');
    await symlink(log, join(folder, 'app-current.log'));
    start();
    await eventually(() => assert.ok(loki.lines.length > 0));
    await sleep(100);
    assert.deepEqual(loki.texts(), ['once']);
  });

  it('finds a folder that is made later, and starts anew when its positions are unreadable', async (t) => {
    const { loki, folder, log, start } = await setUp(t);
    await writeFile(join(folder, 'positions.json'), '{"broken');
    start();
    await sleep(50);
    await writeFile(log, 'here\n');
    await eventually(() => assert.deepEqual(loki.texts(), ['here']));
  });

  it('ships an emptied and removed file no further and keeps running', async (t) => {
    const { loki, log, start } = await setUp(t);
    await writeFile(log, 'one\n');
    start();
    await eventually(() => assert.deepEqual(loki.texts(), ['one']));
    await rm(log);
    await sleep(200);
    await writeFile(log, 'two\n');
    await eventually(() => assert.deepEqual(loki.texts(), ['one', 'two']));
  });

  it('goes on when its positions cannot be saved', async (t) => {
    const { loki, log, start } = await setUp(t);
    const messages: string[] = [];
    await writeFile(log, 'one\n');
    start({ positionsFile: '/no/such/folder/positions.json', log: (message) => messages.push(message) });
    await eventually(() => assert.deepEqual(loki.texts(), ['one']));
    await appendFile(log, 'two\n');
    await eventually(() => assert.deepEqual(loki.texts(), ['one', 'two']));
    assert.match(messages.join(), /positions could not be saved: ENOENT/);
  });
});
