import { type ServiceIdentity } from '../correlation/joins';
import { type LogSource } from '../telemetry/questions/logs';
import { type TraceSource } from '../telemetry/questions/traces';
import { TtlCache } from './ttlCache';
import { chooseDataSource } from './find';
import { identifyServices, nameInLogs, nameInTraces, nameInTracesOf, namesInLogs } from './identities';
import { openLoki, servicesOfStreams } from './loki';
import { isSampleMode } from './sampleMode';
import { loadSample } from './sampleShop';
import { logsByServiceName, type NameOf, tracesByServiceName } from './serviceNames';
import { loadSettings } from './settingsStore';
import { metricServices } from './telemetry';
import { openTempo } from './tempo';
import { type TimeSpan } from '../telemetry/timeSpan';

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
 * Services go by the names that they have in metrics.
 * @throws TelemetryError (absent) where there is none
 */
export async function logSource(context: SourceContext): Promise<LogSource> {
  if (isSampleMode()) {
    const { openSampleLogs } = await loadSample();
    return openSampleLogs(context.environments);
  }
  const { dataSource, source } = await ownLogs(context);
  const isKnown = async (service: string, span: TimeSpan) =>
    (await servicesOfStreams(dataSource, span)).includes(service) ||
    // A long time range may have services that were not heard of lately.
    (await names.get(`logs ${keyOf(context, span)}`, () => namesInLogs(source, span))).includes(service);
  return logsByServiceName(source, nameIn('logs', context, isKnown, nameInLogs));
}

/**
 * Where traces come from for this user: the sample shop while sample data is on, else the data source for traces.
 * Services go by the names that they have in metrics.
 * @throws TelemetryError (absent) where there is none
 */
export async function traceSource(context: SourceContext): Promise<TraceSource> {
  if (isSampleMode()) {
    const { openSampleTraces } = await loadSample();
    return openSampleTraces(context.environments);
  }
  const tempo = await ownTraces(context);
  return tracesByServiceName(
    tempo,
    nameIn('traces', context, isInTraces(context), nameInTraces),
    // What was said cannot be read: the service's own name is as good as any.
    async (service) => (await saidName('traces', service).catch(() => undefined)) ?? service
  );
}

const identities = new TtlCache<ServiceIdentity[]>();
const names = new TtlCache<string[]>();

/** Which names in metrics, logs and traces are one service, and why; asked anew after five minutes. */
export function serviceIdentities(context: SourceContext, span: TimeSpan): Promise<ServiceIdentity[]> {
  return identities.get(keyOf(context, span), async () => {
    const { joins } = await loadSettings();
    const [{ source: logs }, traces, metrics] = await Promise.all([
      ownLogs(context),
      ownTraces(context),
      // Without metrics logs and traces can still be joined.
      metricServices(context.metrics, span.to).catch(() => []),
    ]);
    return identifyServices({ metrics, logs, traces, overrides: joins }, span);
  });
}

/**
 * What traces call the services that logs call so: the same where traces have the name, else as far as evidence joins
 * them; a name of which nothing is known stands for itself. Does not fail.
 */
export async function namesInTraces(
  context: SourceContext,
  namesInLogs: readonly string[],
  span: TimeSpan
): Promise<ReadonlyMap<string, string>> {
  if (isSampleMode()) {
    // In the sample shop services have one name.
    return new Map(namesInLogs.map((name) => [name, name]));
  }
  const nameOf = nameIn('traces', context, isInTraces(context), (name, joined) => nameInTracesOf(name, joined) ?? name);
  return new Map(await Promise.all(namesInLogs.map(async (name) => [name, await nameOf(name, span)] as const)));
}

/** Looks again at the next question, after an admin decided something. */
export function forgetIdentities(): void {
  identities.clear();
  names.clear();
}

/** Whether traces have a service of this name. */
function isInTraces(context: SourceContext) {
  return async (service: string, span: TimeSpan) => {
    const known = names.get(`traces ${keyOf(context, span)}`, async () =>
      (await ownTraces(context)).attributeValues('service', span)
    );
    return (await known).includes(service);
  };
}

/** A name that the backend itself has needs no looking; what an admin said comes before. */
function nameIn(
  signal: 'logs' | 'traces',
  context: SourceContext,
  isKnown: (service: string, span: TimeSpan) => Promise<boolean>,
  read: (service: string, identities: readonly ServiceIdentity[]) => string
): NameOf {
  return async (service, span) => {
    try {
      const said = await saidName(signal, service);
      if (said !== undefined) {
        return said;
      }
      return (await isKnown(service, span)) ? service : read(service, await serviceIdentities(context, span));
    } catch {
      // The question itself then tells what is wrong.
      return service;
    }
  };
}

/** What an admin said that logs or traces call a service. */
async function saidName(signal: 'logs' | 'traces', service: string): Promise<string | undefined> {
  const { joins = [] } = await loadSettings();
  const said = joins.find((join) => join.service === service)?.[signal];
  return typeof said === 'string' ? said : undefined;
}

async function ownLogs({ logs, environments }: SourceContext) {
  const settings = await loadSettings();
  const dataSource = chooseDataSource('logs', logs, settings.logs);
  return { dataSource, source: await openLoki(dataSource, environments) };
}

async function ownTraces({ traces, environments }: SourceContext): Promise<TraceSource> {
  const settings = await loadSettings();
  return openTempo(chooseDataSource('traces', traces, settings.traces), environments);
}

const HOUR_MS = 3600_000;

/** Ranges that end in the same hour share what was found out. */
function keyOf(context: SourceContext, { from, to }: TimeSpan): string {
  return JSON.stringify([context, Math.ceil(to / HOUR_MS), Math.round((to - from) / HOUR_MS)]);
}
