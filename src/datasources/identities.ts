import pMap from 'p-map';
import { joinServices, type Seen, type SeenInLogs, type ServiceIdentity } from '../correlation/joins';
import { type LogCountQuestion, type LogLine, type LogSource } from '../telemetry/questions/logs';
import { type Span, type TraceSource } from '../telemetry/questions/traces';
import { type Settings } from './settings';
import { type TimeSpan } from '../telemetry/timeSpan';

/** Names looked up in logs by their lines at most; the others are joined by what they are called. */
const MAX_NAMES = 12;
const LINES_PER_NAME = 20;
/** Traces fetched to see who wrote those lines. */
const MAX_TRACES = 24;
const AT_ONCE = 4;
const MAX_SERVICES = 500;

/** Labels whose values may be a service's name elsewhere. */
const NAMING_LABELS = ['service_name', 'service', 'compose_service', 'container_name', 'container', 'app', 'job'];

export interface IdentitySources {
  /** Names of services as metrics have them, with those of other labels. */
  metrics: Seen['metrics'];
  logs: LogSource;
  traces: TraceSource;
  overrides?: Settings['joins'];
}

/**
 * Finds out which names in metrics, logs and traces are one service. Asks logs and traces for their names, and only
 * for those that nobody else has for some lines and the traces that these name: fewer than 40 requests, on demand.
 * @throws where neither logs nor traces can be asked
 */
export async function identifyServices(
  { metrics, logs, traces, overrides }: IdentitySources,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<ServiceIdentity[]> {
  const [inLogs, inTraces] = await bothOrEither(
    namesInLogs(logs, span, signal),
    traces.attributeValues('service', span, signal)
  );
  const elsewhere = new Set([...metrics.map(({ name }) => name), ...inTraces]);
  const foreign = inLogs.filter((name) => !elsewhere.has(name)).slice(0, MAX_NAMES);
  const seenInLogs = await pMap(foreign, (name) => seen(logs, name, span, signal), { concurrency: AT_ONCE });
  const traceIds = [...new Set(seenInLogs.flatMap(({ lines }) => lines.map(({ traceId }) => traceId)))];
  const found = await pMap(
    spread(traceIds, MAX_TRACES),
    (id) => traces.trace(id, span, signal).catch(() => undefined),
    { concurrency: AT_ONCE }
  );
  return joinServices({
    metrics,
    traces: inTraces.map((name) => ({ name })),
    logs: inLogs.map((name) => seenInLogs.find((one) => one.name === name) ?? { name, lines: [] }),
    spans: found.flatMap((trace) => trace?.spans ?? []).map(seenSpan),
    overrides,
  });
}

/** What services are called in logs. */
export async function namesInLogs(logs: LogSource, span: TimeSpan, signal?: AbortSignal): Promise<string[]> {
  const question: LogCountQuestion = {
    about: 'logCount',
    where: [],
    lines: [],
    by: ['service'],
    shape: 'total',
    limit: MAX_SERVICES,
  };
  const { counts } = await logs.count(question, span, undefined, signal);
  return counts.flatMap(({ labels }) => (labels.service ? [labels.service] : []));
}

/** The name that a service has in logs; its own where nothing else is known. */
export function nameInLogs(service: string, identities: readonly ServiceIdentity[]): string {
  return identities.find((one) => one.service === service)?.logs?.name ?? service;
}

/** What traces call the service that logs call so; undefined where nothing joins that name with one in traces. */
export function nameInTracesOf(nameInLogs: string, identities: readonly ServiceIdentity[]): string | undefined {
  return identities.find(({ logs }) => logs?.name === nameInLogs)?.traces?.name;
}

/** The name that a service has in traces; its own where nothing else is known. */
export function nameInTraces(service: string, identities: readonly ServiceIdentity[]): string {
  return identities.find((one) => one.service === service)?.traces?.name ?? service;
}

/** One of two may fail: what the other says still joins it with metrics. */
async function bothOrEither(logs: Promise<string[]>, traces: Promise<string[]>): Promise<[string[], string[]]> {
  const [inLogs, inTraces] = await Promise.allSettled([logs, traces]);
  if (inLogs.status === 'rejected' && inTraces.status === 'rejected') {
    throw inLogs.reason;
  }
  return [inLogs.status === 'fulfilled' ? inLogs.value : [], inTraces.status === 'fulfilled' ? inTraces.value : []];
}

async function seen(logs: LogSource, name: string, span: TimeSpan, signal?: AbortSignal): Promise<SeenInLogs> {
  const { lines } = await logs
    .lines(
      {
        about: 'logLines',
        where: [{ field: 'service', op: 'in', values: [name] }],
        lines: [],
        limit: LINES_PER_NAME,
        order: 'newest',
      },
      span,
      signal
    )
    // A name without lines is joined by what it is called.
    .catch(() => ({ lines: [] as LogLine[] }));
  return {
    name,
    aliases: [...new Set(lines.flatMap(({ labels }) => NAMING_LABELS.flatMap((label) => labels[label] ?? [])))],
    lines: lines.flatMap(({ time, reading: { traceId, spanId } }) => (traceId ? [{ traceId, spanId, time }] : [])),
  };
}

function seenSpan({ traceId, spanId, service, start, duration }: Span) {
  return { traceId, spanId, service, start, duration };
}

/** So many of a list, from all over it. */
function spread<T>(list: readonly T[], count: number): T[] {
  const every = Math.max(1, Math.ceil(list.length / count));
  return list.filter((_, i) => i % every === 0);
}
