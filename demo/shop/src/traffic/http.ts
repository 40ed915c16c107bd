import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** A request as a client may send it, be it wrong. */
export interface TrafficRequest {
  readonly method: string;
  /** Sent as it is: not even a wrong path is corrected. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** What came back, and how long that took. */
export interface TrafficResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From the first byte sent to the last byte received. */
  readonly milliseconds: number;
}

const TIMEOUT_MS = 15_000;

/** A customer's connection to one shop. Unlike `fetch` it lets everything wrong through. */
export class TrafficConnection {
  readonly #base: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(baseUrl: string) {
    this.#base = new URL(baseUrl);
    if (this.#base.protocol !== 'http:') {
      throw new Error(`${baseUrl} is not an http:// address.`);
    }
  }

  get origin(): string {
    return this.#base.origin;
  }

  /** @throws Error when there is no answer: refused, broken off, or nothing for 15 s. */
  send({ method, path, headers = {}, body }: TrafficRequest): Promise<TrafficResponse> {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          agent: this.#agent,
          host: this.#base.hostname,
          port: this.#base.port || 80,
          method,
          path,
          timeout: TIMEOUT_MS,
          headers: {
            ...(payload !== undefined && {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(payload)),
            }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString('utf8'),
              milliseconds: performance.now() - startedAt,
            })
          );
        }
      );
      request.on('timeout', () => request.destroy(new Error(`no answer for ${TIMEOUT_MS / 1000} s`)));
      request.on('error', reject);
      request.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
