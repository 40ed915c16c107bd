/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVER_CONVENTIONS } from '../../conventions/server';
import { type ServerProduct, type StackMetrics } from '../../questions/stack';
import { describeEngines } from '../../testing/describeEngines';
import { Engine } from '../../testing/engine';
import { installedLoki, LokiEngine } from '../../testing/loki';
import { freePort, onPath, until, untilAnswered } from '../../testing/programs';
import { seriesOf } from '../../../datasources/answer';
import { readStack } from './readStack';
import { renderStack } from './stack';

/*
 * The queries of the Stack page on a real Prometheus that scrapes itself, the real servers that are installed here, and
 * written pages of those that are not.
 */

/** What collectors say after so many seconds: ten spans arrive in each, of which one is refused. */
const collectorPage = (
  seconds: number
) => `otelcol_process_uptime_seconds_total{service_version="0.140.0"} ${seconds + 100}
otelcol_receiver_accepted_spans_total{receiver="otlp"} ${seconds * 10}
otelcol_receiver_refused_spans_total{receiver="otlp"} ${seconds}
otelcol_exporter_send_failed_log_records{exporter="loki"} ${seconds * 2}
`;
const alloyPage = (seconds: number) => `alloy_build_info{version="v1.12.0"} 1
otelcol_receiver_accepted_spans_total{receiver="otlp"} ${seconds * 5}
loki_write_sent_entries_total{host="loki"} ${seconds * 20}
loki_write_dropped_entries_total{host="loki",reason="rate_limited"} ${seconds * 3}
alloy_config_last_load_successful 0
`;
const distributorPage = (seconds: number) => `loki_build_info{version="3.5.0"} 1
loki_distributor_lines_received_total{tenant="a"} ${seconds * 100}
loki_distributor_lines_received_total{tenant="b"} ${seconds * 100}
loki_discarded_samples_total{tenant="a",reason="per_stream_rate_limit"} ${seconds * 50}
`;

/** Serves pages that count on as time passes. */
async function serve(pages: Readonly<Record<string, (seconds: number) => string>>): Promise<Server> {
  const started = Date.now();
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    response.end(pages[url.slice(1)]?.((Date.now() - started) / 1000) ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describeEngines('the servers of the stack', (installed) => {
  const folder = mkdtempSync(join(tmpdir(), 'stack-engine-'));
  const programs: ChildProcess[] = [];
  let engine: Engine;
  let loki: LokiEngine | undefined;
  let pages: Server;
  let stack: StackMetrics;

  async function startProgram(name: string, flags: (port: number) => string[]): Promise<string[]> {
    const program = onPath(name);
    if (program === undefined) {
      return [];
    }
    const port = await freePort();
    programs.push(spawn(program, flags(port), { stdio: 'ignore', cwd: folder }));
    await untilAnswered(`http://127.0.0.1:${port}/metrics`, program);
    return [`127.0.0.1:${port}`];
  }

  beforeAll(async () => {
    writeFileSync(join(folder, 'alertmanager.yml'), 'route: { receiver: none }\nreceivers: [{ name: none }]\n');
    const targets = join(folder, 'targets.json');
    const config = `global: { scrape_interval: 1s }
scrape_configs:
  - job_name: files
    file_sd_configs: [{ files: ['${targets}'], refresh_interval: 1s }]
`;
    engine = await Engine.start(installed, { config });
    const lokiProgram = installedLoki();
    loki = lokiProgram === undefined ? undefined : await LokiEngine.start(lokiProgram, { max_line_size: 20 });
    pages = await serve({ collector: collectorPage, alloy: alloyPage, distributor: distributorPage });
    const own = `127.0.0.1:${(pages.address() as AddressInfo).port}`;
    const addressOf = (url: string) => new URL(url).host;
    const alertmanager = await startProgram('prometheus-alertmanager', (port) => [
      '--config.file=alertmanager.yml',
      `--storage.path=${join(folder, 'am')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ]);
    const node = await startProgram('prometheus-node-exporter', (port) => [`--web.listen-address=127.0.0.1:${port}`]);
    const group = (job: string, addresses: string[], labels: Record<string, string> = {}) => ({
      targets: addresses,
      labels: { job, ...labels },
    });
    const page = (name: string) => ({ __metrics_path__: `/${name}`, instance: `${name}-1` });
    writeFileSync(
      targets,
      JSON.stringify([
        group('prometheus', [addressOf(engine.url)]),
        group('alertmanager', alertmanager),
        group('node', node),
        group('loki', loki ? [addressOf(loki.url)] : []),
        group('collector', [own], page('collector')),
        group('alloy', [own], page('alloy')),
        group('logs/loki-distributor', [own], { ...page('distributor'), namespace: 'logs', cluster: 'eu' }),
        group('gone', ['127.0.0.1:1']),
      ])
    );
    const lines = async () => {
      const push = (line: string) =>
        loki?.push([{ stream: { job: 'shop' }, values: [[`${Date.now()}000000`, line]] }]).catch(() => undefined);
      await push('fits');
      await push('too long to be taken by this Loki');
    };
    await until(async () => {
      await lines();
      stack = await ask();
      const has = (product: ServerProduct, is: (server: StackMetrics['servers'][number]) => boolean) =>
        stack.servers.some((server) => server.product === product && is(server));
      return (
        stack.down === 1 &&
        has('collector', (server) => server.lost.length === 2) &&
        has('alloy', (server) => server.lost.length === 1 && server.arriving.length === 2) &&
        has('prometheus', (server) => server.querySeconds !== undefined && server.arriving.length === 1) &&
        (!loki || has('loki', (server) => server.component === undefined && server.lost.length > 0))
      );
    }, 'The servers were not scraped in time');
  });

  afterAll(async () => {
    programs.forEach((program) => program.kill());
    pages.close();
    await Promise.all([engine.stop(), loki?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(): Promise<StackMetrics> {
    const to = Date.now() / 1000;
    const frames = await Promise.all(
      renderStack(SERVER_CONVENTIONS).map(({ refId, expr }) => engine.frames(expr, refId, { to }))
    );
    return readStack(SERVER_CONVENTIONS, (refId) => seriesOf(frames.flat(), refId));
  }

  const serverOf = (product: ServerProduct, component?: string) =>
    stack.servers.find((server) => server.product === product && server.component === component);

  it('has samples of just now, and a target that is down', () => {
    expect(Math.abs(Date.now() - (stack.newest ?? 0))).toBeLessThan(60_000);
    expect(stack.targets).toBeGreaterThanOrEqual(5);
    expect(stack.someDown).toEqual([{ job: 'gone', instance: '127.0.0.1:1' }]);
  });

  it('tells of Prometheus itself', () => {
    const server = serverOf('prometheus');
    expect(server).toMatchObject({ job: 'prometheus', isUp: true, faults: [] });
    expect(server?.version).toMatch(/^\d+\.\d+/);
    expect(server?.scrapeSeconds).toBeGreaterThan(0);
    expect(Date.now() - (server?.startedAt ?? 0)).toBeLessThan(180_000);
    expect(server?.querySeconds).toBeGreaterThan(0);
    expect(server?.arriving).toEqual([{ of: 'samples', perSecond: expect.any(Number) }]);
    expect(server?.storedBytes).toBe(0);
  });

  it('tells of the other real servers', () => {
    for (const [product, program] of [
      ['alertmanager', 'prometheus-alertmanager'],
      ['node-exporter', 'prometheus-node-exporter'],
    ] as const) {
      const expected = onPath(program) === undefined ? undefined : expect.objectContaining({ product, isUp: true });
      expect(serverOf(product)).toEqual(expected);
    }
    if (onPath('prometheus-node-exporter') !== undefined) {
      expect(serverOf('node-exporter')).toMatchObject({ job: 'node', processes: 1, instance: '' });
      // Its clock is that of the machine that asks.
      expect(stack.clocks).toEqual([]);
    }
  });

  it('tells of lines that the real Loki refuses', () => {
    const server = serverOf('loki');
    expect(server?.lost.map(({ of, reason }) => [of, reason])).toEqual(loki ? [['lines', 'line_too_long']] : undefined);
  });

  it('tells of a collector by its pipelines, in either spelling', () => {
    const server = serverOf('collector');
    expect(server?.version).toBe('0.140.0');
    expect(Math.abs(Date.now() - (server?.startedAt ?? 0) - 100_000)).toBeLessThan(120_000);
    expect(server?.lost.map(({ of, reason }) => [of, reason])).toEqual([
      ['spans', 'refused otlp'],
      ['lines', 'send_failed loki'],
    ]);
    const [spans] = server?.lost ?? [];
    expect((spans?.perSecond ?? 0) / (server?.arriving[0]?.perSecond ?? 1)).toBeCloseTo(0.1, 2);
  });

  it('takes Alloy for Alloy, with the lines and spans that it has', () => {
    const server = serverOf('alloy');
    expect(server).toMatchObject({ version: 'v1.12.0', faults: ['config_not_loaded'] });
    expect(server?.arriving.map(({ of }) => of)).toEqual(['lines', 'spans']);
    expect(server?.lost).toEqual([{ of: 'lines', perSecond: expect.any(Number), reason: 'rate_limited' }]);
  });

  it('tells of a component, over all tenants', () => {
    const server = serverOf('loki', 'distributor');
    expect(server).toMatchObject({ cluster: 'eu', namespace: 'logs', version: '3.5.0' });
    const lines = server?.arriving.find(({ of }) => of === 'lines');
    expect((server?.lost[0]?.perSecond ?? 0) / (lines?.perSecond ?? 1)).toBeCloseTo(0.25, 2);
  });

  it('still knows servers that are down', async () => {
    const before = serverOf('alertmanager');
    programs.forEach((program) => program.kill());
    const down = 1 + programs.length;
    await until(async () => (stack = await ask()).down === down, 'Nobody noticed that they are down');
    const { product, version, instance } = before ?? {};
    expect(serverOf('alertmanager')).toEqual(
      before && expect.objectContaining({ product, version, instance, isUp: false })
    );
    const node =
      onPath('prometheus-node-exporter') && expect.objectContaining({ isUp: false, processes: 1, job: 'node' });
    expect(serverOf('node-exporter')).toEqual(node);
  });
});
