import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** Stands in front of a service and holds its requests until it is opened. */
export interface Gate {
  readonly url: string;
  /** Resolves when so many requests wait. */
  waiting(count: number): Promise<void>;
  /** Hands on what waits, and all that comes later. */
  open(): void;
}

/** Starts a gate in front of a service; it ends with the test. */
export async function startGate(t: TestContext, target: string): Promise<Gate> {
  let held = 0;
  let wanted: { count: number; reached: () => void } | undefined;
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });

  const server = createServer((request, response) => {
    void pass(request, response);
  });
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks = await request.toArray();
    held += 1;
    if (wanted && held >= wanted.count) {
      wanted.reached();
    }
    await opened;
    try {
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
        body: Buffer.concat(chunks as Buffer[]),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
      response.end(await answer.text());
    } catch {
      response.writeHead(502).end();
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    open();
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    waiting: (count) =>
      new Promise((reached) => {
        wanted = { count, reached };
        if (held >= count) {
          reached();
        }
      }),
    open,
  };
}
