import { type LogSource } from '../telemetry/questions/logs';
import { type TraceSource } from '../telemetry/questions/traces';
import { chooseDataSource } from './find';
import { openLoki } from './loki';
import { isSampleMode } from './sampleMode';
import { loadSample } from './sampleShop';
import { loadSettings } from './settingsStore';
import { openTempo } from './tempo';

/** Whom a page asks: what its variables say. */
export interface SourceContext {
  /** Uids of data sources; empty for the one that set-up or Grafana prefers. */
  metrics: string;
  logs: string;
  traces: string;
  /** The environments to keep; empty for all. */
  environments: string[];
}

/**
 * Where log lines come from for this user: the sample shop while sample data is on, else the data source for logs.
 * @throws TelemetryError (absent) where there is none
 */
export async function logSource({ logs, environments }: SourceContext): Promise<LogSource> {
  if (isSampleMode()) {
    const { openSampleLogs } = await loadSample();
    return openSampleLogs(environments);
  }
  const settings = await loadSettings();
  return openLoki(chooseDataSource('logs', logs, settings.logs), environments);
}

/**
 * Where traces come from for this user: the sample shop while sample data is on, else the data source for traces.
 * @throws TelemetryError (absent) where there is none
 */
export async function traceSource({ traces, environments }: SourceContext): Promise<TraceSource> {
  if (isSampleMode()) {
    const { openSampleTraces } = await loadSample();
    return openSampleTraces(environments);
  }
  const settings = await loadSettings();
  return openTempo(chooseDataSource('traces', traces, settings.traces), environments);
}
