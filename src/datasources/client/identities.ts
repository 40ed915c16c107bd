import { type ServiceIdentity } from '../../correlation/joins';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type AskedMetrics } from '../seenRequests';
import { type KnownNames, nameInLogs, nameInTraces, nameInTracesOf } from '../namesOf';
import { type NameOf } from '../serviceNames';
import { namesInMetrics } from '../services';
import { TtlCache } from '../ttlCache';
import { type MetricsClient } from './metricsClient';
import { type OwnSources } from './ownSources';
import { type SampleMode } from './sampleMode';
import { type SettingsStore } from './settingsStore';
import { type SourceContext } from './sourceContext';
import { storedNames, type StoredNames } from './storedNames';

/** What the identities rest on. */
interface Basis {
  settings: Pick<SettingsStore, 'load'>;
  sampleMode: Pick<SampleMode, 'isOn'>;
  metrics: Pick<MetricsClient, 'detection' | 'query'>;
  own: Pick<OwnSources, 'logs' | 'traces' | 'spans'>;
}

/** How names in one backend are told. */
interface Naming {
  signal: 'logs' | 'traces';
  context: SourceContext;
  /** Whether the backend has a name. */
  isKnown: (name: string, span: TimeSpan) => Promise<boolean>;
  /** The name there, out of what is known. */
  read: (service: string, names: readonly KnownNames[]) => string;
}

const HOUR_MS = 3600_000;
/** Names that were joined are taken for joined for so long; a new deployment may give them others. */
const JOINED_FOR_MS = 24 * HOUR_MS;
/** That a service has no name somewhere is believed for so long: its first lines or spans may come any time. */
const LACKING_FOR_MS = HOUR_MS;

/**
 * Which names in metrics, logs and traces are one service. What was found out holds for five minutes, and for pages for
 * a day: it is kept in this browser, by data source, with its age.
 */
export class Identities {
  private readonly found = new TtlCache<ServiceIdentity[]>();
  private readonly names = new TtlCache<string[]>();

  constructor(
    private readonly basis: Basis,
    private readonly now: () => number = Date.now
  ) {}

  /** Which names are one service, and why. */
  find(context: SourceContext, span: TimeSpan): Promise<ServiceIdentity[]> {
    const { settings, metrics, own } = this.basis;
    return this.found.get(keyOf(context, span), async () => {
      const { joins } = await settings.load();
      const [{ identifyServices }, logs, traces, spans, detected] = await Promise.all([
        import('../identities'),
        // Without one of them the others can still be joined; that both are missing is told where names are asked for.
        own.logs(context).catch(() => undefined),
        own.traces(context).catch(() => undefined),
        own.spans(context).catch(() => undefined),
        metrics.detection(context.metrics, span.to).catch(() => undefined),
      ]);
      const requests: AskedMetrics = { client: metrics, ...context };
      const identities = await identifyServices(
        {
          metrics: detected ? namesInMetrics(detected.detection) : [],
          requests: detected && requests,
          logs: logs?.source,
          traces,
          spans,
          // Whoever looks for a name has most often just asked whether it is among them.
          names: {
            logs: () => this.namesInLogs(context, span),
            traces: () => this.namesInTraces(context, span),
          },
          overrides: joins,
        },
        span
      );
      if (span.to > this.now() - JOINED_FOR_MS) {
        storedNames.write(await this.storedKey(context), identities, this.now());
      }
      return identities;
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
    const read = (name: string, joined: readonly KnownNames[]) => nameInTracesOf(name, joined) ?? name;
    const nameOf = this.nameIn({ signal: 'traces', context, isKnown: this.isInTraces(context), read });
    return new Map(await Promise.all(inLogs.map(async (name) => [name, await nameOf(name, span)] as const)));
  }

  /** What logs call a service. */
  nameInLogs(context: SourceContext): NameOf {
    const isKnown = async (service: string, span: TimeSpan) =>
      (await this.namesOfStreams(context, span)).includes(service) ||
      // A long time range may have services that were not heard of lately.
      (await this.namesInLogs(context, span)).includes(service);
    return this.nameIn({ signal: 'logs', context, isKnown, read: nameInLogs });
  }

  /** What pages go by as long as it holds: what was found out lately, if anything was. Asks no backend. */
  async foundBefore(context: SourceContext): Promise<StoredNames | undefined> {
    const stored = storedNames.read(await this.storedKey(context));
    return stored && this.now() - stored.at < JOINED_FOR_MS ? stored : undefined;
  }

  /** What traces call a service. */
  nameInTraces(context: SourceContext): NameOf {
    return this.nameIn({ signal: 'traces', context, isKnown: this.isInTraces(context), read: nameInTraces });
  }

  /**
   * What pages call services that traces call so, as far as that is another name: the one in metrics. Asks for nothing
   * where metrics have all of them, or traces all that metrics have. Does not fail: what is not known keeps its name.
   */
  onPages(context: SourceContext, inTraces: readonly string[], span: TimeSpan): Promise<ReadonlyMap<string, string>> {
    return this.pageNames('traces', context, inTraces, span);
  }

  /**
   * As {@link onPages}, of services that logs call so. That one of metrics is not among these says nothing: it may have
   * written other lines.
   */
  logsOnPages(context: SourceContext, inLogs: readonly string[], span: TimeSpan): Promise<ReadonlyMap<string, string>> {
    return this.pageNames('logs', context, inLogs, span);
  }

  private async pageNames(
    signal: Naming['signal'],
    context: SourceContext,
    names: readonly string[],
    span: TimeSpan
  ): Promise<ReadonlyMap<string, string>> {
    try {
      if (this.basis.sampleMode.isOn()) {
        return new Map();
      }
      const { joins = [] } = await this.basis.settings.load();
      const said = new Map(
        joins.flatMap((join): Array<[string, string]> => {
          const name = join[signal];
          return name ? [[name, join.service]] : [];
        })
      );
      const { detection } = await this.basis.metrics.detection(context.metrics, span.to);
      const inMetrics = namesInMetrics(detection).map(({ name }) => name);
      const free = names.filter((name) => !inMetrics.includes(name) && !said.has(name));
      if (free.length === 0) {
        return said;
      }
      const there = new Set(signal === 'logs' ? [...names, ...(await this.namesOfStreams(context, span))] : names);
      const taken = new Set(said.values());
      const open = inMetrics.filter((name) => !there.has(name) && !taken.has(name));
      const joined = open.length > 0 ? await this.joinedLately(signal, context, span, open, free) : [];
      return new Map([
        ...joined.flatMap(({ service, [signal]: own }): Array<[string, string]> =>
          own && open.includes(service) && free.includes(own.name) ? [[own.name, service]] : []
        ),
        ...said,
      ]);
    } catch {
      return new Map();
    }
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
    storedNames.clear();
  }

  /** Those that write most, which is known anyway. */
  private async namesOfStreams(context: SourceContext, span: TimeSpan): Promise<string[]> {
    return (await this.basis.own.logs(context)).servicesOfStreams(span);
  }

  private namesInLogs(context: SourceContext, span: TimeSpan): Promise<string[]> {
    return this.names.get(`logs ${keyOf(context, span)}`, async () => {
      const [{ source }, { namesInLogs }] = await Promise.all([this.basis.own.logs(context), import('../identities')]);
      return namesInLogs(source, span);
    });
  }

  /** What was found out lately of names in metrics and elsewhere, if that tells of all of these; else what is found. */
  private async joinedLately(
    signal: Naming['signal'],
    context: SourceContext,
    span: TimeSpan,
    inMetrics: readonly string[],
    elsewhere: readonly string[]
  ): Promise<readonly KnownNames[]> {
    const stored = storedNames.read(await this.storedKey(context));
    const age = this.now() - (stored?.at ?? 0);
    const holds = (name: string) => {
      const known = stored?.names.find((one) => one[signal]?.name === name);
      return known && age < (inMetrics.includes(known.service) ? JOINED_FOR_MS : LACKING_FOR_MS);
    };
    return stored && span.to > stored.at - JOINED_FOR_MS && elsewhere.every(holds)
      ? stored.names
      : this.find(context, span);
  }

  /** What decides which names are joined, beside when. */
  private async storedKey({ metrics, logs, traces, environments }: SourceContext): Promise<string> {
    const settings = await this.basis.settings.load();
    const sources = [metrics || settings.metrics, logs || settings.logs, traces || settings.traces];
    return JSON.stringify([sources, [...environments].sort(), settings.joins ?? []]);
  }

  /**
   * The name that a service was found to have lately, at this visit or at one before, if the backend still has it: a
   * pod that is gone had another.
   */
  private async nameFound(
    { signal, context, isKnown, read }: Naming,
    service: string,
    span: TimeSpan
  ): Promise<string> {
    const stored = storedNames.read(await this.storedKey(context));
    if (stored && span.to > stored.at - JOINED_FOR_MS) {
      const age = this.now() - stored.at;
      const known = stored.names.find((one) => one.service === service || one.logs?.name === service);
      const name = read(service, stored.names);
      const holds = known?.[signal] ? age < JOINED_FOR_MS && (await isKnown(name, span)) : age < LACKING_FOR_MS;
      if (known && holds) {
        return name;
      }
    }
    return read(service, await this.find(context, span));
  }

  private namesInTraces(context: SourceContext, span: TimeSpan): Promise<string[]> {
    return this.names.get(`traces ${keyOf(context, span)}`, async () =>
      (await this.basis.own.traces(context)).attributeValues('service', span)
    );
  }

  /** Whether traces have a service of this name. */
  private isInTraces(context: SourceContext) {
    return async (service: string, span: TimeSpan) => (await this.namesInTraces(context, span)).includes(service);
  }

  /** A name that the backend itself has needs no looking; what an admin said comes before. */
  private nameIn(naming: Naming): NameOf {
    const { signal, isKnown } = naming;
    return async (service, span) => {
      try {
        const said = await this.saidName(signal, service);
        if (said !== undefined) {
          return said;
        }
        return (await isKnown(service, span)) ? service : await this.nameFound(naming, service, span);
      } catch {
        // The question itself then tells what is wrong.
        return service;
      }
    };
  }
}

/** Ranges that end in the same hour share what was found out. */
function keyOf(context: SourceContext, { from, to }: TimeSpan): string {
  return JSON.stringify([context, Math.ceil(to / HOUR_MS), Math.round((to - from) / HOUR_MS)]);
}
