import { randomInt } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** Where a program is on the PATH. */
export function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Looks again and again until it is so. A busy machine may take its time.
 * @throws Error with these words after a minute and a half, which is less than a test may take
 */
export async function until(isSo: () => Promise<boolean>, failure: string): Promise<void> {
  for (const deadline = Date.now() + 90_000; !(await isSo()); await pause(200)) {
    if (Date.now() > deadline) {
      throw new Error(failure);
    }
  }
}

/** Waits until a server answers an address with 200. */
export function untilAnswered(url: string, program: string): Promise<void> {
  const isAnswered = () =>
    send(url).then(
      ({ status }) => status === 200,
      () => false
    );
  return until(isAnswered, `${program} was not ready in time`);
}

/**
 * A port of the loopback interface that nobody uses just now: at random below those that the system gives out by
 * itself, so that hardly anybody takes it before its server does.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    if (await isFree(port)) {
      return port;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** What a server answered with. */
export interface Sent {
  status: number;
  text: string;
  bytes: Uint8Array;
}

/**
 * Sends a request; with a body it is a POST of JSON.
 * @param headers what is said otherwise, or more
 */
export function send(url: string, body?: string, headers: Readonly<Record<string, string>> = {}): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const content = body !== undefined && { 'Content-Type': 'application/json; charset=utf-8' };
    const method = body === undefined ? 'GET' : 'POST';
    request(url, { method, headers: { Accept: 'application/json', ...content, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, text: bytes.toString(), bytes });
      });
    })
      .once('error', reject)
      .end(body);
  });
}
