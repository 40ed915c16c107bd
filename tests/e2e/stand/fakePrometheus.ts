import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type RunningProgram } from './program';

/** The ways in which a data source can disappoint; each is the first part of a path. */
export const DISAPPOINTMENTS = ['forbidden', 'failing', 'slow', 'empty', 'partial'] as const;
export type Disappointment = (typeof DISAPPOINTMENTS)[number];

/** How long the slow one takes: longer than the time-out of its data source. */
const SLOW_MS = 20_000;

/** A server in Prometheus' likeness that disappoints, in a way chosen by the path. */
export async function startFakePrometheus(prometheus: string): Promise<RunningProgram & { url: string }> {
  const server = createServer((request, response) => void answer(request, response, prometheus));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, prometheus: string): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://fake');
  const [, way, ...rest] = pathname.split('/');
  const path = `/${rest.join('/')}`;
  switch (way as Disappointment) {
    case 'forbidden':
      return send(response, 403, { status: 'error', errorType: 'forbidden', error: 'not yours' });
    case 'failing':
      return send(response, 500, { status: 'error', errorType: 'internal', error: 'the disk is full' });
    case 'slow':
      setTimeout(() => send(response, 200, emptyAnswer(path)), SLOW_MS).unref();
      return;
    case 'empty':
      return send(response, 200, emptyAnswer(path));
    case 'partial':
      return passOn(request, response, `${prometheus}${path}${search}`);
    default:
      return send(response, 404, { status: 'error', error: 'no such way to disappoint' });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (!response.destroyed) {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

function emptyAnswer(path: string): unknown {
  const isQuery = /\/query(_range)?$/.test(path);
  const data = isQuery ? { resultType: path.endsWith('_range') ? 'matrix' : 'vector', result: [] } : [];
  return { status: 'success', data: path.endsWith('/metadata') ? {} : data };
}

/** Answers as Prometheus does, but to no question about durations. */
async function passOn(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const text = `${decodeURIComponent(url)} ${new URLSearchParams(body.toString()).get('query') ?? ''}`;
  if (/histogram_quantile|rate\([^)]*_bucket/.test(text)) {
    return send(response, 422, {
      status: 'error',
      errorType: 'execution',
      error: 'query processing would load too many samples',
    });
  }
  const answered = await fetch(url, {
    method: request.method,
    headers: { 'content-type': request.headers['content-type'] ?? '' },
    body: request.method === 'POST' ? body : undefined,
  });
  send(response, answered.status, await answered.json());
}
