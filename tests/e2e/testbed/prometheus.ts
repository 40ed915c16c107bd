import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from '../../run/installed.mjs';
import { openMetricsText } from '../data/openMetrics';
import { freePort, type RunningProgram, startProgram } from './program';

/** Rules of the Prometheus itself: one fires at once, one never does. */
const RULES = `groups:
  - name: testbed
    rules:
      - alert: JsonShopFails
        expr: vector(0.4) > 0.2
        labels: { severity: critical, service: json-shop }
        annotations: { summary: Fails for the tests, runbook_url: 'https://runbooks.example/fails' }
      - alert: NeverFires
        expr: absent(up{job="json-shop"}) > 2
        labels: { severity: warning }
`;

/** Its data goes on for a while from now: what rules record in the meantime is late. */
const CONFIG = `global: { evaluation_interval: 5s }
rule_files: [rules.yml]
storage: { tsdb: { out_of_order_time_window: 4h } }
`;

/**
 * Starts a Prometheus that holds the shop's known data and scrapes nothing.
 * @param now the moment around which its data is of the present
 */
export async function startPrometheus(folder: string, now: number): Promise<RunningProgram & { url: string }> {
  const prometheus = onPath('prometheus');
  const promtool = onPath('promtool');
  if (!prometheus || !promtool) {
    throw new Error('prometheus and promtool must be on the PATH');
  }
  const text = join(folder, 'samples.txt');
  const data = join(folder, 'prometheus');
  const config = join(folder, 'prometheus.yml');
  writeFileSync(text, openMetricsText(now));
  writeFileSync(config, CONFIG);
  writeFileSync(join(folder, 'rules.yml'), RULES);
  execFileSync(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', text, data], { stdio: 'pipe' });
  const url = `http://127.0.0.1:${await freePort()}`;
  const program = await startProgram({
    command: prometheus,
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      // The data is of a fixed day.
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${new URL(url).host}`,
    ],
    log: join(folder, 'prometheus.log'),
    ready: `${url}/-/ready`,
    readyWithinSeconds: 180,
  });
  return { ...program, url };
}
