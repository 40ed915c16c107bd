import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';

/** Starts the receiver on a free port; `nextLine` resolves to the next line it writes, parsed. */
async function startReceiver(t: TestContext) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'receiver.mjs')], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => JSON.parse((await lines.next()).value) as Record<string, unknown>;
  const [address] = /127\.0\.0\.1:\d+$/.exec(String((await nextLine()).message)) ?? [];
  return { child, nextLine, url: `http://${address}` };
}

const post = (url: string, body: string) => fetch(url, { method: 'POST', body });

describe('the receiver of notifications', () => {
  it('writes a notification as one line of JSON', async (t) => {
    const { url, nextLine } = await startReceiver(t);
    const notification = {
      status: 'firing',
      title: '1 firing: Shop error ratio at payments',
      message: 'payments answers 14 %\nhttp://localhost:3000/a/tillwatch-shop-app/health/service?service=payments',
      commonLabels: { service: 'payments' },
      alerts: [{}],
    };
    assert.equal((await post(`${url}/grafana`, JSON.stringify(notification))).status, 204);
    const { timestamp, ...line } = await nextLine();
    assert.ok(Math.abs(Date.parse(String(timestamp)) - Date.now()) < 60_000);
    assert.deepEqual(line, {
      level: 'warning',
      sender: 'grafana',
      status: 'firing',
      message: notification.message,
      labels: { service: 'payments' },
      alerts: 1,
    });
  });

  it('refuses what is not JSON, and what is too large', async (t) => {
    const { url } = await startReceiver(t);
    assert.equal((await post(url, 'hello')).status, 400);
    const tooLarge = await post(url, JSON.stringify({ message: 'x'.repeat(2 * 1024 * 1024) })).then(
      ({ status }) => status,
      // The connection may be closed before all of the body is sent.
      () => 413
    );
    assert.equal(tooLarge, 413);
    assert.equal((await fetch(`${url}/ready`)).status, 200);
  });

  it('ends on SIGTERM', async (t) => {
    const { child } = await startReceiver(t);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});
