import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { PATIENCE, scratchFolder, startProcess } from '../testing/processes.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../testing/redis.ts';
import { until } from '../testing/until.ts';
import { BullOrderQueue, consumeOrders } from './bullmq.ts';
import { tellLost } from './lost.ts';
import type { Delivery, OrderMessage } from './types.ts';

const order = (): OrderMessage => ({ order_id: randomUUID(), shop: 'shop-api', region: 'eu', items: 1 });
const onLost = () => undefined;

/** Consumes with a work that is told what to do; ends with the test. */
async function consume({ url, beforeEnd }: TestRedis, work: (delivery: Delivery) => Promise<void>) {
  const consumer = await consumeOrders(url, work, { concurrency: 2, onLost });
  beforeEnd(() => consumer.close());
  return consumer;
}

describe('the queue of orders', { ...PATIENCE, skip: NO_REDIS }, () => {
  it('hands each order on once, however often it is sent, with its headers', async (t) => {
    const redis = await startRedis(t);
    const { queue } = redis;
    const message = order();
    const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    await Promise.all([queue.send(message, headers), queue.send(message, headers)]);
    const seen: Delivery[] = [];
    await consume(redis, async (delivery) => void seen.push(delivery));
    await until(async () => (await queue.state()).jobs['completed'] === 1, 'it was not processed');
    await queue.send(message, headers);
    const { jobs } = await queue.state();
    assert.deepEqual([jobs['waiting'], jobs['completed']], [0, 1], 'it is remembered after it was processed');
    assert.deepEqual(seen, [{ message, headers, attempt: 1, attempts: 6 }]);
  });

  it('tells how many wait, and since when', async (t) => {
    const { queue } = await startRedis(t);
    assert.equal((await queue.state()).oldestWaitingSeconds, 0);
    await queue.send(order(), {});
    await until(async () => (await queue.state()).oldestWaitingSeconds > 0.3, 'it does not get older');
    await queue.send(order(), {});
    const { jobs, oldestWaitingSeconds } = await queue.state();
    assert.equal(jobs['waiting'], 2);
    assert.ok(oldestWaitingSeconds >= 0.3, 'the oldest counts');
  });

  it('tries again with longer and longer pauses, sets aside, and takes up again when it is told', async (t) => {
    const redis = await startRedis(t);
    const { queue } = redis;
    await queue.send(order(), {});
    let mended = false;
    const attempts: Array<{ attempt: number; at: number }> = [];
    await consume(redis, async ({ attempt }) => {
      attempts.push({ attempt, at: performance.now() });
      if (!mended) {
        throw new Error('the carrier does not answer');
      }
    });
    await until(async () => (await queue.state()).jobs['failed'] === 1, 'it was not set aside');
    assert.deepEqual(
      attempts.map(({ attempt }) => attempt),
      [1, 2, 3, 4, 5, 6]
    );
    const pauses = attempts.slice(1).map(({ at }, index) => at - attempts[index]!.at);
    pauses.forEach((pause, index) => assert.ok(pause >= 990 * 2 ** index, `${pause} ms before attempt ${index + 2}`));
    mended = true;
    await queue.retrySetAside();
    await until(async () => (await queue.state()).jobs['completed'] === 1, 'it was not taken up again');
    assert.equal((await queue.state()).jobs['failed'], 0);
  });

  it('waits for what is being processed when it is closed', async (t) => {
    const redis = await startRedis(t);
    const { queue } = redis;
    let begun = false;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const consumer = await consume(redis, () => {
      begun = true;
      return finished;
    });
    await queue.send(order(), {});
    await until(() => begun, 'it was not fetched');
    const closed = consumer.close();
    finish();
    await closed;
    assert.equal((await queue.state()).jobs['completed'], 1);
  });

  it('keeps what it has taken when Redis itself dies', async (t) => {
    const redis = await startRedis(t);
    await redis.queue.send(order(), {});
    await redis.restart();
    assert.equal((await redis.queue.state()).jobs['waiting'], 1);
  });

  it('goes on by itself once Redis is back, for who sends and who processes', async (t) => {
    const redis = await startRedis(t);
    const { queue } = redis;
    const seen: string[] = [];
    await consume(redis, async ({ message }) => void seen.push(message.order_id));
    const [before, after] = [order(), order()];
    await queue.send(before, {});
    await until(() => seen.length === 1, 'nothing was processed');
    await redis.restart();
    await queue.send(after, {});
    await until(() => seen.length === 2, 'the worker did not come back');
    assert.deepEqual(seen, [before.order_id, after.order_id]);
  });

  it('loses no order when the worker is killed while it works, and started again', async (t) => {
    const redis = await startRedis(t);
    const { queue, url } = redis;
    const env = { LOG_DIR: await scratchFolder(t), REDIS_URL: url };
    const messages = Array.from({ length: 40 }, order);
    await Promise.all(messages.map((message) => queue.send(message, {})));
    const first = await startProcess(t, 'fulfilment', env);
    await until(async () => ((await queue.state()).jobs['completed'] ?? 0) >= 5, 'nothing is shipped');
    await first.kill('SIGKILL');
    const { jobs } = await queue.state();
    assert.ok((jobs['active'] ?? 0) > 0, 'some were being shipped');
    assert.ok((jobs['waiting'] ?? 0) > 0, 'some had not been fetched');
    const second = await startProcess(t, 'fulfilment', env);
    redis.beforeEnd(() => second.kill('SIGTERM'));
    await until(async () => (await queue.state()).jobs['completed'] === messages.length, 'an order is lost');
    assert.equal((await queue.state()).jobs['failed'], 0);
  });
});

describe('a lost connection', () => {
  it('is told once, and not with every attempt to make it again', () => {
    const lines: string[] = [];
    const told = tellLost(pino({}, { write: (line: string) => void lines.push(line) }));
    [1, 2, 3].forEach((attempt) => told(new Error(`connect ECONNREFUSED, attempt ${attempt}`)));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /No connection to Redis/);
  });
});

describe('a queue that cannot be reached', () => {
  it('says so within seconds, and can be closed', async () => {
    const lost: Error[] = [];
    const queue = new BullOrderQueue('redis://127.0.0.1:1', (error) => lost.push(error));
    await assert.rejects(queue.send(order(), {}), /Redis did not answer within 2000 ms/);
    assert.ok(lost.length > 0);
    await queue.close();
  });
});
