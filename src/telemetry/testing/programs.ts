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

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A port of the loopback interface that nobody uses just now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port'))
      );
    });
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
