import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { until } from '../testing/until.ts';
import { jsonLine } from './lines.ts';
import { exceptionField, openLogging } from './logging.ts';
import { withRequest } from './request-context.ts';
import { SdkTracing } from './tracing.ts';

async function folder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'shop-logging-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

describe('openLogging', () => {
  it('binds each line to the request and the span that it was written for', async (t) => {
    const dir = await folder(t);
    const logging = await openLogging({ file: { dir, name: 'shop' }, console: 'off', layout: jsonLine });
    const tracing = new SdkTracing({ service: 'shop', version: '1', environment: 'test' }, undefined);
    const log = logging.logger('shop.checkout');

    log.info('outside');
    const request = { request_id: 'r-1', method: 'POST', path: '/checkout' };
    const span = await context.with(withRequest(ROOT_CONTEXT, request), () =>
      tracing.inSpan('work', async (active) => {
        log.error({ order_id: 'o-1', ...exceptionField(new TypeError('no card')) }, 'Payment failed');
        return active.spanContext();
      })
    );
    logging.close();

    const [outside, inside] = (await readFile(join(dir, 'shop.1.log'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    assert.deepEqual(Object.keys(outside ?? {}), ['level', 'timestamp', 'logger', 'message']);
    const { timestamp, exception, ...rest } = inside ?? {};
    assert.deepEqual(rest, {
      level: 'error',
      logger: 'shop.checkout',
      message: 'Payment failed',
      ...request,
      order_id: 'o-1',
      trace_id: span.traceId,
      span_id: span.spanId,
    });
    assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.match(String(exception), /^TypeError: no card\n +at /);
  });

  it('names levels as structlog does', async (t) => {
    const levels: string[] = [];
    const sink = ({ level }: { level: string }) => void levels.push(level);
    const logging = await openLogging({ file: undefined, console: 'off', layout: jsonLine, sink });
    t.after(() => logging.close());
    const log = logging.logger('shop');
    log.info('');
    log.warn('');
    log.error('');
    log.fatal('');
    assert.deepEqual(levels, ['info', 'warning', 'error', 'critical']);
  });

  it('begins a new file when one is full, keeps the last ones, and leaves the files of others alone', async (t) => {
    const dir = await folder(t);
    const other = await openLogging({ file: { dir, name: 'other' }, console: 'off', layout: jsonLine });
    other.close();
    const logging = await openLogging({
      file: { dir, name: 'shop' },
      console: 'off',
      layout: jsonLine,
      rotation: { size: '1k', keep: 3 },
    });
    const log = logging.logger('shop');
    for (let line = 0; line < 60; line += 1) {
      log.info({ line }, 'x'.repeat(100));
      await sleep(2);
    }
    const ownFiles = async () => (await readdir(dir)).filter((file) => /^shop\.\d+\.log$/.test(file));
    const ownLines = async () => {
      // One may be removed between the look and the reading.
      const read = (file: string) => readFile(join(dir, file), 'utf8').catch(() => '');
      const texts = await Promise.all((await ownFiles()).map(read));
      return texts
        .flatMap((text) => text.split('\n').filter(Boolean))
        .map((line) => (JSON.parse(line) as { line: number }).line)
        .sort((a, b) => a - b);
    };
    // Files are written and removed in the background.
    const isDone = async () => (await ownFiles()).length <= 3 && (await ownLines()).at(-1) === 59;
    await until(isDone, 'the last line is not written, or more than three files are kept');
    logging.close();
    assert.equal((await ownFiles()).length, 3);
    assert.ok((await readdir(dir)).includes('other.1.log'));
    const kept = await ownLines();
    assert.deepEqual(
      kept,
      kept.map((_line, index) => (kept[0] ?? 0) + index),
      'no line is lost in between'
    );
  });
});
