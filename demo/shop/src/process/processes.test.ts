import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { SERVICE_NAMES, type ServiceName } from '../services.ts';
import { readPage } from '../testing/exposition.ts';
import { OtlpReceiver, type ReceivedSpan } from '../testing/otlp-receiver.ts';
import { startGate } from '../testing/gate.ts';
import {
  freePort,
  PATIENCE,
  scratchFolder,
  startProcess,
  startShop,
  untilNobodyListens,
} from '../testing/processes.ts';
import { until } from '../testing/until.ts';
import { runChaos } from '../traffic/chaos.ts';
import { runLoad } from '../traffic/load.ts';
import { seeded } from '../traffic/random.ts';
import { Supervisor } from './supervisor.ts';

const CARD = { region: 'eu', card: { number: '4242424242424242' } };

async function json<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, init);
  assert.ok(response.ok, `${init.method ?? 'GET'} ${url} was answered ${response.status}`);
  return (await response.json()) as T;
}

const post = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

async function newCart(shop: string): Promise<{ 'x-cart-id': string }> {
  const { id } = await json<{ id: string }>(`${shop}/cart/items`, post({ product_id: 18, quantity: 1 }));
  return { 'x-cart-id': id };
}

describe('a shop of three processes', PATIENCE, () => {
  it('makes one trace of a checkout, through all services and down to the statements', async (t) => {
    const receiver = new OtlpReceiver();
    t.after(() => receiver.stop());
    const LOG_DIR = await scratchFolder(t);
    const { inventory, payments, shop } = await startShop(t, {
      LOG_DIR,
      OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.start(),
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      DEPLOYMENT_ENVIRONMENT: 'test',
    });
    const headers = { ...(await newCart(shop.url)), 'x-request-id': 'request-4711' };
    const checkout = await fetch(`${shop.url}/checkout`, post(CARD, headers));
    assert.equal(checkout.headers.get('x-request-id'), 'request-4711');
    const exemplars = await (
      await fetch(`${shop.url}/metrics`, { headers: { accept: 'application/openmetrics-text; version=1.0.0' } })
    ).text();
    // Each sends what it has when it is told to stop.
    assert.deepEqual(await Promise.all([shop, payments, inventory].map(({ kill }) => kill('SIGTERM'))), [0, 0, 0]);

    const root = receiver.spans.find(({ name }) => name === 'POST /checkout');
    assert.ok(root);
    const trace = receiver.spans.filter(({ traceId }) => traceId === root.traceId);
    const byId = new Map(trace.map((span) => [span.spanId, span]));
    assert.ok(
      trace.every((span) => span === root || byId.has(span.parentSpanId ?? '')),
      'a span lacks its parent'
    );
    assert.deepEqual(new Set(trace.map(({ service }) => service)), new Set(['shop-api', 'inventory', 'payments']));

    const pathTo = (span: ReceivedSpan | undefined): string[] =>
      span ? [...pathTo(byId.get(span.parentSpanId ?? '')), `${span.service} ${span.name}`] : [];
    const paths = trace.map((span) => pathTo(span).join(' > '));
    for (const path of [
      'shop-api POST /checkout > shop-api UPDATE carts',
      'shop-api POST /checkout > shop-api POST /reservations > inventory POST /reservations > inventory UPDATE products',
      'shop-api POST /checkout > shop-api POST /charges > payments POST /charges > payments POST /authorize',
    ]) {
      assert.ok(paths.includes(path), `no ${path} in\n${paths.join('\n')}`);
    }

    const { attributes, resource } = root;
    assert.equal(attributes['http.request.method'], 'POST');
    assert.equal(attributes['http.route'], '/checkout');
    assert.equal(attributes['http.response.status_code'], 201);
    assert.equal(attributes['url.path'], '/checkout');
    assert.equal(attributes['shop.region'], 'eu');
    assert.equal(resource['deployment.environment.name'], 'test');
    assert.ok(resource['service.version'] && resource['service.instance.id']);
    const servers = trace.filter(({ kind }) => kind === 2);
    assert.equal(servers.length, 4, 'checkout, reservation, charge, sale');
    assert.ok(servers.every((span) => span.attributes['request.id'] === 'request-4711'));
    const statement = trace.find(({ name }) => name === 'INSERT orders');
    assert.equal(statement?.attributes['db.system.name'], 'postgresql');
    assert.equal(statement?.attributes['db.operation.name'], 'INSERT');
    assert.equal(statement?.attributes['db.collection.name'], 'orders');
    assert.match(String(statement?.attributes['db.query.text']), /^INSERT INTO orders /);

    const marked = readPage(exemplars).samples.filter(({ exemplar }) => exemplar?.['trace_id'] === root.traceId);
    assert.deepEqual(
      marked.map(({ labels }) => labels['path']),
      ['/checkout']
    );

    const lines = await Promise.all((await readdir(LOG_DIR)).map((file) => readFile(join(LOG_DIR, file), 'utf8')));
    const told = lines
      .flatMap((text) => text.trim().split('\n'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ trace_id }) => trace_id === root.traceId);
    assert.ok(told.length >= 6, 'an access line of each server, and what checkout and payments say');
    assert.ok(told.every(({ request_id, span_id }) => request_id === 'request-4711' && byId.has(String(span_id))));
  });

  it('loses no accepted order when it is stopped during checkouts', async (t) => {
    const env = { LOG_DIR: await scratchFolder(t), DATA_DIR: await scratchFolder(t) };
    const [inventory, payments] = await Promise.all([
      startProcess(t, 'inventory', env),
      startProcess(t, 'payments', env),
    ]);
    const gate = await startGate(t, payments.url);
    const shop = await startProcess(t, 'shop-api', { ...env, INVENTORY_URL: inventory.url, PAYMENTS_URL: gate.url });
    const carts = await Promise.all(Array.from({ length: 12 }, () => newCart(shop.url)));

    const answers = carts.map((headers) => fetch(`${shop.url}/checkout`, post(CARD, headers)));
    // All are accepted by the server, and none is answered before it has begun to stop.
    await gate.waiting(carts.length);
    const stopped = shop.kill('SIGTERM');
    await untilNobodyListens(shop.url);
    gate.open();
    const responses = await Promise.all(answers);
    assert.equal(await stopped, 0);
    assert.deepEqual(
      responses.map(({ status }) => status),
      carts.map(() => 201)
    );
    await assert.rejects(fetch(`${shop.url}/health`), 'nobody listens any more');

    const again = await startProcess(t, 'shop-api', {
      ...env,
      INVENTORY_URL: inventory.url,
      PAYMENTS_URL: payments.url,
    });
    for (const response of responses) {
      const { id } = (await response.json()) as { id: string };
      assert.equal((await json<{ state: string }>(`${again.url}/orders/${id}`)).state, 'accepted');
    }
  });

  it('comes back after kill -9 with every order that it had accepted', async (t) => {
    const env = { LOG_DIR: await scratchFolder(t), DATA_DIR: await scratchFolder(t) };
    const first = await startProcess(t, 'flask-shop', env);
    const accepted: string[] = [];
    for (let order = 0; order < 5; order += 1) {
      const { id } = await json<{ id: string }>(`${first.url}/checkout`, post(CARD, await newCart(first.url)));
      accepted.push(id);
    }
    await first.kill('SIGKILL');
    const second = await startProcess(t, 'flask-shop', env);
    for (const id of accepted) {
      assert.equal((await json<{ state: string }>(`${second.url}/orders/${id}`)).state, 'accepted');
    }
  });

  it('answers a hundred good and bad requests as it should, and its metrics page stays clean', async (t) => {
    const { shop } = await startShop(t, { LOG_DIR: await scratchFolder(t) });
    const statistics = await runChaos(shop.url, 100, seeded(4711));
    assert.equal(statistics.count, 100);
    assert.deepEqual(statistics.unexpected, []);

    const { samples } = readPage(await (await fetch(`${shop.url}/metrics`)).text());
    const labels = (name: string) => new Set(samples.flatMap((sample) => sample.labels[name] ?? []));
    for (const path of labels('path')) {
      assert.match(path, /^(unmatched|\/|(\/([a-z_]+|:[a-z]+))+\/?)$/, 'a raw path has become a label');
    }
    assert.ok(labels('path').size <= 25, [...labels('path')].join());
    assert.ok(
      [...labels('method')].every((method) => /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|_OTHER)$/.test(method))
    );
    assert.ok([...labels('status')].every((status) => /^[2345]\d\d$/.test(status)));
    const value = (name: string) => samples.find((sample) => sample.name === name)?.value;
    for (const percent of ['system_memory_usage_percent', 'system_cpu_usage_percent']) {
      assert.ok((value(percent) ?? -1) > 0 && (value(percent) ?? 101) <= 100, `${percent} is ${value(percent)}`);
    }
    assert.equal(value('products_low_stock_total'), 4);
    assert.equal(value('http_requests_in_flight'), 0);
  });

  it('serves shoppers without any surprise', async (t) => {
    const { shop } = await startShop(t, { LOG_DIR: await scratchFolder(t) });
    const counted = async () => {
      const { samples } = readPage(await (await fetch(`${shop.url}/metrics`)).text());
      const requests = samples.filter(({ name }) => name === 'http_requests_total');
      return requests.reduce((sum, { value }) => sum + value, 0);
    };
    const closing = new AbortController();
    const shopping = runLoad({
      targets: [shop.url],
      users: 4,
      spawnRate: 100,
      durationMs: 300_000,
      patience: 0.05,
      random: seeded(1),
      signal: closing.signal,
    });
    await until(async () => (await counted()) >= 250, 'the shoppers send too few requests');
    closing.abort();
    const statistics = (await shopping).get(shop.url);
    assert.deepEqual(statistics?.unexpected, []);
    assert.equal(await counted(), statistics?.count, 'the shop counted what the shoppers sent');
  });

  it('ends when its supervisor is gone, however that went', async (t) => {
    const { child } = await startProcess(t, 'payments', { LOG_DIR: await scratchFolder(t) });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    assert.equal(await ended, 0);
  });
});

describe('the dialects, each in its own process', PATIENCE, () => {
  it('FastAPI: its spans, and lines that name them', async (t) => {
    const receiver = new OtlpReceiver();
    t.after(() => receiver.stop());
    const LOG_DIR = await scratchFolder(t);
    const shop = await startProcess(t, 'fastapi-shop', {
      LOG_DIR,
      OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.start(),
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    });
    const customer = { email: 'ada@example.com', password: 'analytical engine' };
    await json(`${shop.url}/`);
    await json(`${shop.url}/signup`, post({ ...customer, name: 'Ada' }));
    const { token } = await json<{ token: string }>(`${shop.url}/login`, post(customer));
    await json(`${shop.url}/users/me/`, { headers: { authorization: `Bearer ${token}` } });
    const { types } = readPage(await (await fetch(`${shop.url}/metrics`)).text());
    assert.equal(types.get('fastapi_requests_total'), 'counter');
    assert.equal(types.get('fastapi_request_duration_seconds'), 'histogram');
    await shop.kill('SIGTERM');

    const text = await readFile(join(LOG_DIR, 'fastapi.1.log'), 'utf8');
    const layout =
      /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) - main - ([A-Z]+) - (.*) - trace_id=([0-9a-f]+) - span_id=([0-9a-f]+)$/;
    const lines = text
      .trim()
      .split('\n')
      .map((line) => {
        const [, , level, message, traceId, spanId] = layout.exec(line) ?? assert.fail(`not the layout: ${line}`);
        return { level, message, traceId, spanId };
      });
    const spanOf = (message: RegExp) => {
      const line = lines.find((one) => message.test(one.message ?? ''));
      // Ids in text have lost their leading zeros.
      return receiver.spans.find(
        ({ traceId, spanId }) =>
          traceId === line?.traceId?.padStart(32, '0') && spanId === line?.spanId?.padStart(16, '0')
      );
    };
    assert.equal(spanOf(/^Received request for root endpoint\.$/)?.name, 'read_root_span');
    assert.equal(spanOf(/^Fetching profile for user: ada@example\.com$/)?.name, 'get_current_user_span');
  });

  it('OpenTelemetry alone: names by its conventions, log records by OTLP and in no file', async (t) => {
    const receiver = new OtlpReceiver();
    t.after(() => receiver.stop());
    const LOG_DIR = await scratchFolder(t);
    const endpoint = await receiver.start();
    const shop = await startProcess(t, 'otel-shop', {
      LOG_DIR,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${endpoint}/v1/logs`,
    });
    assert.equal((await fetch(`${shop.url}/error`)).status, 500);
    const { samples, types } = readPage(await (await fetch(`${shop.url}/metrics`)).text());
    assert.equal(types.get('http_server_request_duration_seconds'), 'histogram');
    assert.equal(types.get('shop_orders_total') ?? 'counter', 'counter');
    const failed = samples.find(({ name }) => name === 'http_server_request_duration_seconds_count');
    const { otel_scope_name: _scope, otel_scope_version: _version, ...labels } = failed?.labels ?? {};
    assert.deepEqual(labels, {
      http_request_method: 'GET',
      http_route: '/error',
      http_response_status_code: '500',
      url_scheme: 'http',
      error_type: '500',
    });
    const target = samples.find(({ name }) => name === 'target_info');
    assert.equal(target?.labels['service_name'], 'otel-shop');
    await shop.kill('SIGTERM');

    assert.deepEqual(await readdir(LOG_DIR), []);
    const span = receiver.spans.find(({ name }) => name === 'GET /error');
    assert.ok(span?.failed);
    const log = receiver.logs.find(({ body }) => body === 'Unhandled error');
    assert.equal(log?.severity, 'ERROR');
    assert.deepEqual([log?.traceId, log?.spanId], [span.traceId, span.spanId]);
    assert.match(String(log?.attributes['exception.stacktrace']), /^Error: This endpoint always fails/);
    assert.equal(log?.resource['service.name'], 'otel-shop');
  });
});

describe('the supervisor', PATIENCE, () => {
  it('starts all services, tells of one that died and lets the others go on, and stops them all', async (t) => {
    const LOG_DIR = await scratchFolder(t);
    const ports = new Map<ServiceName, number>();
    for (const name of SERVICE_NAMES) {
      ports.set(name, await freePort());
    }
    const url = (name: ServiceName) => `http://127.0.0.1:${ports.get(name)}`;
    const printed: string[] = [];
    const supervisor = new Supervisor({
      showLogs: false,
      print: (line) => printed.push(line.replace(/ +/g, ' ')),
      environment: (name) => ({
        LOG_DIR,
        PORT: String(ports.get(name)),
        INVENTORY_URL: url('inventory'),
        PAYMENTS_URL: url('payments'),
      }),
    });
    t.after(() => supervisor.stop());
    assert.equal(await supervisor.start(), 0);
    const running = SERVICE_NAMES.filter((name) => name !== 'fulfilment');
    assert.deepEqual(
      [...printed].sort(),
      [
        ...running.map((name) => `${name} ${url(name)}`),
        'fulfilment does not run: no REDIS_URL, so nobody ships what is bought',
      ].sort()
    );

    process.kill(supervisor.pid('payments') ?? assert.fail('payments has no process'), 'SIGKILL');
    const died = 'payments died (SIGKILL); the others go on';
    await until(() => printed.some((line) => line.includes('died')), 'nobody told that payments died');
    assert.ok(printed.includes(died), printed.join('\n'));
    assert.equal((await fetch(`${url('shop-api')}/products`)).status, 200);
    const checkout = await fetch(`${url('shop-api')}/checkout`, post(CARD, await newCart(url('shop-api'))));
    assert.equal(checkout.status, 503);

    await supervisor.stop();
    await supervisor.ended();
    await Promise.all(running.map((name) => assert.rejects(fetch(`${url(name)}/health`))));
    assert.equal(printed.filter((line) => line.includes('died')).length, 1);
  });
});
