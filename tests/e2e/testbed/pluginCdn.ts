import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { PLUGIN_DIST, PLUGIN_ID } from './grafana';
import { freePort, type RunningProgram } from './program';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** A server of another origin that hands out the built plugin as Grafana expects of a CDN, and nothing else. */
export async function startPluginCdn(): Promise<RunningProgram & { url: string; asked: string[] }> {
  const { version } = JSON.parse(readFileSync(join(PLUGIN_DIST, 'plugin.json'), 'utf8')).info as { version: string };
  const prefix = `/${PLUGIN_ID}/${version}/public/plugins/${PLUGIN_ID}/`;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = join(PLUGIN_DIST, normalize(`/${pathname.slice(prefix.length)}`));
    // Grafana reads scripts by `fetch`, so a CDN has to allow that.
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (!pathname.startsWith(prefix) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    asked.push(pathname.slice(prefix.length));
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  const port = await freePort();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: () => {
      server.closeAllConnections();
      return new Promise((stopped) => server.close(() => stopped()));
    },
  };
}
