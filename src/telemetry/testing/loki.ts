import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Labels } from '../vocabulary';
import { lokiConfiguration } from './lokiConfiguration';
import { freePort, onPath, send, untilAnswered } from './programs';

/** The Loki on the PATH, if there is one. */
export function installedLoki(): string | undefined {
  return onPath('loki');
}

/** A stream as Loki's push API takes it: pairs of nanoseconds and line, with structured metadata. */
export interface PushedStream {
  stream: Labels;
  values: Array<[nanoseconds: string, line: string] | [nanoseconds: string, line: string, metadata: Labels]>;
}

/** A record as OpenTelemetry sends it. */
export interface PushedRecord {
  nanoseconds: string;
  body: string;
  severity: { number: number; text: string };
  traceId?: string;
  spanId?: string;
  attributes?: Labels;
}

/** A running Loki on loopback ports of its own, with a folder that goes with it. */
export class LokiEngine {
  private constructor(
    private process: ChildProcess,
    private folder: string,
    readonly url: string
  ) {}

  /** @throws Error where it does not get ready */
  static async start(loki: string, limits: Record<string, unknown> = {}): Promise<LokiEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'loki-engine-'));
    const [http, grpc] = await Promise.all([freePort(), freePort()]);
    // JSON is YAML too.
    writeFileSync(join(folder, 'loki.yml'), JSON.stringify(lokiConfiguration(folder, { http, grpc }, limits)));
    const child = spawn(loki, [`-config.file=${join(folder, 'loki.yml')}`], { stdio: 'ignore', cwd: folder });
    const engine = new LokiEngine(child, folder, `http://127.0.0.1:${http}`);
    try {
      await untilAnswered(`${engine.url}/ready`, loki);
    } catch (error) {
      await engine.stop();
      throw error;
    }
    return engine;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    // What it holds is thrown away: it need not write it first.
    if (this.process.exitCode === null && this.process.kill('SIGKILL')) {
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async push(streams: readonly PushedStream[]): Promise<void> {
    await this.post('/loki/api/v1/push', { streams });
  }

  /** Sends records by OTLP. */
  async pushRecords(resource: Labels, scope: string, records: readonly PushedRecord[]): Promise<void> {
    const attributes = (labels: Labels) =>
      Object.entries(labels).map(([key, value]) => ({ key, value: { stringValue: value } }));
    const logRecords = records.map(({ nanoseconds, body, severity, traceId, spanId, attributes: own }) => ({
      timeUnixNano: nanoseconds,
      severityNumber: severity.number,
      severityText: severity.text,
      body: { stringValue: body },
      traceId,
      spanId,
      attributes: attributes(own ?? {}),
    }));
    const scopeLogs = [{ scope: { name: scope }, logRecords }];
    await this.post('/otlp/v1/logs', {
      resourceLogs: [{ resource: { attributes: attributes(resource) }, scopeLogs }],
    });
  }

  /**
   * Asks an address of the API.
   * @throws Error with what Loki said, and its status
   */
  async get<T>(path: string, params: Readonly<Record<string, string>>): Promise<T> {
    const query = new URLSearchParams(params).toString();
    const { status, text } = await send(`${this.url}/loki/api/v1/${path}?${query}`, undefined, ASKING);
    if (status !== 200) {
      throw Object.assign(new Error(text), { status });
    }
    return JSON.parse(text) as T;
  }

  private async post(path: string, body: object): Promise<void> {
    // Loki refuses records that say how their text is encoded.
    const { status, text } = await send(`${this.url}${path}`, JSON.stringify(body), {
      'Content-Type': 'application/json',
    });
    if (status >= 300) {
      throw new Error(`Loki did not take the lines: ${text}`);
    }
  }
}

/** As Grafana asks: with structured metadata apart from the labels of the stream. */
const ASKING = { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' };
