import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServiceClient } from '../http/client.ts';
import { NoTracing } from '../telemetry/tracing.ts';
import { readPage } from '../testing/exposition.ts';
import { freePort, PATIENCE, scratchFolder, startShop } from '../testing/processes.ts';
import { VISA } from '../testing/services.ts';
import { IncidentControl } from '../traffic/incident.ts';

const IDENTITY = { service: 'test-shop', version: '1.0.0', environment: 'test' };

describe('payment-unreachable', PATIENCE, () => {
  it('refuses a shop the connection to payments, and nobody else', async (t) => {
    const { shop, payments } = await startShop(t, { LOG_DIR: await scratchFolder(t), INCIDENTS_ENABLED: '1' });
    const control = new IncidentControl(shop.url, undefined);
    const checkout = async () => {
      const json = { 'content-type': 'application/json' };
      const body = JSON.stringify({ product_id: 18, quantity: 1 });
      const cart = await fetch(`${shop.url}/cart/items`, { method: 'POST', headers: json, body });
      const headers = { ...json, 'x-cart-id': cart.headers.get('x-cart-id') ?? '' };
      const card = JSON.stringify({ region: 'eu', card: { number: VISA } });
      return (await fetch(`${shop.url}/checkout`, { method: 'POST', headers, body: card })).status;
    };
    const asked = async () => {
      const { samples } = readPage(await (await fetch(`${payments.url}/metrics`)).text());
      return samples.find(({ name, labels }) => name === 'http_requests_total' && labels['path'] === '/charges')?.value;
    };
    assert.equal(await checkout(), 201);
    const truth = await control.begin('payment-unreachable', 60);
    assert.deepEqual([await checkout(), await checkout()], [truth.effect.status, truth.effect.status]);
    assert.equal(await asked(), 1, 'payments hear nothing of it');
    await control.end('payment-unreachable');
    assert.equal(await checkout(), 201);
    assert.equal(await asked(), 2);
  });

  it('is said in words that lead to the address', async () => {
    const client = new ServiceClient('http://127.0.0.1:2', 'payments', new NoTracing(IDENTITY));
    const address = `http://127.0.0.1:${await freePort()}`;
    const goBack = client.moveTo(address);
    const ask = () => client.call({ method: 'GET', template: '/', path: '/' });
    await assert.rejects(ask(), new RegExp(`ECONNREFUSED ${address.slice('http://'.length)}`));
    goBack();
    await assert.rejects(ask(), (error: Error) => !error.message.includes(address.slice('http://'.length)));
  });
});
