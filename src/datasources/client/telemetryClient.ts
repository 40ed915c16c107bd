import { type DetectionKeeper } from '../metricDetections';
import { type Settings } from '../settings';
import { CauseComputing } from './causeComputing';
import { Drilldowns } from './drilldowns';
import { Identities } from './identities';
import { MetricsClient } from './metricsClient';
import { OwnSources } from './ownSources';
import { PatternMining } from './patternMining';
import { SampleMode } from './sampleMode';
import { SettingsStore } from './settingsStore';
import { LogSources, TraceSources } from './sources';

/** What a client starts from. */
export interface ClientOptions {
  /** What provisioning, or the plugin's configuration, says. */
  provisioned?: Settings;
  sampleMode?: SampleMode;
  /** Keeps what was detected in metrics between visits; where left out nobody does. */
  detections?: DetectionKeeper;
}

/**
 * All that asks for telemetry, and what is kept of the answers: settings, sample mode, detections, names, caches. One
 * is made at the root of the app, one by each component that other plugins show. React finds it in its context, scenes
 * in the scene that an object belongs to.
 */
export class TelemetryClient {
  readonly settings: SettingsStore;
  readonly sampleMode: SampleMode;
  readonly metrics: MetricsClient;
  readonly logs: LogSources;
  readonly traces: TraceSources;
  readonly identities: Identities;
  readonly drilldowns = new Drilldowns();
  readonly patterns = new PatternMining();
  readonly causes = new CauseComputing();

  constructor({ provisioned, sampleMode = new SampleMode(), detections }: ClientOptions = {}) {
    const settings = new SettingsStore(provisioned);
    const metrics = new MetricsClient(settings, sampleMode, detections);
    const own = new OwnSources(settings);
    const identities = new Identities({ settings, sampleMode, metrics, own });
    this.settings = settings;
    this.sampleMode = sampleMode;
    this.metrics = metrics;
    this.identities = identities;
    this.logs = new LogSources(own, identities, sampleMode);
    this.traces = new TraceSources(own, identities, sampleMode);
  }
}
