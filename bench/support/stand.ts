import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Span } from '../../src/telemetry/questions/traces';
import { TempoEngine } from '../../src/telemetry/testing/tempo';
import { startGrafana } from '../../tests/e2e/stand/grafana';
import { type PushedLine, startLoki } from '../../tests/e2e/stand/loki';
import { freePort, type RunningProgram } from '../../tests/e2e/stand/program';
import { startPrometheus } from '../../tests/e2e/stand/prometheus';
import { onPath } from '../../tests/run/installed.mjs';

/** Limits raised for as much as the benchmarks send at once. */
const MOST_BYTES_PER_TRACE = 500_000_000;
const LOKI_LIMITS = { ingestion_rate_mb: 200, ingestion_burst_size_mb: 400 };
/** What is sent at once. */
const SPANS_AT_ONCE = 5000;
const LINES_AT_ONCE = 5000;

export interface Stand {
  grafana: string;
  receive(spans: readonly Span[]): Promise<void>;
  push(lines: readonly PushedLine[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Grafana with the built plugin, over an empty Loki and Tempo and a Prometheus with the tests' data. */
export async function startStand(): Promise<Stand> {
  const [lokiProgram, tempoProgram] = [onPath('loki'), onPath('tempo')];
  if (!lokiProgram || !tempoProgram) {
    throw new Error('loki and tempo must be on the PATH');
  }
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-bench-'));
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
    const perStream = `${LOKI_LIMITS.ingestion_rate_mb}MB`;
    const loki = await startLoki(lokiProgram, folder, {
      ...LOKI_LIMITS,
      per_stream_rate_limit: perStream,
      per_stream_rate_limit_burst: perStream,
    });
    started.push(loki);
    const tempo = await TempoEngine.start(tempoProgram, MOST_BYTES_PER_TRACE);
    started.push(tempo);
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const addresses = {
      STAND_PROMETHEUS_URL: prometheus.url,
      STAND_FAKE_URL: nobody,
      STAND_REFUSED_URL: nobody,
      STAND_LOKI_URL: loki.url,
      STAND_TEMPO_URL: tempo.url,
    };
    const grafana = await startGrafana(join(folder, 'grafana'), { addresses });
    started.push(grafana);
    return {
      grafana: grafana.url,
      stop,
      receive: (spans) => tempo.receive(spans, SPANS_AT_ONCE),
      push: async (lines) => {
        for (let i = 0; i < lines.length; i += LINES_AT_ONCE) {
          await loki.push(lines.slice(i, i + LINES_AT_ONCE));
        }
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
