import { type DataSourceInstanceSettings } from '@grafana/data';
import { type LogSource } from '../../telemetry/questions/logs';
import { type TraceSource } from '../../telemetry/questions/traces';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { chooseDataSource } from '../find';
import { type LokiDetections } from '../lokiDetection';
import { type SpanLookup } from '../tempoLookup';
import { type SettingsStore } from './settingsStore';
import { type SourceContext } from './sourceContext';

/** A user's own data source for logs, opened. */
interface OwnLogs {
  source: LogSource;
  /** Services as the streams name them, as far as that was found out anyway. */
  servicesOfStreams: (span: TimeSpan) => Promise<string[]>;
}

/**
 * Opens the user's own Loki and Tempo, under the names that these know. What reads them is loaded when it is needed.
 */
export class OwnSources {
  private detections: LokiDetections | undefined;

  constructor(private readonly settings: Pick<SettingsStore, 'load'>) {}

  /** @throws TelemetryError (absent) where there is none */
  async logs({ logs, environments }: SourceContext): Promise<OwnLogs> {
    const dataSource = await this.choose('logs', logs);
    const [{ openLoki, servicesOfStreams }, { LokiDetections: Detections }] = await Promise.all([
      import('../loki'),
      import('../lokiDetection'),
    ]);
    const detections = (this.detections ??= new Detections());
    return {
      source: await openLoki(dataSource, environments, detections),
      servicesOfStreams: (span) => servicesOfStreams(dataSource, span, detections),
    };
  }

  /** @throws TelemetryError (absent) where there is none */
  async traces({ traces, environments }: SourceContext): Promise<TraceSource> {
    const dataSource = await this.choose('traces', traces);
    const { openTempo } = await import('../tempo');
    return openTempo(dataSource, environments);
  }

  /** Looks spans up by their ids. @throws TelemetryError (absent) where there are no traces */
  async spans({ traces }: SourceContext): Promise<SpanLookup> {
    const dataSource = await this.choose('traces', traces);
    const { lookupIn } = await import('../tempoLookup');
    return lookupIn(dataSource);
  }

  private async choose(kind: 'logs' | 'traces', wanted: string): Promise<DataSourceInstanceSettings> {
    return chooseDataSource(kind, wanted, (await this.settings.load())[kind]);
  }
}
