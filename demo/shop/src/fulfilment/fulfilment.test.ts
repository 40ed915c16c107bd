import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { describe, it } from 'node:test';
import { readPage } from '../testing/exposition.ts';
import { OtlpReceiver } from '../testing/otlp-receiver.ts';
import { PATIENCE, scratchFolder, startProcess, startShop } from '../testing/processes.ts';
import { NO_REDIS, startRedis } from '../testing/redis.ts';
import { startTestService, VISA } from '../testing/services.ts';
import { until } from '../testing/until.ts';
import { NameServer } from './name-server.ts';
import { Packing } from './packing.ts';

/** OpenTelemetry's numbers of the kinds. */
const PRODUCER = 4;
const CONSUMER = 5;

describe('the fulfilment of an order', { ...PATIENCE, skip: NO_REDIS }, () => {
  it('is a trace of its own, linked to the one that the order was sent in', async (t) => {
    const receiver = new OtlpReceiver();
    t.after(() => receiver.stop());
    const redis = await startRedis(t);
    const endpoint = await receiver.start();
    const env = {
      LOG_DIR: await scratchFolder(t),
      REDIS_URL: redis.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${endpoint}/v1/logs`,
    };
    const { shop } = await startShop(t, env);
    const worker = await startProcess(t, 'fulfilment', env);
    redis.beforeEnd(() => Promise.all([worker.kill('SIGTERM'), shop.kill('SIGTERM')]));

    const post = (path: string, body: object, headers = {}) =>
      fetch(`${shop.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const { id: cart } = (await (await post('/cart/items', { product_id: 18, quantity: 1 })).json()) as { id: string };
    const bought = await post('/checkout', { region: 'eu', card: { number: VISA } }, { 'x-cart-id': cart });
    assert.equal(bought.status, 201);
    const { id: order } = (await bought.json()) as { id: string };
    await until(async () => (await redis.queue.state()).jobs['completed'] === 1, 'it was not shipped');
    const page = async (url: string) => readPage(await (await fetch(`${url}/metrics`)).text());
    const [sold, shipped] = [await page(shop.url), await page(worker.url)];
    assert.deepEqual(await Promise.all([worker.kill('SIGTERM'), shop.kill('SIGTERM')]), [0, 0]);

    const checkout = receiver.spans.find(({ name }) => name === 'POST /checkout');
    const sent = receiver.spans.find(({ name }) => name === 'send orders');
    const processed = receiver.spans.find(({ name }) => name === 'process orders');
    assert.ok(checkout && sent && processed);
    assert.deepEqual([sent.traceId, sent.kind, sent.service], [checkout.traceId, PRODUCER, 'shop-api']);
    assert.deepEqual([processed.parentSpanId, processed.kind, processed.service], [undefined, CONSUMER, 'fulfilment']);
    assert.notEqual(processed.traceId, sent.traceId);
    assert.deepEqual(processed.links, [{ traceId: sent.traceId, spanId: sent.spanId }]);
    for (const [span, operation] of [
      [sent, 'send'],
      [processed, 'process'],
    ] as const) {
      assert.equal(span.attributes['messaging.system'], 'bullmq');
      assert.equal(span.attributes['messaging.destination.name'], 'orders');
      assert.equal(span.attributes['messaging.operation.type'], operation);
      assert.equal(span.attributes['messaging.message.id'], order);
    }
    const announced = receiver.spans.find(({ name }) => name === 'POST /labels');
    assert.equal(announced?.parentSpanId, processed.spanId);

    const line = receiver.logs.find(({ body }) => body.startsWith(`Order ${order} shipped: TW`));
    assert.deepEqual([line?.traceId, line?.spanId], [processed.traceId, processed.spanId]);

    const told = shipped.samples.find(({ name }) => name === 'messaging_process_duration_seconds_count');
    assert.deepEqual([told?.value, told?.labels['messaging_destination_name']], [1, 'orders']);
    const jobs = shipped.samples.filter(({ name }) => name === 'bullmq_job_count');
    const [done] = jobs.filter(({ labels }) => labels['state'] === 'completed');
    assert.deepEqual([done?.value, done?.labels['queue'], jobs.length], [1, 'orders', 5]);
    assert.equal(shipped.samples.find(({ name }) => name === 'bullmq_job_oldest_waiting_seconds')?.value, 0);
    assert.ok(![...shipped.types.keys()].some((name) => name.startsWith('http_')), 'probes are not its work');
    const [messages] = sold.samples.filter(({ name }) => name === 'queue_messages_sent_total');
    assert.deepEqual([messages?.value, messages?.labels], [1, { queue: 'orders', outcome: 'sent' }]);
  });
});

describe('fulfilment without a queue', () => {
  it('does not start, and says what it lacks', async () => {
    await assert.rejects(startTestService('fulfilment'), /set REDIS_URL/);
  });
});

describe('the name server', () => {
  it('knows the names that it was told, and no other', async (t) => {
    const names = new NameServer();
    const resolver = await names.start();
    t.after(() => names.stop());
    names.add('api.parcels.example');
    assert.deepEqual(await resolver.resolve4('api.parcels.example'), ['127.0.0.1']);
    await assert.rejects(resolver.resolve4('www.parcels.example'), { code: 'ENOTFOUND' });
    names.remove('api.parcels.example');
    await assert.rejects(resolver.resolve4('api.parcels.example'), { code: 'ENOTFOUND' });
  });

  it('goes on after what is no question', async (t) => {
    const names = new NameServer();
    const resolver = await names.start();
    const [, port] = (resolver.getServers()[0] ?? '').split(':');
    const client = createSocket('udp4');
    t.after(() => {
      client.close();
      names.stop();
    });
    names.add('api.parcels.example');
    for (const nonsense of [Buffer.alloc(0), Buffer.from('?'), Buffer.alloc(40, 0xff)]) {
      client.send(nonsense, Number(port), '127.0.0.1');
    }
    assert.deepEqual(await resolver.resolve4('api.parcels.example'), ['127.0.0.1']);
  });
});

describe('the packing of parcels', () => {
  it('slows down when it is told, and hurries at the end', async () => {
    const packing = new Packing();
    const end = packing.slowDown([60_000, 60_000]);
    const startedAt = performance.now();
    const packed = packing.pack();
    end();
    await packed;
    await packing.pack();
    assert.ok(performance.now() - startedAt < 30_000);
  });
});
