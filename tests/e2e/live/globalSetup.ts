import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { composeEnvironment } from '../../../demo/launch/docker';
import { freeStackPorts } from '../../../demo/launch/testing/free-ports';
import { startProgram } from '../testbed/program';

const ROOT = resolve(__dirname, '../../..');

/** What the launcher says when everything runs. */
const RUNS = 'Ctrl-C stops everything';

/**
 * Starts the demo stack as `npm start` does, on ports of its own, with shoppers in every shop. Tests find it by the
 * environment: GRAFANA_URL, LIVE_FOLDER, and the ports by the variables that move them. With `GRAFANA_URL` given
 * nothing is started: the tests then look at the stack that these variables tell of.
 * @returns stops it all
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env.GRAFANA_URL) {
    return async () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-live-'));
  const ports = await freeStackPorts();
  const environment = composeEnvironment(ports);
  const stack = await startProgram({
    command: process.execPath,
    args: [
      'demo/launch/start.mjs',
      ...['--way', 'local', '--no-build', '--data-dir', join(folder, 'data')],
      // For longer than all tests take.
      ...['--load', '--users', '8', '--duration', '60m'],
    ],
    cwd: ROOT,
    env: {
      ...environment,
      // Links of notifications lead to where the tests are signed in.
      GF_SERVER_ROOT_URL: `http://127.0.0.1:${ports.grafana}`,
    },
    log: join(folder, 'stack.log'),
    ready: (output) => output.includes(RUNS),
    readyWithinSeconds: 480,
    stopWithinSeconds: 60,
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  Object.assign(process.env, environment, {
    GRAFANA_URL: `http://127.0.0.1:${ports.grafana}`,
    LIVE_FOLDER: folder,
  });
  return async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
