// @ts-check
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer as createWatchingServer, preview } from 'vite';
import { buildPreview, CONFIG } from './build-preview.mjs';

/** Only for this machine: the preview is nobody else's. */
const HOST = '127.0.0.1';
const PORT = 4173;
/** How many ports are tried. */
const TRIES = 20;

/**
 * Serves the preview until it is stopped: built, or with `--watch` as it is written, reloading pages when a file is
 * saved.
 * @param {string[]} argv `--port`, `--no-build`, `--watch`
 * @throws {Error} when it cannot be built, or no port is free
 */
export async function servePreview(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      build: { type: 'boolean', default: true },
      watch: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  const wanted = Number(values.port ?? PORT);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535) {
    throw new Error(`--port must be a number from 1 to 65535, not ${values.port}.`);
  }
  const serve = values.watch ? watching : await built(values.build);
  const port = await freePort(wanted);
  if (port !== wanted) {
    console.log(`Port ${wanted} is taken; the preview takes ${port}.`);
  }
  const server = await serve(port);
  console.log(`The preview is at http://${HOST}:${port}/ (sample data, approximate panels). Ctrl-C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    // Stopping it is no failure.
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

/**
 * Whatever serves on a port until it is closed.
 * @typedef {(port: number) => Promise<{ close(): Promise<void> }>} Serve
 */

/** @type {Serve} */
async function watching(port) {
  console.log('Pages reload when a file is saved. The first one takes a while: libraries are gathered for it, once.');
  const server = await createWatchingServer({
    configFile: CONFIG,
    // Every page of the plugin is the same file at another path, and names what it loads from the root.
    base: '/',
    appType: 'custom',
    clearScreen: false,
    logLevel: 'warn',
    server: { host: HOST, port, strictPort: true },
  });
  return server.listen();
}

/**
 * @param {boolean} isToBuild serves what is there where it is not
 * @returns {Promise<Serve>}
 */
async function built(isToBuild) {
  const dist = join(import.meta.dirname, '..', 'dist');
  if (isToBuild) {
    console.log('Building the preview; this takes up to a minute.');
    await buildPreview();
  } else if (!existsSync(join(dist, 'index.html'))) {
    throw new Error('There is nothing to serve yet: leave out --no-build.');
  }
  return (port) =>
    preview({
      configFile: false,
      root: join(dist, '..'),
      logLevel: 'warn',
      build: { outDir: dist },
      preview: { host: HOST, port, strictPort: true },
    });
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
