import { createServer, type Server } from 'node:http';
import { type TestContext } from 'node:test';
import { freePorts } from './free-ports.ts';

/** A line as Loki got it. */
export interface ReceivedLine {
  labels: Record<string, string>;
  timestamp: bigint;
  line: string;
}

/** A server with Loki's push API, which can be told to fail, to refuse, or to be away. */
export class FakeLoki {
  readonly lines: ReceivedLine[] = [];
  pushes = 0;
  /** What the next pushes are answered with; 204 accepts. */
  status = 204;
  private server: Server | undefined;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens, on the same port as before when it has been away: one that nobody else is given meanwhile. */
  async start(): Promise<void> {
    this.server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) {
        text += chunk;
      }
      this.pushes += 1;
      if (this.status === 204) {
        const { streams } = JSON.parse(text) as {
          streams: Array<{ stream: Record<string, string>; values: Array<[string, string]> }>;
        };
        for (const { stream, values } of streams) {
          this.lines.push(
            ...values.map(([timestamp, line]) => ({ labels: stream, timestamp: BigInt(timestamp), line }))
          );
        }
      }
      response.writeHead(this.status).end(this.status === 204 ? undefined : 'no');
    });
    this.port ||= (await freePorts(1))[0] ?? 0;
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** The texts of the lines that arrived. */
  texts(): string[] {
    return this.lines.map(({ line }) => line);
  }
}

/** A fake Loki that listens until the test ends. */
export async function startFakeLoki(t: TestContext): Promise<FakeLoki> {
  const loki = new FakeLoki();
  await loki.start();
  t.after(() => loki.stop());
  return loki;
}
