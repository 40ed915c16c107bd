import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { LOKI_FLAGS } from '../../servers/loki/config.ts';
import { renderServers } from '../../servers/renderings.ts';
import { DEFAULT_PORTS, loopbackSite } from '../../servers/site.ts';
import { afterwards, isInstalled, ROOT, temporaryFolder } from '../../servers/testing.ts';
import { eventually } from '../testing/eventually.ts';
import { startFakeLoki } from '../testing/fake-loki.ts';
import { freePorts } from '../testing/free-ports.ts';
import { type ShipperConfig } from './shipper.ts';
import { serverSources, shopSources } from './sources.ts';

/** Runs the shipper as the launcher does, on log folders below `folder`. */
async function startShipper(t: TestContext, folder: string, lokiUrl: string, port: number) {
  const folders = { shop: join(folder, 'logs/shop'), console: join(folder, 'logs') };
  await mkdir(folders.shop, { recursive: true });
  const config: ShipperConfig = {
    lokiUrl,
    port,
    positionsFile: join(folder, 'positions.json'),
    sources: [...shopSources(folders), ...serverSources(folders, ['grafana'])],
  };
  const file = join(folder, 'log-shipper.json');
  await writeFile(file, JSON.stringify(config));
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), file], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  afterwards(t, () => child.kill('SIGKILL'));
  await eventually(async () => assert.equal((await fetch(`http://127.0.0.1:${port}/ready`)).status, 200));
  return { child, folders };
}

describe('the shipper as a program', () => {
  it('tells its numbers, and ends on SIGTERM after it sent what is left', async (t) => {
    const loki = await startFakeLoki(t);
    const folder = await temporaryFolder(t);
    const [port = 0] = await freePorts(1);
    const { child, folders } = await startShipper(t, folder, loki.url, port);
    await appendFile(join(folders.console, 'grafana.log'), 'level=info msg="hello"\n');
    await eventually(() => assert.equal(loki.lines.length, 1));
    // It counts what Loki has answered, which comes a moment later.
    await eventually(async () => {
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      assert.match(metrics, /# TYPE log_shipper_entries_sent_total counter\nlog_shipper_entries_sent_total 1\n/);
    });
    await appendFile(join(folders.console, 'grafana.log'), 'level=info msg="bye"\n');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    assert.deepEqual(loki.texts(), ['level=info msg="hello"', 'level=info msg="bye"']);
  });
});

describe('with a real Loki', { skip: !isInstalled('loki') && 'loki is not installed' }, () => {
  it('every label style arrives, and Loki finds service and level', async (t) => {
    const folder = await temporaryFolder(t);
    const [lokiPort = 0, grpcPort = 0, port = 0] = await freePorts(3);
    const site = loopbackSite({
      ports: { ...DEFAULT_PORTS, loki: lokiPort, 'loki-grpc': grpcPort },
      dataDir: folder,
      running: ['loki'],
      rulesFile: '/nowhere',
    });
    const file = join(folder, 'loki.yml');
    await writeFile(file, renderServers(site).loki.text);
    const elsewhere = await temporaryFolder(t);
    const loki = spawn('loki', [`-config.file=${file}`, '-log.level=error', ...LOKI_FLAGS], {
      cwd: elsewhere,
      stdio: 'ignore',
    });
    const exit = once(loki, 'exit');
    afterwards(t, async () => {
      loki.kill('SIGKILL');
      await exit;
    });
    const url = `http://127.0.0.1:${lokiPort}`;

    // The shipper is there first and waits: Loki takes some seconds.
    const { folders } = await startShipper(t, folder, url, port);
    const timestamp = new Date().toISOString();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await writeFile(
      join(folders.shop, 'structlog_ecommerce.1.log'),
      `${JSON.stringify({ timestamp, level: 'error', logger: 'checkout', message: 'no', trace_id: traceId })}\n`
    );
    await writeFile(join(folders.console, 'flask-shop.log'), '2025-08-27 10:30:15,123 ERROR it broke\n');
    await writeFile(
      join(folders.console, 'fastapi-shop.log'),
      '2025-08-27 10:30:15,123 - main - INFO - hello - trace_id=1f - span_id=2\n'
    );
    await writeFile(join(folders.console, 'grafana.log'), 'level=info msg="started"\n');

    const streams = async (query: string) => {
      const response = await fetch(`${url}/loki/api/v1/query_range?${new URLSearchParams({ query, since: '1h' })}`);
      const { data } = (await response.json()) as { data: { result: Array<{ stream: Record<string, string> }> } };
      return data.result.map(({ stream }) => stream);
    };
    await eventually(async () => assert.equal((await fetch(`${url}/ready`)).status, 200));
    await eventually(async () => assert.equal((await streams('{service_name=~".+"}')).length, 4));
    assert.deepEqual(await streams(`{service_name="shop-api"} |= "${traceId}"`), [
      {
        job: 'shop-api',
        service: 'shop-api',
        service_name: 'shop-api',
        level: 'error',
        logger: 'checkout',
        filename: join(folders.shop, 'structlog_ecommerce.1.log'),
        detected_level: 'error',
      },
    ]);
    assert.deepEqual(await streams('{container_name="flask-shop"}'), [
      { container_name: 'flask-shop', service_name: 'flask-shop', detected_level: 'error' },
    ]);
    assert.deepEqual(await streams('{job="docker", compose_service="fastapi-shop"}'), [
      {
        container_name: 'fastapi-shop',
        job: 'docker',
        compose_project: 'tillwatch',
        compose_service: 'fastapi-shop',
        service_name: 'fastapi-shop',
        detected_level: 'info',
      },
    ]);

    // What it keeps goes into its own folder, all of it.
    await fetch(`${url}/flush`, { method: 'POST' });
    await eventually(async () => assert.ok((await readdir(join(folder, 'loki/chunks/fake'))).length > 0));
    loki.kill('SIGTERM');
    await exit;
    assert.deepEqual(await readdir(elsewhere), []);
  });
});
