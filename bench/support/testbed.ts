import { join } from 'node:path';
import { type Span } from '../../src/telemetry/questions/traces';
import { TempoEngine } from '../../src/telemetry/testing/tempo';
import { startGrafana } from '../../tests/e2e/testbed/grafana';
import { type PushedLine, startLoki } from '../../tests/e2e/testbed/loki';
import { freePort, type RunningProgram, startTogether } from '../../tests/e2e/testbed/program';
import { startPrometheus } from '../../tests/e2e/testbed/prometheus';
import { onPath } from '../../tests/run/installed.mjs';

/** Limits raised for as much as the benchmarks send at once. */
const MOST_BYTES_PER_TRACE = 500_000_000;
const LOKI_LIMITS = { ingestion_rate_mb: 200, ingestion_burst_size_mb: 400 };
/** What Tempo is sent at once. */
const SPANS_AT_ONCE = 5000;

/** A Grafana for benchmarks. */
export interface Testbed extends RunningProgram {
  /** Its address. */
  grafana: string;
  /** Gives spans to its Tempo. */
  receive(spans: readonly Span[]): Promise<void>;
  /** Gives lines to its Loki. */
  push(lines: readonly PushedLine[]): Promise<void>;
}

/** Starts a Grafana with the built plugin, over an empty Loki and Tempo and a Prometheus with the tests' data. */
export async function startTestbed(): Promise<Testbed> {
  const [lokiProgram, tempoProgram] = [onPath('loki'), onPath('tempo')];
  if (!lokiProgram || !tempoProgram) {
    throw new Error('loki and tempo must be on the PATH');
  }
  return startTogether('bench', async (folder, keep) => {
    const prometheus = await keep(startPrometheus(folder, Date.now()));
    const perStream = `${LOKI_LIMITS.ingestion_rate_mb}MB`;
    const limits = { ...LOKI_LIMITS, per_stream_rate_limit: perStream, per_stream_rate_limit_burst: perStream };
    const loki = await keep(startLoki(lokiProgram, folder, limits));
    const tempo = await keep(TempoEngine.start(tempoProgram, MOST_BYTES_PER_TRACE));
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const addresses = {
      TESTBED_PROMETHEUS_URL: prometheus.url,
      TESTBED_FAKE_URL: nobody,
      TESTBED_REFUSED_URL: nobody,
      TESTBED_LOKI_URL: loki.url,
      TESTBED_TEMPO_URL: tempo.url,
    };
    const grafana = await keep(startGrafana(join(folder, 'grafana'), { addresses }));
    return {
      grafana: grafana.url,
      receive: (spans) => tempo.receive(spans, SPANS_AT_ONCE),
      push: (lines) => loki.push(lines),
    };
  });
}
