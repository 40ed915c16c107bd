import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { createConnection } from 'node:net';
import fc from 'fast-check';
import { inboxPage } from './page.mjs';
import { readWebhook } from './webhook.mjs';
import { type Notification } from './inbox.mjs';

const GRAFANA = 'http://grafana.example';

/** Starts the receiver on free ports; `nextLine` resolves to the next line it writes, parsed. */
async function startReceiver(t: TestContext) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'receiver.mjs')], {
    env: { ...process.env, PORT: '0', MAIL_PORT: '0', GRAFANA_URL: GRAFANA },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => JSON.parse((await lines.next()).value) as Record<string, unknown>;
  const address = async (what: string) =>
    new RegExp(`^${what} on (127\\.0\\.0\\.1:\\d+)$`).exec(String((await nextLine()).message))?.[1];
  const mailPort = Number((await address('mail'))?.split(':')[1]);
  const url = `http://${await address('listening')}`;
  const kept = async () => (await (await fetch(`${url}/notifications`)).json()) as Notification[];
  return { child, nextLine, url, mailPort, kept };
}

const post = (url: string, body: string) => fetch(url, { method: 'POST', body });

/** Sends a mail as a client of SMTP does: each line once the one before is answered. Resolves to the answers. */
async function sendMail(port: number, message: string): Promise<string[]> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  const codes: string[] = [];
  const answer = async () => {
    let line: string;
    do {
      line = String((await answers.next()).value);
    } while (/^\d{3}-/.test(line));
    codes.push(line.slice(0, 3));
  };
  await answer();
  const body = message.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..');
  for (const line of [
    'EHLO test',
    'MAIL FROM:<alertmanager@shop.example>',
    'RCPT TO:<shop@shop.example>',
    'RCPT TO:<payments@shop.example>',
    'DATA',
    `${body}\r\n.`,
    'QUIT',
  ]) {
    socket.write(`${line}\r\n`);
    await answer();
  }
  socket.destroy();
  return codes;
}

/** A mail as Alertmanager writes them: an encoded subject, and a part for text beside one for HTML. */
const MAIL = `Subject: =?utf-8?q?2_firing:_OrdersFail_at_K=C3=A4se?=
From: alertmanager@shop.example
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=xyz

--xyz
Content-Transfer-Encoding: quoted-printable
Content-Type: text/plain; charset=UTF-8

25=25 fail
.a line with a dot
Alert: http://grafana.example/a/tillwatch-shop-app/alerts/alert?alert=3DOrd=
ersFail&from=3D1
--xyz
Content-Type: text/html; charset=UTF-8

<p>25% fail</p>
--xyz--
`;

describe('the receiver of notifications', () => {
  it('writes a notification as one line of JSON, and keeps it', async (t) => {
    const { url, nextLine, kept } = await startReceiver(t);
    const notification = {
      status: 'firing',
      commonLabels: { alertname: 'ErrorRateHigh', service: 'payments' },
      alerts: [
        {
          annotations: {
            summary: 'payments answers 14% of its requests with an error',
            page: '/a/tillwatch-shop-app/alerts/alert?alert=ErrorRateHigh&service=payments',
            runbook_url: 'https://runbooks.example/ErrorRateHigh',
          },
        },
      ],
    };
    assert.equal((await post(`${url}/alertmanager`, JSON.stringify(notification))).status, 204);
    const { timestamp, ...line } = await nextLine();
    assert.ok(Math.abs(Date.parse(String(timestamp)) - Date.now()) < 60_000);
    assert.deepEqual(line, {
      level: 'warning',
      by: 'webhook',
      from: '/alertmanager',
      to: '/alertmanager',
      status: 'firing',
      message: 'Firing: ErrorRateHigh at payments',
      labels: { alertname: 'ErrorRateHigh', service: 'payments' },
      alerts: 1,
    });
    const [first] = await kept();
    assert.equal(first?.text, 'payments answers 14% of its requests with an error');
    assert.deepEqual(first?.links, [
      `${GRAFANA}/a/tillwatch-shop-app/alerts/alert?alert=ErrorRateHigh&service=payments`,
      'https://runbooks.example/ErrorRateHigh',
    ]);
    assert.match(await (await fetch(url)).text(), /Firing: ErrorRateHigh at payments/);
  });

  it('takes mail, whoever it is for, and reads what it says', async (t) => {
    const { mailPort, nextLine, kept } = await startReceiver(t);
    assert.deepEqual(await sendMail(mailPort, MAIL), ['220', '250', '250', '250', '250', '354', '250', '221']);
    const { message, status, by } = await nextLine();
    assert.deepEqual([message, status, by], ['2 firing: OrdersFail at Käse', 'firing', 'mail']);
    const [mail] = await kept();
    assert.equal(mail?.from, 'alertmanager@shop.example');
    assert.equal(mail?.to, 'shop@shop.example, payments@shop.example');
    assert.match(mail?.text ?? '', /^25% fail\n\.a line with a dot\n/);
    assert.deepEqual(mail?.links, [`${GRAFANA}/a/tillwatch-shop-app/alerts/alert?alert=OrdersFail&from=1`]);
  });

  it('refuses a mail that is too large, and takes the next one', async (t) => {
    const { mailPort, kept } = await startReceiver(t);
    const codes = await sendMail(mailPort, `Subject: large\n\n${'x'.repeat(70)}\n`.repeat(20_000));
    assert.equal(codes.at(-2), '552');
    assert.deepEqual(await kept(), []);
    assert.equal((await sendMail(mailPort, 'Subject: Resolved: OrdersFail\n\nwell again')).at(-2), '250');
    assert.equal((await kept())[0]?.status, 'resolved');
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
    assert.equal((await fetch(`${url}/elsewhere`)).status, 404);
  });

  it('ends on SIGTERM', async (t) => {
    const { child } = await startReceiver(t);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});

describe('readWebhook', () => {
  it('takes objects alone, and never throws', () => {
    for (const text of ['', '1', 'null', '[]', '"x"', '{"alerts":1}', '{"alerts":[null]}', '{"commonLabels":null}']) {
      assert.equal(readWebhook('/', text, GRAFANA), undefined, text);
    }
    const keys = fc.constantFrom('status', 'title', 'message', 'commonLabels', 'alerts', 'other');
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (body) => {
        const { title = '', text = '' } = readWebhook('/', JSON.stringify(body), GRAFANA) ?? {};
        assert.deepEqual([typeof title, typeof text], ['string', 'string']);
      })
    );
  });

  it('leads to what fires and to what has resolved, each at its time', () => {
    const startsAt = '2026-03-01T10:00:00Z';
    const annotations = { page: '/a/x?alert=y' };
    const alerts = [
      { status: 'firing', startsAt, endsAt: '0001-01-01T00:00:00Z', annotations },
      { status: 'resolved', startsAt, endsAt: '2026-03-01T11:15:00Z', annotations },
      { status: 'firing', startsAt, annotations: { page: '/a/x' } },
    ];
    const { links } = readWebhook('/', JSON.stringify({ alerts }), GRAFANA)!;
    const from = Date.parse('2026-03-01T09:30:00Z');
    assert.deepEqual(links, [
      `${GRAFANA}/a/x?alert=y&from=${from}&to=${Date.parse('2026-03-01T10:30:00Z')}`,
      `${GRAFANA}/a/x?alert=y&from=${from}&to=${Date.parse('2026-03-01T11:15:00Z')}`,
      `${GRAFANA}/a/x?from=${from}&to=${Date.parse('2026-03-01T10:30:00Z')}`,
    ]);
  });

  it('follows addresses of the web alone', () => {
    const annotations = { runbook_url: 'javascript:alert(1)', page: '/a/x' };
    const { links } = readWebhook('/', JSON.stringify({ alerts: [{ annotations }] }), GRAFANA)!;
    assert.deepEqual(links, [`${GRAFANA}/a/x`]);
  });
});

describe('the page', () => {
  it('shows whatever arrives as text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hostile = `<script>${text}</script>"'&`;
        const page = inboxPage([
          {
            receivedAt: new Date(0).toISOString(),
            by: 'mail',
            from: hostile,
            to: hostile,
            status: 'firing',
            title: hostile,
            text: hostile,
            links: ['http://x/"onclick="'],
            labels: {},
            alerts: 0,
          },
        ]);
        assert.doesNotMatch(page, /<script|"onclick/);
      })
    );
  });
});
