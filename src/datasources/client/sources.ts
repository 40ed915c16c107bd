import { type LogSource } from '../../telemetry/questions/logs';
import { type TraceSource } from '../../telemetry/questions/traces';
import { loadSample } from '../sampleShop';
import { logsByServiceName, tracesByServiceName } from '../serviceNames';
import { type Identities } from './identities';
import { type OwnSources } from './ownSources';
import { type SampleMode } from './sampleMode';
import { type SourceContext } from './sourceContext';

/** Where log lines come from for this user: the sample shop while sample data is on, else the data source for logs. */
export class LogSources {
  constructor(
    private readonly own: OwnSources,
    private readonly identities: Identities,
    private readonly sampleMode: Pick<SampleMode, 'isOn'>
  ) {}

  /**
   * The source that this user asks. Services go by the names that they have in metrics.
   * @throws TelemetryError (absent) where there is none
   */
  async open(context: SourceContext): Promise<LogSource> {
    if (this.sampleMode.isOn()) {
      const { openSampleLogs } = await loadSample();
      return openSampleLogs(context.environments);
    }
    const { source } = await this.own.logs(context);
    return logsByServiceName(source, this.identities.nameInLogs(context));
  }
}

/** Where traces come from for this user: the sample shop while sample data is on, else the data source for traces. */
export class TraceSources {
  constructor(
    private readonly own: OwnSources,
    private readonly identities: Identities,
    private readonly sampleMode: Pick<SampleMode, 'isOn'>
  ) {}

  /**
   * The source that this user asks. Services go by the names that they have in metrics.
   * @throws TelemetryError (absent) where there is none
   */
  async open(context: SourceContext): Promise<TraceSource> {
    if (this.sampleMode.isOn()) {
      const { openSampleTraces } = await loadSample();
      return openSampleTraces(context.environments);
    }
    return tracesByServiceName(
      await this.own.traces(context),
      this.identities.nameInTraces(context),
      // What was said cannot be read: the service's own name is as good as any.
      async (service) => (await this.identities.saidName('traces', service).catch(() => undefined)) ?? service
    );
  }
}
