import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakePrometheus } from './fakePrometheus';
import { startGrafana } from './grafana';
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
    const addresses = {
      STAND_PROMETHEUS_URL: prometheus.url,
      STAND_FAKE_URL: fake.url,
      // Nobody listens there.
      STAND_REFUSED_URL: `http://127.0.0.1:${await freePort()}`,
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
