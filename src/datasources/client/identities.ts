import { type ServiceIdentity } from '../../correlation/joins';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { identifyServices, nameInLogs, nameInTraces, nameInTracesOf, namesInLogs } from '../identities';
import { type NameOf } from '../serviceNames';
import { TtlCache } from '../ttlCache';
import { type MetricsClient } from './metricsClient';
import { type OwnSources } from './ownSources';
import { type SampleMode } from './sampleMode';
import { type SettingsStore } from './settingsStore';
import { type SourceContext } from './sourceContext';

/** What the identities rest on. */
interface Basis {
  settings: Pick<SettingsStore, 'load'>;
  sampleMode: Pick<SampleMode, 'isOn'>;
  metrics: Pick<MetricsClient, 'detectedServices'>;
  own: OwnSources;
}

/** Which names in metrics, logs and traces are one service. What was found out holds for five minutes. */
export class Identities {
  private readonly found = new TtlCache<ServiceIdentity[]>();
  private readonly names = new TtlCache<string[]>();

  constructor(private readonly basis: Basis) {}

  /** Which names are one service, and why. */
  find(context: SourceContext, span: TimeSpan): Promise<ServiceIdentity[]> {
    const { settings, metrics, own } = this.basis;
    return this.found.get(keyOf(context, span), async () => {
      const { joins } = await settings.load();
      const [{ source: logs }, traces, known] = await Promise.all([
        own.logs(context),
        own.traces(context),
        // Without metrics logs and traces can still be joined.
        metrics.detectedServices(context.metrics, span.to).catch(() => []),
      ]);
      const named = known.map(({ service }) => ({ name: service }));
      return identifyServices({ metrics: named, logs, traces, overrides: joins }, span);
    });
  }

  /**
   * What traces call the services that logs call so: the same where traces have the name, else as far as evidence joins
   * them; a name of which nothing is known stands for itself. Does not fail.
   */
  async inTraces(
    context: SourceContext,
    inLogs: readonly string[],
    span: TimeSpan
  ): Promise<ReadonlyMap<string, string>> {
    if (this.basis.sampleMode.isOn()) {
      // In the sample shop services have one name.
      return new Map(inLogs.map((name) => [name, name]));
    }
    const read = (name: string, joined: readonly ServiceIdentity[]) => nameInTracesOf(name, joined) ?? name;
    const nameOf = this.nameIn('traces', context, this.isInTraces(context), read);
    return new Map(await Promise.all(inLogs.map(async (name) => [name, await nameOf(name, span)] as const)));
  }

  /** What logs call a service. */
  nameInLogs(context: SourceContext): NameOf {
    const isKnown = async (service: string, span: TimeSpan) => {
      const { source, servicesOfStreams } = await this.basis.own.logs(context);
      return (
        (await servicesOfStreams(span)).includes(service) ||
        // A long time range may have services that were not heard of lately.
        (await this.names.get(`logs ${keyOf(context, span)}`, () => namesInLogs(source, span))).includes(service)
      );
    };
    return this.nameIn('logs', context, isKnown, nameInLogs);
  }

  /** What traces call a service. */
  nameInTraces(context: SourceContext): NameOf {
    return this.nameIn('traces', context, this.isInTraces(context), nameInTraces);
  }

  /** What an admin said that logs or traces call a service. */
  async saidName(signal: 'logs' | 'traces', service: string): Promise<string | undefined> {
    const { joins = [] } = await this.basis.settings.load();
    const said = joins.find((join) => join.service === service)?.[signal];
    return typeof said === 'string' ? said : undefined;
  }

  /** Looks again at the next question, after an admin decided something. */
  clear(): void {
    this.found.clear();
    this.names.clear();
  }

  /** Whether traces have a service of this name. */
  private isInTraces(context: SourceContext) {
    return async (service: string, span: TimeSpan) => {
      const known = this.names.get(`traces ${keyOf(context, span)}`, async () =>
        (await this.basis.own.traces(context)).attributeValues('service', span)
      );
      return (await known).includes(service);
    };
  }

  /** A name that the backend itself has needs no looking; what an admin said comes before. */
  private nameIn(
    signal: 'logs' | 'traces',
    context: SourceContext,
    isKnown: (service: string, span: TimeSpan) => Promise<boolean>,
    read: (service: string, identities: readonly ServiceIdentity[]) => string
  ): NameOf {
    return async (service, span) => {
      try {
        const said = await this.saidName(signal, service);
        if (said !== undefined) {
          return said;
        }
        return (await isKnown(service, span)) ? service : read(service, await this.find(context, span));
      } catch {
        // The question itself then tells what is wrong.
        return service;
      }
    };
  }
}

const HOUR_MS = 3600_000;

/** Ranges that end in the same hour share what was found out. */
function keyOf(context: SourceContext, { from, to }: TimeSpan): string {
  return JSON.stringify([context, Math.ceil(to / HOUR_MS), Math.round((to - from) / HOUR_MS)]);
}
