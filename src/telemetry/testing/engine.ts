import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFrame, FieldType } from '@grafana/data';
import { type Labels } from '../vocabulary';
import { freePort, onPath, send, untilAnswered } from './programs';

/** A Prometheus that is installed here, with its promtool beside it. */
export interface InstalledEngine {
  version: number;
  prometheus: string;
  promtool: string;
}

/** The Prometheus servers on the PATH, by major version: `prometheus`, and `prometheus3` where the first is older. */
export function installedEngines(): InstalledEngine[] {
  return ['', '3'].flatMap((suffix) => {
    const prometheus = onPath(`prometheus${suffix}`);
    const promtool = onPath(`promtool${suffix}`);
    if (!prometheus || !promtool) {
      return [];
    }
    const said = execFileSync(prometheus, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const version = Number(/version (\d+)\./.exec(said)?.[1] ?? (suffix || 2));
    return [{ version, prometheus, promtool }];
  });
}

/** One series of an answer of Prometheus' API: pairs of seconds and text. */
export interface ApiSeries {
  metric: Labels;
  value?: [number, string];
  values?: Array<[number, string]>;
}

/** A running Prometheus on a loopback port of its own. */
export class Engine {
  private constructor(
    private process: ChildProcess,
    private folder: string,
    readonly url: string
  ) {}

  /**
   * Starts a Prometheus.
   * @param openMetrics samples with timestamps that it holds from the beginning; what is hours apart is better given as
   * several texts, because each is read again for every two hours of it
   * @param data a folder of blocks that it holds, in place of these
   * @param config its configuration, for what it is to scrape
   * @param flags further flags of its command line
   * @throws Error where it does not get ready
   */
  static async start(
    installed: InstalledEngine,
    {
      openMetrics,
      config = '',
      flags = [],
      ...given
    }: { openMetrics?: string | readonly string[]; data?: string; config?: string; flags?: readonly string[] }
  ): Promise<Engine> {
    const folder = mkdtempSync(join(tmpdir(), 'promql-engine-'));
    const data = given.data ?? join(folder, 'data');
    for (const text of [openMetrics ?? []].flat()) {
      writeFileSync(join(folder, 'samples.txt'), text);
      const args = ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples.txt'), data];
      execFileSync(installed.promtool, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    }
    writeFileSync(join(folder, 'prometheus.yml'), config);
    const port = await freePort();
    const child = spawn(
      installed.prometheus,
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
        ...flags,
      ],
      { stdio: 'ignore' }
    );
    const engine = new Engine(child, folder, `http://127.0.0.1:${port}`);
    try {
      await untilAnswered(`${engine.url}/-/ready`, installed.prometheus);
    } catch (error) {
      await engine.stop();
      throw error;
    }
    return engine;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    if (this.process.exitCode === null && this.process.kill()) {
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The names of all metrics. */
  async names(at: number): Promise<string[]> {
    return this.api<string[]>('label/__name__/values', { start: at - 3600, end: at });
  }

  /** The label sets of an instant vector. */
  async labels(expr: string, at: number): Promise<Labels[]> {
    const { result } = await this.api<{ result: ApiSeries[] }>('query', { query: expr, time: at });
    return result.map(({ metric }) => metric);
  }

  /** Answers as frames, the way Grafana's data source hands them on: an instant vector, or a value per step. */
  async frames(expr: string, refId: string, span: { from?: number; to: number; step?: number }): Promise<DataFrame[]> {
    const { result } =
      span.from === undefined
        ? await this.api<{ result: ApiSeries[] }>('query', { query: expr, time: span.to })
        : await this.api<{ result: ApiSeries[] }>('query_range', {
            query: expr,
            start: span.from,
            end: span.to,
            step: span.step ?? 60,
          });
    return result.map((series) => frameOf(series, refId));
  }

  private async api<T>(path: string, params: Record<string, string | number>): Promise<T> {
    const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
    const { text } = await send(`${this.url}/api/v1/${path}?${query.toString()}`);
    const answer = JSON.parse(text) as { status: string; data: T; error?: string };
    if (answer.status !== 'success') {
      throw new Error(`${answer.error ?? 'failed'}\n${params.query ?? path}`);
    }
    return answer.data;
  }
}

/** A series as a frame, the way Grafana's data source hands it on. */
export function frameOf({ metric, value, values }: ApiSeries, refId: string): DataFrame {
  const points = values ?? (value ? [value] : []);
  return {
    refId,
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map(([time]) => time * 1000) },
      {
        name: 'Value',
        type: FieldType.number,
        config: {},
        labels: { ...metric },
        values: points.map(([, text]) => Number(text.replace(/^([+-]?)Inf$/, '$1Infinity'))),
      },
    ],
  };
}
