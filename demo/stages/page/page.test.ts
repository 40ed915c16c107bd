import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { JSDOM } from 'jsdom';
import { freePorts } from '../../launch/testing/free-ports.ts';
import { OtlpReceiver } from '../../shop/src/testing/otlp-receiver.ts';
import { until } from '../../shop/src/testing/until.ts';
import { openPage } from './open.ts';

/** A shop that keeps what it is asked, and answers with the status code that stands in the path. */
async function startShop(t: TestContext) {
  const asked: Array<{ request: IncomingMessage; body: string }> = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += String(chunk);
    }
    asked.push({ request, body });
    response.writeHead(Number(request.url?.slice(1, 4)) || 200).end('<b>an answer</b>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function start(t: TestContext, shopUrl: string) {
  const otlp = new OtlpReceiver();
  const otlpUrl = await otlp.start();
  const [pagePort = 0] = await freePorts(1);
  const page = await openPage({ pagePort, shopUrl, otlpUrl, grafanaUrl: 'http://localhost:3000' });
  t.after(async () => {
    await page.close();
    otlp.stop();
  });
  const send = async (body: unknown, type = 'application/json') => {
    const response = await fetch(`${page.url}/send`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };
  return { page, send, spans: otlp.spans };
}

it('sends a request to the shop as the beginning of a trace, and tells its trace ID and where to look', async (t) => {
  const shop = await startShop(t);
  const { page, send, spans } = await start(t, shop.url);
  const { status, answer } = await send({ method: 'POST', path: '/cart/items?a=b', body: '{"product_id":18}' });
  assert.equal(status, 200);
  const [{ request, body } = assert.fail('the shop was not asked')] = shop.asked;
  assert.deepEqual([request.method, request.url, body], ['POST', '/cart/items?a=b', '{"product_id":18}']);
  assert.equal(request.headers['content-type'], 'application/json');
  const { traceId } = answer;
  assert.match(String(traceId), /^[0-9a-f]{32}$/);
  assert.equal(answer.traceUrl, `http://localhost:3000/a/tillwatch-shop-app/traces/${String(traceId)}`);
  assert.deepEqual([answer.status, answer.text], [200, '<b>an answer</b>']);
  assert.equal(typeof answer.milliseconds, 'number');

  await page.close();
  const [span, ...others] = spans;
  assert.deepEqual(others, []);
  assert.equal(request.headers.traceparent, `00-${String(traceId)}-${span?.spanId}-01`);
  assert.deepEqual([span?.traceId, span?.service, span?.failed], [traceId, 'request-page', false]);
  assert.equal(span?.parentSpanId, undefined);
});

it('begins a trace for each request, and tells what failed', async (t) => {
  const shop = await startShop(t);
  const { page, send, spans } = await start(t, shop.url);
  const [first, second] = [await send({ method: 'GET', path: '/500' }), await send({ method: 'GET', path: '/404' })];
  assert.deepEqual([first.answer.status, second.answer.status], [500, 404]);
  assert.notEqual(first.answer.traceId, second.answer.traceId);
  await page.close();
  assert.deepEqual(
    spans.map(({ traceId, failed }) => [traceId, failed]),
    [first, second].map(({ answer }) => [answer.traceId, true])
  );
});

it('has a trace ID where the shop does not answer, too', async (t) => {
  const [port = 0] = await freePorts(1);
  const { send } = await start(t, `http://127.0.0.1:${port}`);
  const { answer } = await send({ method: 'GET', path: '/products' });
  assert.match(String(answer.traceId), /^[0-9a-f]{32}$/);
  assert.equal(answer.status, 0);
  assert.match(String(answer.text), /^The shop did not answer: .*ECONNREFUSED/);
});

it('asks nobody but the shop, and for nothing that another page could send', async (t) => {
  const shop = await startShop(t);
  const { send } = await start(t, shop.url);
  for (const path of [
    'products',
    '//other.example/',
    '/\\other.example',
    '@other.example/',
    '.other.example',
    '/a b',
    '/a\n',
  ]) {
    assert.equal((await send({ method: 'GET', path })).status, 400, path);
  }
  assert.equal((await send({ method: 'DELETE', path: '/products' })).status, 400);
  assert.equal((await send({ method: 'GET', path: '/products' }, 'text/plain')).status, 415);
  assert.deepEqual(shop.asked, []);
});

it('serves the page and its script', async (t) => {
  const { page } = await start(t, 'http://127.0.0.1:9');
  const html = await fetch(page.url);
  assert.match(String(html.headers.get('content-type')), /^text\/html/);
  assert.match(String(html.headers.get('content-security-policy')), /default-src 'self'/);
  const [, source = assert.fail('no script')] = /<script type="module" src="([^"]+)"/.exec(await html.text()) ?? [];
  const script = await fetch(new URL(source, page.url));
  assert.equal(script.status, 200);
  assert.match(String(script.headers.get('content-type')), /^text\/javascript/);
});

it('shows each answer with its trace ID, which leads to Tillwatch, and what was answered as text', async (t) => {
  const shop = await startShop(t);
  const { page } = await start(t, shop.url);
  const text = async (path: string) => (await fetch(new URL(path, page.url))).text();
  const { window } = new JSDOM(await text('/'), { url: page.url, runScripts: 'outside-only' });
  t.after(() => window.close());
  window.fetch = (path, options) => fetch(new URL(String(path), page.url), options);
  window.eval(await text('/page.js'));
  const { document } = window;
  const field = (name: string) => document.querySelector<HTMLInputElement>(`[name=${name}]`)!;

  const examples = [...document.querySelectorAll('[name=example] option')].map((option) => option.textContent);
  const post = examples.indexOf('Add to a cart');
  field('example').value = String(post);
  field('example').dispatchEvent(new window.Event('change'));
  field('times').value = '2';
  document.querySelector('button')!.click();
  const rows = () => [...document.querySelectorAll('tbody tr')];
  await until(() => rows().length === 2 && !document.querySelector('button')!.disabled, 'the answers are not shown');

  assert.deepEqual(
    shop.asked.map(({ request, body }) => [request.method, request.url, body]),
    [1, 2].map(() => ['POST', '/cart/items', '{"product_id": 18, "quantity": 1}'])
  );
  for (const [index, row] of rows().entries()) {
    const [request, status, , , answer] = [...row.querySelectorAll('td')].map((cell) => cell.textContent);
    assert.deepEqual([request, status, answer], ['POST /cart/items', '200', '<b>an answer</b>']);
    const { textContent: traceId, href } = row.querySelector('a')!;
    assert.equal(href, `http://localhost:3000/a/tillwatch-shop-app/traces/${traceId}`);
    // The newest stands first.
    const { headers } = shop.asked.at(-1 - index)!.request;
    assert.equal(String(headers.traceparent).split('-')[1], traceId);
  }
});
