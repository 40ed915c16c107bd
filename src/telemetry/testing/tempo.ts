import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Span } from '../questions/traces';
import { localServer } from './localServer';
import { toOtlp } from './otlp';
import { freePort, onPath, send, type Sent, until, untilAnswered } from './programs';

/** The Tempo on the PATH, if there is one. */
export function installedTempo(): string | undefined {
  return onPath('tempo');
}

/**
 * A running Tempo on loopback ports of its own, which keeps what it is sent in memory and in a folder that goes with
 * it.
 */
export class TempoEngine {
  private constructor(
    private process: ChildProcess,
    private folder: string,
    readonly url: string,
    /** Where it takes spans, as OTLP over HTTP. */
    readonly receiver: string
  ) {}

  /**
   * @param mostBytesPerTrace what a trace may take, where the default of 5 MB is too little
   * @throws Error where it does not get ready
   */
  static async start(tempo: string, mostBytesPerTrace?: number): Promise<TempoEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'tempo-engine-'));
    const [http, grpc, otlp, gossip] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
    const base = configuration(folder, { http, grpc, otlp, gossip });
    const raised = mostBytesPerTrace === undefined ? undefined : limits(mostBytesPerTrace);
    // JSON is YAML too.
    writeFileSync(
      join(folder, 'tempo.yml'),
      JSON.stringify({
        ...base,
        ...raised,
        server: { ...base.server, ...raised?.server },
      })
    );
    const child = spawn(tempo, [`-config.file=${join(folder, 'tempo.yml')}`], { stdio: 'ignore' });
    const engine = new TempoEngine(child, folder, `http://127.0.0.1:${http}`, `http://127.0.0.1:${otlp}/v1/traces`);
    try {
      await untilAnswered(`${engine.url}/ready`, tempo);
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

  /** Sends spans, at most so many at once, and waits until all of them can be found. */
  async receive(spans: readonly Span[], atOnce = Infinity): Promise<void> {
    for (let sent = 0; sent < spans.length; sent += atOnce) {
      const { status, text } = await send(this.receiver, JSON.stringify(toOtlp(spans.slice(sent, sent + atOnce))));
      if (status !== 200) {
        throw new Error(`Tempo did not take the spans: ${text}`);
      }
    }
    await until(async () => (await this.count(spans)) >= spans.length, 'Tempo did not find what it took');
  }

  /** How many spans there are in the time of these. */
  private async count(spans: readonly Span[]): Promise<number> {
    const query = new URLSearchParams({
      q: '{ } | count_over_time()',
      start: String(Math.floor(spans.reduce((first, { start }) => Math.min(first, start), Infinity) / 1000) - 1),
      end: String(Math.ceil(spans.reduce((last, { start }) => Math.max(last, start), 0) / 1000) + 1),
    });
    const { status, text } = await send(`${this.url}/api/metrics/query?${query.toString()}`);
    // Its parts find each other in their own time.
    if (status >= 500) {
      return 0;
    }
    return (JSON.parse(text) as { series?: Array<{ value?: number }> }).series?.[0]?.value ?? 0;
  }

  get(pathAndQuery: string, accept?: string): Promise<Sent> {
    return send(`${this.url}/${pathAndQuery}`, undefined, accept === undefined ? {} : { Accept: accept });
  }
}

function configuration(folder: string, ports: { http: number; grpc: number; otlp: number; gossip: number }) {
  const ring = { instance_addr: '127.0.0.1' };
  // Otherwise spans older than two minutes are put down as of now, and not found where they belong.
  const wal = { ingestion_time_range_slack: '24h' };
  const path = (...parts: string[]) => join(folder, ...parts);
  return {
    server: localServer(ports),
    distributor: { ring, receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${ports.otlp}` } } } } },
    memberlist: { bind_addr: ['127.0.0.1'], bind_port: ports.gossip, advertise_addr: '127.0.0.1' },
    live_store: {
      ring,
      // Found as soon as can be.
      max_trace_idle: '500ms',
      flush_check_period: '500ms',
      complete_block_timeout: '24h',
      wal: { ...wal, path: path('live', 'traces') },
      shutdown_marker_dir: path('live', 'marker'),
    },
    // All of it is asked for where it is kept at first, however old: nothing is moved to a backend while a test runs.
    query_frontend: {
      search: { query_backend_after: '24h' },
      metrics: { query_backend_after: '24h' },
    },
    backend_scheduler: { local_work_path: path('scheduler') },
    backend_worker: { ring },
    metrics_generator: { ring, storage: { path: path('generator') } },
    storage: { trace: { backend: 'local', wal: { ...wal, path: path('wal') }, local: { path: path('blocks') } } },
    usage_report: { reporting_enabled: false },
  };
}

/** Spans of one trace may come all at once, and its parts hand each other a whole trace. */
function limits(mostBytesPerTrace: number) {
  const ingestion = { rate_limit_bytes: mostBytesPerTrace, burst_size_bytes: mostBytesPerTrace };
  const messages = { max_recv_msg_size: mostBytesPerTrace, max_send_msg_size: mostBytesPerTrace };
  return {
    server: {
      grpc_server_max_recv_msg_size: mostBytesPerTrace,
      grpc_server_max_send_msg_size: mostBytesPerTrace,
    },
    querier: { frontend_worker: { grpc_client_config: messages } },
    live_store_client: { grpc_client_config: messages },
    overrides: { defaults: { global: { max_bytes_per_trace: mostBytesPerTrace }, ingestion } },
  };
}
