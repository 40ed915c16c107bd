/**
 * Where the demo's notifications arrive: a webhook and a mail server, which stand for the chat, pager and mailbox of a
 * real shop and send nothing on. Each notification is written to the console as one line of JSON, which is shipped to
 * Loki like every other log, and read at `/`, or at `/notifications` as JSON. Plain JavaScript, so that Node runs it as
 * it is.
 */
import { createServer } from 'node:http';
import { Inbox } from './inbox.mjs';
import { mailServer } from './mail.mjs';
import { inboxPage } from './page.mjs';
import { readWebhook } from './webhook.mjs';

const MAX_BODY_BYTES = 1024 * 1024;
const host = process.env.HOST ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 9087);
const mailPort = Number(process.env.MAIL_PORT ?? 1025);
const grafana = process.env.GRAFANA_URL ?? 'http://localhost:3000';

const inbox = new Inbox();

/** @type {Record<string, () => { type: string; body: string }>} */
const pages = {
  '/': () => ({ type: 'text/html; charset=utf-8', body: inboxPage(inbox.list()) }),
  '/notifications': () => ({ type: 'application/json', body: JSON.stringify(inbox.list()) }),
  '/ready': () => ({ type: 'text/plain', body: '' }),
};

const server = createServer((request, response) => {
  const path = request.url ?? '/';
  if (request.method === 'GET') {
    const page = pages[path]?.();
    response.writeHead(page ? 200 : 404, page && { 'content-type': page.type }).end(page?.body);
    return;
  }
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  request.on('data', (/** @type {Buffer} */ chunk) => {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      response.writeHead(413).end();
      request.destroy();
      return;
    }
    chunks.push(chunk);
  });
  request.on('end', () => {
    const notification = readWebhook(path, Buffer.concat(chunks).toString('utf8'), grafana);
    if (notification) {
      inbox.add(notification);
    }
    response.writeHead(notification ? 204 : 400).end();
  });
});
const mail = mailServer(inbox);

/** @param {string} what @param {ReturnType<typeof server.address>} address */
function listening(what, address) {
  const at = typeof address === 'object' && address ? `${address.address}:${address.port}` : String(address);
  console.log(JSON.stringify({ level: 'info', message: `${what} on ${at}` }));
}

mail.listen(mailPort, host, () => {
  listening('mail', mail.server.address());
  server.listen(port, host, () => listening('listening', server.address()));
});
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    mail.close();
    server.close();
    server.closeAllConnections();
  });
}
