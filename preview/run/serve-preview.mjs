// @ts-check
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { buildPreview } from './build-preview.mjs';

/** Only for this machine: the preview is nobody else's. */
const HOST = '127.0.0.1';
const PORT = 4173;
/** How many ports are tried. */
const TRIES = 20;

/**
 * Builds the preview and serves it until it is stopped.
 * @param {string[]} argv `--port`, `--no-build`
 * @throws {Error} when it cannot be built, or no port is free
 */
export async function servePreview(argv) {
  const { values } = parseArgs({
    args: argv,
    options: { port: { type: 'string' }, build: { type: 'boolean', default: true } },
    allowNegative: true,
  });
  const wanted = Number(values.port ?? PORT);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
    throw new Error(`--port must be a number from 1 to 65535, not ${values.port}.`);
  }
  const dist = join(import.meta.dirname, '..', 'dist');
  if (values.build) {
    console.log('Building the preview; this takes up to a minute.');
    await buildPreview();
  } else if (!existsSync(join(dist, 'index.html'))) {
    throw new Error('There is nothing to serve yet: leave out --no-build.');
  }
  const port = await freePort(wanted);
  if (port !== wanted) {
    console.log(`Port ${wanted} is taken; the preview takes ${port}.`);
  }
  const server = await preview({
    configFile: false,
    root: join(dist, '..'),
    logLevel: 'warn',
    build: { outDir: dist },
    preview: { host: HOST, port, strictPort: true },
  });
  console.log(`The preview is at http://${HOST}:${port}/ (sample data, approximate panels). Ctrl-C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    // Stopping it is no failure.
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

/**
 * The port if it is free, else the next one that is.
 * @param {number} wanted
 * @returns {Promise<number>}
 */
export async function freePort(wanted) {
  const last = Math.min(65535, wanted + TRIES - 1);
  for (let port = wanted; port <= last; port += 1) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`The ports ${wanted} to ${last} are all taken: choose another with --port.`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      // Below 1024 a port may be somebody else's to give.
      return code === 'EADDRINUSE' || code === 'EACCES' ? resolve(false) : reject(error);
    });
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}
