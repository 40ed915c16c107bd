import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { findServers } from '../launch/local/installed.ts';
import { startFakeLoki } from '../launch/testing/fake-loki.ts';
import { freePorts } from '../launch/testing/free-ports.ts';
import { PROMETHEUS_FLAGS, STAGES_FILE } from '../servers/prometheus/config.ts';
import { renderServers } from '../servers/renderings.ts';
import { DEFAULT_PORTS, loopbackSite } from '../servers/site.ts';
import { ROOT, temporaryFolder } from '../servers/testing.ts';
import { OtlpReceiver } from '../shop/src/testing/otlp-receiver.ts';
import { until } from '../shop/src/testing/until.ts';

const { prometheus: PROMETHEUS } = findServers();

/** Runs the program of the command line beside doubles of Loki and of a collector of spans. */
async function start(t: TestContext, stage: number, dataDir: string) {
  const loki = await startFakeLoki(t);
  const otlp = new OtlpReceiver();
  const [port = 0, pagePort = 0] = await freePorts(2);
  const args = ['--stage', stage, '--port', port, '--page-port', pagePort, '--data-dir', dataDir].map(String);
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(import.meta.dirname, 'start.ts'),
      ...args,
      '--loki',
      loki.url,
      '--otlp',
      await otlp.start(),
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] }
  );
  t.after(async () => {
    await stop(child);
    otlp.stop();
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += String(text);
  });
  await until(() => {
    assert.equal(child.exitCode, null, output);
    return output.includes('Requests to the shop');
  }, 'the stage does not start');
  return { child, loki, spans: otlp.spans, url: `http://127.0.0.1:${port}`, page: `http://127.0.0.1:${pagePort}` };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false
  );

it('runs a stage with the page beside it, ships its lines, and ends at a signal', async (t) => {
  const dataDir = await temporaryFolder(t);
  const { child, loki, url, page } = await start(t, 2, dataDir);
  assert.equal((await fetch(`${url}/rolldice?dice=2`)).status, 200);
  assert.equal((await fetch(page)).status, 200);
  await stop(child);
  assert.equal(child.exitCode, 0);
  const [line = assert.fail('no line')] = loki.lines.filter((each) => each.line.includes('Rolled'));
  assert.deepEqual(line.labels, { job: 'dice-roller', service: 'dice-roller', level: 'info' });
  await assert.rejects(fetch(url), 'the stage outlives the program that started it');
});

it('does not tell Prometheus of a stage without metrics', async (t) => {
  const dataDir = await temporaryFolder(t);
  const folder = join(dataDir, 'config/prometheus');
  await mkdir(folder, { recursive: true });
  const { child } = await start(t, 2, dataDir);
  assert.equal(await exists(join(folder, STAGES_FILE)), false);
  await stop(child);
});

it(
  'is found by the demo’s Prometheus, which keeps its exemplars, and forgotten when it ends',
  { skip: PROMETHEUS ? false : 'Prometheus is not installed' },
  async (t) => {
    const dataDir = await temporaryFolder(t);
    const ask = await startPrometheus(t, dataDir);
    const up = () => ask('query?query=up%7Bjob%3D%22dice-roller%22%7D');
    const { child, url, loki, spans } = await start(t, 5, dataDir);
    await fetch(`${url}/rolldice`);
    await until(async () => /"value":\[[^\]]*"1"\]/.test(await up()), 'Prometheus does not scrape the stage');
    const query = 'query_exemplars?query=http_server_request_duration_seconds_bucket';
    const exemplars = () => ask(`${query}&start=${Date.now() / 1000 - 600}&end=${Date.now() / 1000 + 600}`);
    await until(async () => (await exemplars()).includes('trace_id'), 'Prometheus has no exemplar');
    const text = await exemplars();

    await stop(child);
    const [span = assert.fail('no span')] = spans.filter(({ name }) => name === 'GET /rolldice');
    assert.ok(text.includes(span.traceId), text);
    assert.ok(loki.texts().some((line) => line.includes(span.traceId)));
    assert.equal(await exists(join(dataDir, 'config/prometheus', STAGES_FILE)), false);
    await until(async () => !(await ask('targets')).includes('dice-roller'), 'Prometheus still has the target');
    // No target, no `up`: neither 1 nor 0, so that no alert is about it.
    await until(async () => (await up()).includes('"result":[]'), 'the stage is still up, or down');
  }
);

/** A Prometheus with the demo's configuration, which scrapes every second; answers paths of its API with text. */
async function startPrometheus(t: TestContext, dataDir: string): Promise<(path: string) => Promise<string>> {
  const [port = 0] = await freePorts(1);
  const rulesFile = join(ROOT, 'demo/servers/prometheus/rules.yml');
  const site = loopbackSite({ ports: DEFAULT_PORTS, dataDir, running: [], rulesFile });
  const { prometheus, targets } = renderServers(site);
  await mkdir(join(dataDir, 'config/prometheus'), { recursive: true });
  await writeFile(join(dataDir, 'config', targets.path), targets.text);
  const often = prometheus.text.replace(/(scrape_interval|scrape_timeout): 1\ds/g, '$1: 1s');
  await writeFile(join(dataDir, 'config', prometheus.path), often);
  const child = spawn(
    PROMETHEUS ?? 'prometheus',
    [
      `--config.file=${join(dataDir, 'config', prometheus.path)}`,
      `--storage.tsdb.path=${join(dataDir, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      ...['--log.level=warn', ...PROMETHEUS_FLAGS],
    ],
    { cwd: dataDir, stdio: ['ignore', 'inherit', 'inherit'] }
  );
  t.after(() => stop(child));
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/-/ready`).then(
      ({ ok }) => ok,
      () => false
    );
  await until(isReady, 'Prometheus is not ready');
  return async (path) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    return response.text();
  };
}
