import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { TempoEngine } from '../../../src/telemetry/testing/tempo';
import { onPath } from '../../run/installed.mjs';
import { dialectRequests } from '../data/dialects';
import { hostileLines, shopLines } from '../data/explorer';
import { fleet } from '../data/fleet';
import { SAMPLED_SHOP, sampledLine, type SampledRequest, sampledWindow, samplingTruth } from '../data/sampledShop';
import { failedOrder, lostLine, peers, shopSpans } from '../data/requests';
import { startFakeServer } from './fakeServer';
import { startGrafana } from './grafana';
import { startLoki } from './loki';
import { freePort, type Keep, startTogether } from './program';
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
  const { environment, stop } = await startTogether('e2e', async (folder, keep) => {
    const now = Date.now();
    const prometheus = await keep(startPrometheus(folder, now));
    // Nobody listens there.
    const refused = `http://127.0.0.1:${await freePort()}`;
    const others = await startLogsAndTraces(folder, keep, refused, now);
    const fake = await keep(
      startFakeServer({ prometheus: prometheus.url, loki: others.TESTBED_LOKI_URL, tempo: others.TESTBED_TEMPO_URL })
    );
    const addresses = {
      TESTBED_PROMETHEUS_URL: prometheus.url,
      TESTBED_FAKE_URL: fake.url,
      TESTBED_REFUSED_URL: refused,
      ...others,
    };
    const grafana = await keep(startGrafana(join(folder, 'grafana'), { addresses }));
    return { environment: { ...addresses, GRAFANA_URL: grafana.url, TESTBED_HERMETIC: 'yes' } };
  });
  Object.assign(process.env, environment);
  return stop;
}

interface LogsAndTraces {
  TESTBED_LOKI_URL: string;
  TESTBED_TEMPO_URL: string;
  /** About when they were started, where they were: what they hold is of then. */
  TESTBED_STARTED_AT?: string;
  /** What became of the requests of the shop that is sampled, as JSON: `SamplingTruth`. */
  TESTBED_SAMPLED?: string;
}

/**
 * Starts a Loki and a Tempo that hold one request in each dialect, a half hour of a shop, and an hour of a fleet, where
 * both are installed; tests that need them are skipped elsewhere.
 */
async function startLogsAndTraces(folder: string, keep: Keep, refused: string, now: number): Promise<LogsAndTraces> {
  const lokiProgram = onPath('loki');
  const tempoProgram = onPath('tempo');
  if (!lokiProgram || !tempoProgram) {
    return { TESTBED_LOKI_URL: refused, TESTBED_TEMPO_URL: refused };
  }
  const loki = await keep(startLoki(lokiProgram, folder));
  const tempo = await keep(TempoEngine.start(tempoProgram));
  const requests = dialectRequests(now);
  const story = failedOrder(now);
  const lines = [...requests.flatMap((request) => request.lines), ...story.lines, lostLine(now)];
  const sampled = serveSampled(now, tempo.receiver);
  const served = fleet(now);
  await loki.push([
    ...lines,
    ...shopLines(now),
    ...hostileLines(now),
    ...sampled.map(sampledLine),
    ...served.flatMap((service) => service.lines),
  ]);
  await tempo.receive([
    ...requests.flatMap(({ spans }) => spans),
    ...story.spans,
    ...peers(now),
    ...shopSpans(now),
    ...served.flatMap((service) => service.spans),
  ]);
  return {
    TESTBED_LOKI_URL: loki.url,
    TESTBED_TEMPO_URL: tempo.url,
    TESTBED_STARTED_AT: String(now),
    TESTBED_SAMPLED: JSON.stringify(samplingTruth(sampled)),
  };
}

/** Lets the SDK trace the requests of the shop that is sampled, told so as any service is. */
function serveSampled(now: number, url: string): SampledRequest[] {
  const { from, to } = sampledWindow(now);
  const program = join(__dirname, 'sampledShop.ts');
  const output = execFileSync(process.execPath, ['--import', 'tsx', program, String(from), String(to), url], {
    encoding: 'utf8',
    env: {
      ...process.env,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: `${SAMPLED_SHOP.share}`,
    },
    timeout: 300_000,
  });
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SampledRequest);
}
