/**
 * The log shipper as a program: `tsx demo/launch/ship/main.ts CONFIG.json`. Answers /ready and /metrics on its port,
 * and ends on SIGTERM after it has sent what is left.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Shipper, type ShipperConfig } from './shipper.ts';

const file = process.argv[2];
if (!file) {
  throw new Error('Name the configuration file.');
}
const config = JSON.parse(await readFile(file, 'utf8')) as ShipperConfig;
const shipper = new Shipper({ ...config, log: (message) => console.log(`${new Date().toISOString()} ${message}`) });

const server = createServer((request, response) => {
  if (request.url === '/metrics') {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(shipper.counters.expose());
  } else {
    response.writeHead(request.url === '/ready' ? 200 : 404).end();
  }
});
server.listen(config.port, '127.0.0.1');
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => shipper.stop());
}

await shipper.run();
server.close();
server.closeAllConnections();
