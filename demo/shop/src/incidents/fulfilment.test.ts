import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { begin, end } from '../testing/incidents.ts';
import { PATIENCE } from '../testing/processes.ts';
import { NO_REDIS, startRedis } from '../testing/redis.ts';
import { startTestService } from '../testing/services.ts';
import { until } from '../testing/until.ts';

describe('the incidents of fulfilment', { ...PATIENCE, skip: NO_REDIS }, () => {
  const start = async (t: TestContext) => {
    const redis = await startRedis(t);
    const service = await startTestService('fulfilment', { REDIS_URL: redis.url });
    redis.beforeEnd(() => service.stop());
    const send = (count: number) =>
      Promise.all(
        Array.from({ length: count }, () =>
          redis.queue.send({ order_id: randomUUID(), shop: 'shop-api', region: 'eu', items: 1 }, {})
        )
      );
    const jobs = async () => (await redis.queue.state()).jobs;
    const shipped = (count: number) =>
      until(async () => (await jobs())['completed'] === count, `${count} orders are not shipped`);
    return { service, send, jobs, shipped };
  };

  it('full-queue lets orders wait, and ships them all once it is over', async (t) => {
    const { service, send, jobs, shipped } = await start(t);
    await send(1);
    await shipped(1);
    const truth = await begin(service, 'full-queue');
    await send(6);
    await until(async () => (await jobs())['active'] === 2, 'nothing is fetched');
    assert.equal(await service.metric('bullmq_job_count', { queue: 'orders', state: 'waiting' }), 4);
    const age = () => service.metric('bullmq_job_oldest_waiting_seconds');
    await until(async () => (await age()) > 1, 'the oldest does not wait longer and longer');
    assert.ok((await jobs())['completed'] === 1 && (truth.effect.slower_by_seconds ?? 0) > 10);
    await end(service, 'full-queue');
    await shipped(7);
    assert.equal(await age(), 0);
  });

  it('full-queue does not keep the service from stopping', async (t) => {
    const { service, send, jobs } = await start(t);
    await begin(service, 'full-queue');
    await send(2);
    await until(async () => (await jobs())['active'] === 2, 'nothing is fetched');
    await service.stop();
    // Who is not hurried takes longer than a worker waits for what it processes.
    assert.equal((await jobs())['completed'], 2);
  });

  it('carrier-dns fails every order, tries again, and ships them all once it is over', async (t) => {
    const { service, send, jobs, shipped } = await start(t);
    await begin(service, 'carrier-dns');
    await send(3);
    const failures = () => service.metric('messaging_process_duration_seconds_count', { error_type: 'ENOTFOUND' });
    await until(async () => (await failures()) >= 6, 'nothing fails, or it is not tried again');
    const lines = (await service.logLines()).map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.ok(lines.some(({ level, reason }) => level === 'warning' && reason === 'ENOTFOUND'));
    assert.equal((await jobs())['completed'], 0);
    await end(service, 'carrier-dns');
    await shipped(3);
    assert.equal((await jobs())['failed'], 0);
  });
});
