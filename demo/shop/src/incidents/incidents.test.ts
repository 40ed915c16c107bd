import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { active, begin, end, LOCAL } from '../testing/incidents.ts';
import { OtlpReceiver, type ReceivedSpan } from '../testing/otlp-receiver.ts';
import { AMEX, buy, startTestService, VISA, type TestService } from '../testing/services.ts';
import { until } from '../testing/until.ts';
import { nextMinor } from './bad-deploy.ts';

/** How often is tried how quick something is. */
const TRIES = 4;

describe('the incidents of the inventory', () => {
  const receiver = new OtlpReceiver();
  let service: TestService;
  before(async () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = await receiver.start();
    service = await startTestService('inventory', {
      OTEL_EXPORTER_OTLP_ENDPOINT,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    });
  });
  after(async () => {
    await service.stop();
    receiver.stop();
  });

  const timed = async (url: string) => {
    const startedAt = performance.now();
    assert.equal((await service.send('GET', url)).statusCode, 200);
    return performance.now() - startedAt;
  };

  /** Of several, as a busy machine may keep any single one waiting. */
  const fastest = async (url: string) => {
    const times: number[] = [];
    for (let tried = 0; tried < TRIES; tried += 1) {
      times.push(await timed(url));
    }
    return Math.min(...times);
  };

  it('slow-database slows one query down, inside its span, and no other', async () => {
    const truth = await begin(service, 'slow-database');
    assert.equal(truth.route, 'GET /products');
    assert.equal(truth.effect.slower_by_seconds, 0.75);
    const list = await timed('/products');
    const single = await fastest('/products/1');
    await end(service, 'slow-database');
    const healed = await fastest('/products');
    assert.ok(list >= 600 && single < 600 && healed < 600, `${list} ${single} ${healed}`);

    await service.stop();
    const statements = receiver.spans.filter(({ name }) => name === 'SELECT products');
    const isVictim = ({ attributes }: ReceivedSpan) =>
      truth.effect.description.includes(String(attributes['db.query.text']));
    assert.equal(statements.filter(isVictim).length, 1 + TRIES);
    assert.ok(Math.max(...statements.filter(isVictim).map(({ milliseconds }) => milliseconds)) >= 600);
    const others = statements.filter((span) => !isVictim(span)).map(({ milliseconds }) => milliseconds);
    assert.ok(Math.min(...others) < 600, others.join());
  });
});

describe('the incidents of a shop', () => {
  let shop: TestService;
  before(async () => {
    shop = await startTestService('flask-shop');
  });
  after(() => shop.stop());
  afterEach(async () => assert.deepEqual(await active(shop), []));

  it('payment-outage fails one brand in one region and nobody else', async () => {
    const truth = await begin(shop, 'payment-outage');
    assert.deepEqual(truth.attribute, { 'shop.card.brand': 'amex', 'shop.region': 'eu' });
    const hit = await Promise.all(Array.from({ length: 20 }, () => buy(shop, { card: AMEX, region: 'eu' })));
    const spared = [await buy(shop, { card: AMEX, region: 'us' }), await buy(shop, { card: VISA, region: 'eu' })];
    await end(shop, 'payment-outage');
    const failed = hit.filter(({ statusCode }) => statusCode === truth.effect.status).length;
    // 20 of 20 to 12 of 20 holds 99.99 % of what a share of 0.9 gives.
    assert.ok(failed >= 12, `${failed} of 20 failed`);
    assert.deepEqual(
      spared.map(({ statusCode }) => statusCode),
      [201, 201]
    );
    assert.equal((await buy(shop, { card: AMEX, region: 'eu' })).statusCode, 201);
    const errors = (await shop.logLines()).filter((line) => / ERROR Card network failed for amex in eu: /.test(line));
    assert.equal(errors.length, failed);
  });

  it('stock-out empties a category for checkouts and fills it again', async () => {
    const coffee = async () => {
      const { items } = (await shop.send('GET', '/products?category=coffee')).json() as {
        items: Array<{ stock: number }>;
      };
      return items.map(({ stock }) => stock);
    };
    const before = await coffee();
    const truth = await begin(shop, 'stock-out');
    assert.deepEqual(new Set(await coffee()), new Set([0]));
    const [refused, spared] = [await buy(shop, { product: 1 }), await buy(shop, { product: 18 })];
    assert.deepEqual([refused.statusCode, spared.statusCode], [truth.effect.status, 201]);
    await end(shop, 'stock-out');
    assert.deepEqual(await coffee(), before);
    assert.equal((await buy(shop, { product: 1 })).statusCode, 201);
  });

  it('memory-leak takes memory evenly, until it is ended', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const startedAt = performance.now();
    const truth = await begin(shop, 'memory-leak', 20);
    const { grows_by_bytes = 0 } = truth.effect;
    const held = () => process.memoryUsage().arrayBuffers - before;
    await until(async () => {
      assert.equal((await active(shop)).length, 1, 'it ended without having taken memory');
      return held() >= 0.06 * grows_by_bytes;
    }, 'no memory was taken');
    const share = (performance.now() - startedAt) / 20_000;
    assert.ok(held() <= grows_by_bytes * Math.max(0.1, share), `${held()} bytes held at ${share} of the time`);
    await end(shop, 'memory-leak');
    // What is collected goes back in a thread beside, some milliseconds later where the machine is busy.
    await until(() => held() < 0.03 * grows_by_bytes, 'the memory is still held');
    assert.deepEqual(await active(shop), []);
  });

  it('ends by itself, and a second one of the same kind is refused meanwhile', async () => {
    await begin(shop, 'stock-out', 2);
    const payload = { incident: 'stock-out', duration_seconds: 2 };
    assert.equal((await shop.send('POST', '/incidents', { ...LOCAL, payload })).statusCode, 409);
    await until(async () => (await active(shop)).length === 0, 'it did not end by itself');
    assert.equal((await buy(shop, { product: 1 })).statusCode, 201);
  });

  it('cannot be begun for longer than an hour, nor what it does not have', async () => {
    const status = async (payload: object) => (await shop.send('POST', '/incidents', { ...LOCAL, payload })).statusCode;
    assert.equal(await status({ incident: 'stock-out', duration_seconds: 3601 }), 400);
    assert.equal(await status({ incident: 'earthquake', duration_seconds: 10 }), 400);
    assert.equal((await end(shop, 'stock-out')).statusCode, 404);
  });
});

describe('a bad deploy', () => {
  it('tells the next version everywhere, breaks one route in part, and is rolled back', async (t) => {
    const receiver = new OtlpReceiver();
    t.after(() => receiver.stop());
    const shop = await startTestService('shop-api', {
      SERVICE_VERSION: '1.8.2',
      OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.start(),
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      // Nobody is there: what is not broken gets as far as this.
      INVENTORY_URL: 'http://127.0.0.1:9',
    });
    t.after(() => shop.stop());
    const versions = async () => (await shop.metrics()).samples.filter(({ name }) => name === 'shop_build_info');
    const truth = await begin(shop, 'bad-deploy');
    assert.equal(truth.effect.version, '1.9.0');
    assert.deepEqual(
      (await versions()).map(({ labels }) => labels['version']),
      ['1.9.0']
    );

    const add = () => shop.send('POST', '/cart/items', { payload: { product_id: 1, quantity: 1 } });
    const statuses = (await Promise.all(Array.from({ length: 60 }, add))).map(({ statusCode }) => statusCode);
    const broken = statuses.filter((status) => status === truth.effect.status).length;
    // 0.35 of 60 is 21; 6 to 38 holds 99.99 % of what that share gives.
    assert.ok(broken >= 6 && broken <= 38, `${broken} of 60 failed`);
    assert.equal((await shop.send('GET', '/')).statusCode, 200);

    await end(shop, 'bad-deploy');
    assert.deepEqual(
      (await versions()).map(({ labels }) => labels['version']),
      ['1.8.2']
    );
    assert.ok((await Promise.all(Array.from({ length: 20 }, add))).every(({ statusCode }) => statusCode === 503));
    const lines = (await shop.logLines()).map((line) => JSON.parse(line) as Record<string, unknown>);
    const errors = lines.filter(({ exception }) => String(exception).startsWith('TypeError: '));
    assert.equal(errors.length, broken);
    await shop.stop();

    const failed = receiver.spans.filter(({ attributes }) => attributes['http.response.status_code'] === 500);
    assert.equal(failed.length, broken);
    assert.ok(failed.every(({ resource }) => resource['service.version'] === '1.9.0'));
    const instances = new Set(receiver.spans.map(({ resource }) => resource['service.instance.id']));
    assert.equal(instances.size, 3, 'each deployment is another instance');
  });

  it('knows what comes after a version', () => {
    assert.equal(nextMinor('1.8.2'), '1.9.0');
    assert.equal(nextMinor('2024-06'), '2024-06-next');
  });
});

describe('the control endpoint', () => {
  const status = async (service: TestService, options: { remoteAddress?: string; headers?: Record<string, string> }) =>
    (await service.send('GET', '/incidents', options)).statusCode;
  const elsewhere = { remoteAddress: '192.0.2.7' };

  it('is closed unless incidents are enabled', async (t) => {
    const service = await startTestService('payments', { INCIDENTS_ENABLED: '0' });
    t.after(() => service.stop());
    assert.equal(await status(service, LOCAL), 403);
  });

  it('is for this machine only, whatever a header says', async (t) => {
    const service = await startTestService('payments');
    t.after(() => service.stop());
    assert.equal(await status(service, LOCAL), 200);
    assert.equal(await status(service, { remoteAddress: '::ffff:127.0.0.1' }), 200);
    assert.equal(await status(service, elsewhere), 403);
    assert.equal(await status(service, { ...elsewhere, headers: { 'x-forwarded-for': '127.0.0.1' } }), 403);
  });

  it('takes a token instead, from anywhere and from nobody without it', async (t) => {
    const service = await startTestService('payments', { INCIDENTS_TOKEN: 'let-me-in' });
    t.after(() => service.stop());
    assert.equal(await status(service, { ...elsewhere, headers: { authorization: 'Bearer let-me-in' } }), 200);
    assert.equal(await status(service, LOCAL), 401);
    assert.equal(await status(service, { ...LOCAL, headers: { authorization: 'Bearer let-me-out' } }), 401);
  });
});
