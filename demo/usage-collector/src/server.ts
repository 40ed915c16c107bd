import { createServer, type Server } from 'node:http';
import type { Collector } from './collector.ts';
import type { Metrics } from './metrics.ts';

/** What the probes and Prometheus are answered from. */
export interface ServerParts {
  readonly collector: Pick<Collector, 'lastSuccess'>;
  readonly metrics: Metrics;
  /** Without a poll that went well for this long, in milliseconds, the collector is not healthy. */
  readonly patienceMs: number;
}

/** `/health` (503 when nothing was read for long) and `/metrics`. */
export function createProbes({ collector, metrics, patienceMs }: ServerParts): Server {
  const startedAt = Date.now();
  return createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (path === '/metrics') {
      metrics.registry.metrics().then(
        (page) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(page),
        () => response.writeHead(500).end()
      );
    } else if (path === '/health') {
      const { lastSuccess } = collector;
      const healthy = Date.now() - (lastSuccess ?? startedAt) < patienceMs;
      const last_success = lastSuccess === undefined ? null : new Date(lastSuccess).toISOString();
      response
        .writeHead(healthy ? 200 : 503, { 'content-type': 'application/json' })
        .end(JSON.stringify({ status: healthy ? 'ok' : 'failing', last_success }));
    } else {
      response.writeHead(404).end();
    }
  });
}
