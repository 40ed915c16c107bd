import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { freePorts } from '../launch/testing/free-ports.ts';
import { readPage } from '../shop/src/testing/exposition.ts';
import { OtlpReceiver } from '../shop/src/testing/otlp-receiver.ts';
import { until } from '../shop/src/testing/until.ts';
import { startStage } from './run/child.ts';
import type { Stage } from './run/stages.ts';

/** Starts a stage with a collector of spans; both end with the test. */
async function start(t: TestContext, stage: Stage) {
  const otlp = new OtlpReceiver();
  const otlpUrl = await otlp.start();
  const lines: string[] = [];
  const [port = 0] = await freePorts(1);
  const service = await startStage({
    ...{ stage, host: '127.0.0.1', port, otlpUrl },
    onLine: (line) => lines.push(line),
  });
  t.after(async () => {
    await service.stop();
    otlp.stop();
  });
  const roll = async (query = '', headers: Record<string, string> = {}) => {
    const response = await fetch(`${service.url}/rolldice${query}`, { headers });
    return { status: response.status, body: (await response.json()) as { dice: number[] } };
  };
  const page = async () => {
    const response = await fetch(`${service.url}/metrics`);
    return { ...readPage(await response.text()), type: response.headers.get('content-type') };
  };
  return { service, roll, page, lines, spans: otlp.spans, otlp };
}

const NAME = 'http_server_request_duration_seconds';
const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

for (const stage of [1, 2, 3, 4, 5] as const) {
  it(`stage ${stage} rolls as many dice as it is asked to, and refuses what is no count`, async (t) => {
    const { roll } = await start(t, stage);
    assert.equal((await roll()).body.dice.length, 1);
    const { status, body } = await roll('?dice=100');
    assert.equal(status, 200);
    assert.equal(body.dice.length, 100);
    assert.ok(
      body.dice.every((die) => [1, 2, 3, 4, 5, 6].includes(die)),
      String(body.dice)
    );
    for (const query of ['?dice=0', '?dice=101', '?dice=1.5', '?dice=two', '?dice=']) {
      assert.equal((await roll(query)).status, 400, query);
    }
  });
}

it('stage 1 tells nothing', async (t) => {
  const { service, roll, lines, spans } = await start(t, 1);
  await roll();
  assert.equal((await fetch(`${service.url}/metrics`)).status, 404);
  await service.stop();
  assert.deepEqual(lines, []);
  assert.deepEqual(spans, []);
});

it('stage 2 writes a line for each roll and each refusal, and nothing that leads to a trace', async (t) => {
  const { service, roll, lines } = await start(t, 2);
  const { body } = await roll('?dice=3');
  await roll('?dice=two');
  await service.stop();
  const rolls = parsed(lines).filter(({ message }) => /^(?:Rolled|Refused)/.test(String(message)));
  assert.deepEqual(
    rolls.map(({ level, message, dice, url }) => ({ level, message, dice, url })),
    [
      { level: 'info', message: `Rolled ${body.dice.join(', ')}`, dice: body.dice, url: undefined },
      {
        ...{ level: 'warn', message: 'Refused: querystring/dice must be integer' },
        ...{ dice: undefined, url: '/rolldice?dice=two' },
      },
    ]
  );
  for (const line of parsed(lines)) {
    assert.ok(!Number.isNaN(Date.parse(String(line.timestamp))), String(line.timestamp));
    assert.equal(line.trace_id, undefined);
  }
});

it('stage 3 counts requests by route and status code, without its own scrapes', async (t) => {
  const { roll, page, service } = await start(t, 3);
  await roll();
  await roll('?dice=6');
  await roll('?dice=two');
  await fetch(`${service.url}/nowhere/1`);
  const counts = async () =>
    (await page()).samples
      .filter(({ name }) => name === `${NAME}_count`)
      .map(({ labels, value }) => [labels.http_route, labels.http_response_status_code, value]);
  const expected = [
    ['/rolldice', '200', 2],
    ['/rolldice', '400', 1],
    ['unmatched', '404', 1],
  ];
  // An answer is counted once it is out, which who asked may see first.
  await until(async () => (await counts()).length === expected.length, 'not all requests are counted');
  assert.deepEqual(await counts(), expected);
  const { types, samples } = await page();
  assert.equal(types.get(NAME), 'histogram');
  assert.ok(samples.some(({ name, labels }) => name === `${NAME}_bucket` && labels.le === '0.005'));
  assert.ok(samples.some(({ name }) => name === 'process_cpu_seconds_total'));
  assert.ok(samples.every(({ exemplar }) => exemplar === undefined));
});

describe('stage 4', () => {
  it('sends a span for each request and one for the roll inside, of a service without a name', async (t) => {
    const { service, roll, page, lines, spans } = await start(t, 4);
    await roll('?dice=2');
    await page();
    await service.stop();
    const [inner, server, ...others] = [...spans].sort((one, other) => other.name.localeCompare(one.name));
    assert.deepEqual(others, []);
    assert.equal(server?.name, 'GET /rolldice');
    assert.equal(server.parentSpanId, undefined);
    assert.deepEqual(server.attributes, {
      ...{ 'http.request.method': 'GET', 'http.route': '/rolldice', 'url.path': '/rolldice' },
      'http.response.status_code': 200,
    });
    assert.equal(inner?.name, 'roll dice');
    assert.equal(inner.parentSpanId, server.spanId);
    assert.equal(inner.attributes['dice.count'], 2);
    assert.match(server.service, /^unknown_service/);
    assert.ok(parsed(lines).every((line) => line.trace_id === undefined));
  });

  it('continues the trace of who asks', async (t) => {
    const { service, roll, spans } = await start(t, 4);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await roll('', { traceparent });
    await service.stop();
    const server = spans.find(({ name }) => name === 'GET /rolldice');
    assert.equal(server?.traceId, '0af7651916cd43dd8448eb211c80319c');
    assert.equal(server.parentSpanId, 'b7ad6b7169203331');
  });
});

it('stage 5 names one trace in the line, the exemplar and the span, and one service in all', async (t) => {
  const { service, roll, page, lines, spans } = await start(t, 5);
  await roll('?dice=2');
  const exemplars = async () =>
    (await page()).samples.flatMap(({ name, exemplar }) => (name === `${NAME}_bucket` && exemplar ? [exemplar] : []));
  await until(async () => (await exemplars()).length > 0, 'no exemplar');
  const [exemplar] = await exemplars();
  // prom-client loses names of counters where a page is written in two formats.
  const { type, samples } = await page();
  assert.match(String(type), /^application\/openmetrics-text/);
  assert.ok(samples.some(({ name }) => name === 'process_cpu_seconds_total'));
  const info = samples.find(({ name }) => name === 'target_info');
  await roll('?dice=two');
  await service.stop();

  const server = spans.find(({ name, attributes }) => {
    return name === 'GET /rolldice' && attributes['http.response.status_code'] === 200;
  });
  assert.deepEqual(exemplar, { trace_id: server?.traceId, span_id: server?.spanId });
  const line = parsed(lines).find(({ message }) => String(message).startsWith('Rolled'));
  assert.equal(line?.trace_id, server?.traceId);
  assert.equal(line?.span_id, server?.spanId);
  const refusal = parsed(lines).find(({ message }) => String(message).startsWith('Refused'));
  const refused = spans.find(({ attributes }) => attributes['http.response.status_code'] === 400);
  assert.equal(refusal?.trace_id, refused?.traceId);
  assert.ok(refused);

  const identity = { service: 'dice-roller', version: '1.0.0', environment: 'training' };
  assert.deepEqual({ service: line?.service, version: line?.version, environment: line?.environment }, identity);
  assert.deepEqual(server?.resource, {
    ...{ 'service.name': identity.service, 'service.version': identity.version },
    'deployment.environment.name': identity.environment,
  });
  assert.deepEqual(info?.labels, {
    ...{ service_name: identity.service, service_version: identity.version },
    deployment_environment_name: identity.environment,
  });
});

it('says that it did not start where its port is taken', async (t) => {
  const { service } = await start(t, 1);
  const port = Number(new URL(service.url).port);
  const options = { stage: 1, host: '127.0.0.1', otlpUrl: 'http://127.0.0.1:9', onLine: assert.fail } as const;
  await assert.rejects(startStage({ ...options, port }), /Stage 1 did not start \(exit code 1\)/);
});

it('ends in good order where nobody takes its spans', async (t) => {
  const { service, roll, otlp } = await start(t, 4);
  await roll();
  otlp.stop();
  await service.stop();
  assert.equal(await service.ended, 0);
});
