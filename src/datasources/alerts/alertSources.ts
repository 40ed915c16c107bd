import { type NamedService } from '../../correlation/alertService';
import { type AlertSource, type TimesFired } from '../../telemetry/questions/alerts';
import { chooseDataSource, type SignalKind } from '../find';
import { loadSample } from '../sampleShop';
import { namesInMetrics } from '../services';
import { TtlCache } from '../ttlCache';
import { within } from '../within';
import { OwnAlerts } from './ownAlerts';
import { type Identities } from '../client/identities';
import { type MetricsClient } from '../client/metricsClient';
import { type SampleMode } from '../client/sampleMode';
import { type SettingsStore } from '../client/settingsStore';
import { type SourceContext } from '../client/sourceContext';

/** What alerts are called does not keep them waiting. */
const NAMED_WITHIN_MS = 5000;

/** What of the client alerts rest on. */
interface Basis {
  settings: Pick<SettingsStore, 'load'>;
  sampleMode: Pick<SampleMode, 'isOn'>;
  metrics: Pick<MetricsClient, 'detection'>;
  identities: Pick<Identities, 'foundBefore'>;
}

/**
 * Where alerts come from for this user: the sample shop while sample data is on, else Grafana and its data sources. No
 * part of the client, so that only pages about alerts load what reads them.
 */
export class AlertSources {
  private readonly counts = new TtlCache<TimesFired[]>();

  constructor(private readonly basis: Basis) {}

  async open(context: SourceContext): Promise<AlertSource> {
    const { settings, sampleMode } = this.basis;
    if (sampleMode.isOn()) {
      const { openSampleAlerts } = await loadSample();
      return openSampleAlerts(context.environments);
    }
    const { metrics, logs } = await settings.load();
    return new OwnAlerts(uidOf('metrics', context.metrics, metrics), uidOf('logs', context.logs, logs), this.counts);
  }

  /**
   * The services that alerts may be of, under all names that are known of them. Nothing is found out anew of logs and
   * traces. None where metrics cannot be asked, or not soon: alerts then keep the names that they have.
   */
  async services(context: SourceContext, at: number): Promise<NamedService[]> {
    const { sampleMode, metrics, identities } = this.basis;
    if (sampleMode.isOn()) {
      return (await loadSample()).sampleServices().map((service) => ({ service, names: [] }));
    }
    const [detected, joined] = await Promise.all([
      within(
        NAMED_WITHIN_MS,
        metrics.detection(context.metrics, at).then(({ detection }) => namesInMetrics(detection)),
        []
      ).catch(() => []),
      identities.foundBefore(context),
    ]);
    const names = new Map(detected.map(({ name, aliases = [] }) => [name, [...aliases]]));
    for (const { service, logs, traces } of joined?.names ?? []) {
      const known = names.get(service) ?? [];
      names.set(service, [...known, ...[logs, traces].flatMap((one) => one?.name ?? [])]);
    }
    return [...names].map(([service, others]) => ({ service, names: others }));
  }
}

/** None where there is no data source of the kind: alerts need none. */
function uidOf(kind: SignalKind, ...wanted: Array<string | undefined>): string | undefined {
  try {
    return chooseDataSource(kind, ...wanted).uid;
  } catch {
    return undefined;
  }
}
