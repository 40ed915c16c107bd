import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type RunningProgram } from './program';

/** The ways in which a data source can disappoint; each is the first part of a path. */
const DISAPPOINTMENTS = [
  'forbidden',
  'failing',
  'slow',
  'empty',
  // A Prometheus, a Loki and a Tempo that answer, but not all questions.
  'partial',
  'uncounted',
  'unmeasured',
] as const;
export type Disappointment = (typeof DISAPPOINTMENTS)[number];

/** How long the slow one takes: longer than the time-out of its data source. */
const SLOW_MS = 20_000;

/** Addresses of the servers that those answer for that disappoint in part. */
export interface RealServers {
  prometheus: string;
  loki: string;
  tempo: string;
}

/** A server in the likeness of Prometheus, Loki and Tempo that disappoints, in a way chosen by the path. */
export async function startFakeServer(real: RealServers): Promise<RunningProgram & { url: string }> {
  const server = createServer((request, response) => {
    answer(request, response, real).catch(() => response.destroy());
  });
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

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { prometheus, loki, tempo }: RealServers
): Promise<void> {
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
      return passOn(request, response, `${prometheus}${path}${search}`, {
        refused: /histogram_quantile|rate\([^)]*_bucket/,
        status: 422,
        reason: 'query processing would load too many samples',
      });
    case 'uncounted':
      return passOn(request, response, `${loki}${path}${search}`, {
        refused: /count_over_time/,
        status: 400,
        reason: 'the query would read too many bytes',
      });
    case 'unmeasured':
      return passOn(request, response, `${tempo}${path}${search}`, {
        refused: /\/api\/metrics\//,
        status: 404,
        reason: 'metrics are not enabled',
      });
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

interface Refusal {
  /** Questions that are not answered, by their address and text. */
  refused: RegExp;
  status: number;
  reason: string;
}

/** Answers as the server does that is meant, but not to all questions. */
async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  { refused, status, reason }: Refusal
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const text = `${decodeURIComponent(url)} ${new URLSearchParams(body.toString()).get('query') ?? ''}`;
  if (refused.test(text)) {
    return send(response, status, { status: 'error', errorType: 'execution', error: reason });
  }
  const answered = await fetch(url, {
    method: request.method,
    headers: { 'content-type': request.headers['content-type'] ?? '', accept: request.headers.accept ?? '*/*' },
    body: request.method === 'POST' ? body : undefined,
  });
  response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await answered.arrayBuffer()));
}
