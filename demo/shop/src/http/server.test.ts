import assert from 'node:assert/strict';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { readSettings } from '../config.ts';
import { composeService } from '../process/compose.ts';
import { Lifecycle } from '../process/lifecycle.ts';
import { openTelemetry } from '../telemetry/open.ts';
import { scratchFolder } from '../testing/processes.ts';
import { startTestService, type TestService } from '../testing/services.ts';

const CHARGE = {
  order_id: '48b9fd0b-28fe-4dee-85a9-4190d4f6c5c2',
  amount_minor: 1250,
  currency: 'EUR',
  region: 'eu',
  card: { brand: 'visa', last4: '4242' },
};

describe('the HTTP server of every service', () => {
  let service: TestService;
  before(async () => {
    service = await startTestService('payments');
  });
  after(() => service.stop());

  const refusals: Array<[string, number, () => ReturnType<TestService['send']>]> = [
    ['an unknown path', 404, () => service.send('GET', '/nothing')],
    ['a path that is not valid encoding', 400, () => service.send('GET', '/%zz')],
    ['malformed JSON', 400, () => post('{"order_id":')],
    ['an empty body', 400, () => post('')],
    ['a body without a known type', 415, () => post('a=1', { 'content-type': 'text/plain' })],
    ['a body beyond the limit', 413, () => post(JSON.stringify({ noise: 'x'.repeat(70_000) }))],
    ['input that is not valid', 400, () => post(JSON.stringify({ ...CHARGE, amount_minor: -1, region: 'mars' }))],
    ['a method that the path does not have', 405, () => service.send('PUT', '/charges')],
  ];
  const post = (payload: string, headers = { 'content-type': 'application/json' }) =>
    service.send('POST', '/charges', { payload, headers });

  for (const [what, status, send] of refusals) {
    it(`refuses ${what} with a problem document and ${status}`, async () => {
      const response = await send();
      assert.equal(response.statusCode, status);
      assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
      const problem = response.json() as Record<string, unknown>;
      assert.equal(problem['status'], status);
      assert.ok(problem['title'] && problem['type'] && problem['instance']);
      assert.equal(problem['request_id'], response.headers['x-request-id']);
    });
  }

  it('lists every fault of the input and where it is', async () => {
    const response = await post(JSON.stringify({ ...CHARGE, amount_minor: -1, region: 'mars' }));
    const { errors } = response.json() as { errors: Array<{ in: string; pointer: string }> };
    assert.deepEqual(
      errors.map((fault) => `${fault.in} ${fault.pointer}`),
      ['body /amount_minor', 'body /region']
    );
  });

  it('says which methods are allowed', async () => {
    assert.equal((await service.send('GET', '/charges')).headers.allow, 'POST');
    assert.equal((await service.send('POST', '/health')).headers.allow, 'GET, HEAD');
  });

  it('answers bytes that are no request with a problem too', async () => {
    await service.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = service.app.server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('NOT HTTP AT ALL\r\n\r\n'));
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
  });

  it("takes a caller's request id over if it is harmless, and makes one up if not", async () => {
    const given = async (id: string) =>
      (await service.send('GET', '/health', { headers: { 'x-request-id': id } })).headers['x-request-id'];
    assert.equal(await given('abc-123_def.4'), 'abc-123_def.4');
    assert.match(String(await given('<script>alert(1)</script>')), /^[0-9a-f-]{36}$/);
  });

  it('counts by route template, what matches no route as one, and odd methods as one', async () => {
    await service.send('GET', '/some/path/1');
    await service.send('GET', '/some/path/2');
    await service.send('POST', '/charges/48b9fd0b-28fe-4dee-85a9-4190d4f6c5c2/refund');
    const paths = new Set((await service.metrics()).samples.flatMap(({ labels }) => labels['path'] ?? []));
    assert.ok(paths.has('unmatched') && paths.has('/charges/:id/refund'));
    assert.deepEqual(
      [...paths].filter((path) => path.includes('48b9') || path.includes('some')),
      []
    );
    assert.equal(await service.metric('http_requests_in_flight'), 0);
    assert.equal(await service.metric('http_requests_total', { path: '/metrics' }), 0);
  });
});

describe('a service that is starting', () => {
  it('says so to probes and customers, and serves them when it is ready', async (t) => {
    const settings = readSettings({ LOG_DIR: await scratchFolder(t), LOG_CONSOLE: '0' });
    const telemetry = await openTelemetry('payments', settings);
    const lifecycle = new Lifecycle();
    const { app } = composeService({ name: 'payments', settings, telemetry, lifecycle });
    const status = async (url: string) => (await app.inject({ url })).statusCode;

    assert.deepEqual(
      await Promise.all(['/health', '/ready', '/startup', '/charges'].map(status)),
      [200, 503, 503, 503]
    );
    lifecycle.ready();
    assert.deepEqual(
      await Promise.all(['/health', '/ready', '/startup', '/charges'].map(status)),
      [200, 200, 200, 405]
    );
    lifecycle.stopping();
    assert.deepEqual(await Promise.all(['/health', '/ready', '/startup'].map(status)), [200, 503, 200]);
    await app.close();
    await telemetry.shutdown();
  });
});
