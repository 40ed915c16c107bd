import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TempoEngine } from '../../../src/telemetry/testing/tempo';
import { onPath } from '../../run/installed.mjs';
import { dialectRequests } from '../data/dialects';
import { startFakePrometheus } from './fakePrometheus';
import { startGrafana } from './grafana';
import { startLoki } from './loki';
import { freePort, type RunningProgram } from './program';
import { startPrometheus } from './prometheus';

/**
 * Starts what the tests look at: a Prometheus with known data, servers that disappoint, and a Grafana over them. Tests
 * find them by the environment. With `GRAFANA_URL` given nothing is started: the tests then look at that Grafana.
 * @returns stops it all
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env.GRAFANA_URL) {
    return async () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-e2e-'));
  const started: RunningProgram[] = [];
  const stop = async () => {
    for (const program of started.reverse()) {
      await program.stop();
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const prometheus = await startPrometheus(folder);
    started.push(prometheus);
    const fake = await startFakePrometheus(prometheus.url);
    started.push(fake);
    // Nobody listens there.
    const refused = `http://127.0.0.1:${await freePort()}`;
    const addresses = {
      STAND_PROMETHEUS_URL: prometheus.url,
      STAND_FAKE_URL: fake.url,
      STAND_REFUSED_URL: refused,
      ...(await startLogsAndTraces(folder, started, refused)),
    };
    const grafana = await startGrafana(join(folder, 'grafana'), { addresses });
    started.push(grafana);
    Object.assign(process.env, addresses, { GRAFANA_URL: grafana.url, STAND_HERMETIC: 'yes' });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/**
 * Starts a Loki and a Tempo that hold one request in each dialect, where both are installed; tests that need them are
 * skipped elsewhere.
 */
async function startLogsAndTraces(
  folder: string,
  started: RunningProgram[],
  refused: string
): Promise<Record<string, string>> {
  const lokiProgram = onPath('loki');
  const tempoProgram = onPath('tempo');
  if (!lokiProgram || !tempoProgram) {
    return { STAND_LOKI_URL: refused, STAND_TEMPO_URL: refused };
  }
  const loki = await startLoki(lokiProgram, folder);
  started.push(loki);
  const tempo = await TempoEngine.start(tempoProgram);
  started.push(tempo);
  const now = Date.now();
  const requests = dialectRequests(now);
  await loki.push(requests.flatMap(({ lines }) => lines));
  await tempo.receive(requests.flatMap(({ spans }) => spans));
  return { STAND_LOKI_URL: loki.url, STAND_TEMPO_URL: tempo.url, STAND_HOPS_AT: String(now) };
}
