/**
 * Where the demo's alert notifications arrive: a webhook that writes each message to its console as one line of JSON,
 * which is then shipped to Loki like every other log. It stands for the chat or pager of a real shop and sends nothing
 * on. Plain JavaScript, so that any Node image runs it as it is.
 */
import { createServer } from 'node:http';

const MAX_BODY_BYTES = 1024 * 1024;
const host = process.env.HOST ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 9087);

/**
 * @typedef {{ status?: string; title?: string; message?: string; commonLabels?: Record<string, string>; alerts?:
 * unknown[] }} Notification
 */

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(request.url === '/ready' ? 200 : 404).end();
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
    response.writeHead(record(request.url ?? '/', Buffer.concat(chunks).toString('utf8')) ? 204 : 400).end();
  });
});

/** @param {string} sender @param {string} body @returns {boolean} whether the body was a notification */
function record(sender, body) {
  /** @type {Notification} */
  let notification;
  try {
    notification = JSON.parse(body);
  } catch {
    return false;
  }
  const { status, title, message, commonLabels, alerts } = notification;
  console.log(
    JSON.stringify({
      timestamp: new Date().toISOString(),
      level: status === 'resolved' ? 'info' : 'warning',
      sender: sender.slice(1),
      status,
      message: message ?? title ?? commonLabels?.alertname,
      labels: commonLabels,
      alerts: alerts?.length ?? 0,
    })
  );
  return true;
}

server.listen(port, host, () => {
  const address = server.address();
  const listening = typeof address === 'object' && address ? `${address.address}:${address.port}` : `${host}:${port}`;
  console.log(JSON.stringify({ level: 'info', message: `listening on ${listening}` }));
});
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
