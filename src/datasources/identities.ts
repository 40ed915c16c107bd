import { joinServices, type ServiceIdentity } from '../correlation/joins';
import { type SeenInLogs, type SeenName } from '../correlation/seenNames';
import { namesBeside } from '../telemetry/conventions/alsoNamed';
import { serviceOfFile } from '../telemetry/conventions/logs/binding';
import { type LogCountQuestion, type LogLine, type LogSource } from '../telemetry/questions/logs';
import { type Attributes, type TraceSource } from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';
import { RequestBudget } from './requestBudget';
import { type AskedMetrics, requestsInMetrics, requestsInTraces, stepsBefore } from './seenRequests';
import { type Settings } from './settings';
import { seenSpan, type SpanLookup } from './tempoLookup';

/** Names looked up in logs by their lines at most; the others are joined by what they are called. */
const MAX_NAMES = 12;
const LINES = 400;
/** As many of a name as tell whose it is. */
const LINES_OF_EACH = 20;
/** A name of which so many lines were seen is not asked for again. */
const ENOUGH_LINES = 3;
/** Traces looked up to see who wrote those lines; their ids are in one query. */
const MAX_TRACES = 24;
const MAX_SERVICES = 500;
/** Services whose requests are compared. */
const MAX_COMPARED = 20;

/** What finding out which names are one service may cost, beside what detection asks for every page. */
export const MOST_REQUESTS = 8;

export interface IdentitySources {
  /** Names of services as metrics have them, with what their labels say. */
  metrics: readonly SeenName[];
  /** Who counts the requests of these; nobody where there are no metrics. */
  requests?: AskedMetrics;
  /** Nobody where there are none, as with the others: what the remaining ones say still joins them. */
  logs?: LogSource;
  traces?: TraceSource;
  spans?: SpanLookup;
  /** What services are called in logs and in traces. */
  names: Record<'logs' | 'traces', () => Promise<string[]>>;
  overrides?: Settings['joins'];
}

/**
 * Finds out which names in metrics, logs and traces are one service: two requests for the names, and for those that
 * nobody else has at most six more, for what proves whose they are. Failures among these cost their evidence only.
 * @throws where neither logs nor traces can be asked
 */
export async function identifyServices(
  sources: IdentitySources,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<ServiceIdentity[]> {
  const { metrics, logs, names, overrides } = sources;
  const budget = new RequestBudget(MOST_REQUESTS, signal);
  const [inLogs, inTraces] = await bothOrEither(budget.ask(names.logs), budget.ask(names.traces));
  const elsewhere = new Set([...metrics.map(({ name }) => name), ...inTraces]);
  const foreign = inLogs.filter((name) => !elsewhere.has(name)).slice(0, MAX_NAMES);
  // What has the same name is joined by it, and needs no proof.
  const open = metrics.filter(({ name }) => !inTraces.includes(name)).slice(0, MAX_COMPARED);
  const free = inTraces.filter((name) => !metrics.some((one) => one.name === name)).slice(0, MAX_COMPARED);
  const [seenInLogs, seen] = await Promise.all([
    logs ? linesOfNames(logs, foreign, budget, span, signal) : [],
    open.length > 0 && free.length > 0 ? whatIsServed(sources, open, free, budget, span, signal) : NOTHING,
  ]);
  const exemplars = [...seen.inMetrics.values()].flatMap((one) => one.exemplars ?? []);
  const traceIds = [...seenInLogs.flatMap(({ lines }) => lines), ...exemplars].map(({ traceId }) => traceId);
  const spans = await spansOfTraces(sources, spread([...new Set(traceIds)], MAX_TRACES), budget, span, signal);
  return joinServices({
    metrics: metrics.map((one) => ({ ...one, ...seen.inMetrics.get(one.name) })),
    traces: inTraces.map((name) => ({
      name,
      ...namesOfResources(name, seen.resources.get(name) ?? []),
      counts: seen.inTraces.get(name),
    })),
    logs: inLogs.map((name) => seenInLogs.find((one) => one.name === name) ?? { name, lines: [] }),
    spans,
    overrides,
  });
}

/** What metrics and traces tell of the services that have no name in common. */
interface Served {
  inMetrics: Awaited<ReturnType<typeof requestsInMetrics>>;
  inTraces: Awaited<ReturnType<typeof requestsInTraces>>;
  resources: ReadonlyMap<string, Attributes[]>;
}

const NOTHING: Served = { inMetrics: new Map(), inTraces: new Map(), resources: new Map() };

async function whatIsServed(
  { requests, traces, spans }: IdentitySources,
  open: readonly SeenName[],
  free: readonly string[],
  budget: RequestBudget,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<Served> {
  const steps = stepsBefore(span.to);
  const names = open.map(({ name }) => name);
  const [inMetrics, resources] = await Promise.all([
    requests ? budget.attempt(() => requestsInMetrics(requests, names, steps, signal)) : undefined,
    spans ? budget.attempt(() => spans.resources(free, span, signal)) : undefined,
  ]);
  const isCounted = [...(inMetrics?.values() ?? [])].some(({ counts }) => counts);
  const inTraces =
    isCounted && traces ? await budget.attempt(() => requestsInTraces(traces, free, steps, signal)) : undefined;
  return {
    inMetrics: inMetrics ?? NOTHING.inMetrics,
    inTraces: inTraces ?? NOTHING.inTraces,
    resources: resources ?? NOTHING.resources,
  };
}

/** The spans of traces in one request; where traces are not found by their ids, as many as may still be asked for. */
async function spansOfTraces(
  { traces, spans }: IdentitySources,
  traceIds: readonly string[],
  budget: RequestBudget,
  span: TimeSpan,
  signal?: AbortSignal
) {
  if (traceIds.length === 0 || !traces || !spans) {
    return [];
  }
  const found = await budget.attempt(() => spans.ofTraces(traceIds, span, signal));
  if (found) {
    return found;
  }
  const fetched = await Promise.all(
    spread(traceIds, budget.left)
      .slice(0, budget.left)
      .map((id) => budget.attempt(() => traces.trace(id, span, signal)))
  );
  return fetched.flatMap((trace) => trace?.spans ?? []).map(seenSpan);
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

/** One of two may fail: what the other says still joins it with metrics. */
async function bothOrEither(logs: Promise<string[]>, traces: Promise<string[]>): Promise<[string[], string[]]> {
  const [inLogs, inTraces] = await Promise.allSettled([logs, traces]);
  if (inLogs.status === 'rejected' && inTraces.status === 'rejected') {
    throw inLogs.reason;
  }
  return [inLogs.status === 'fulfilled' ? inLogs.value : [], inTraces.status === 'fulfilled' ? inTraces.value : []];
}

/** Lines of names, asked for together; those that others drown out are asked for once more. */
async function linesOfNames(
  logs: LogSource,
  names: readonly string[],
  budget: RequestBudget,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<SeenInLogs[]> {
  const ask = async (some: readonly string[]): Promise<LogLine[]> => {
    const where = [{ field: 'service' as const, op: 'in' as const, values: [...some] }];
    const question = { about: 'logLines' as const, where, lines: [], limit: LINES, order: 'newest' as const };
    return some.length > 0 ? ((await budget.attempt(() => logs.lines(question, span, signal)))?.lines ?? []) : [];
  };
  const first = linesByName(await ask(names), names);
  const drowned = names.filter((name) => (first.get(name)?.length ?? 0) < ENOUGH_LINES);
  const second = drowned.length < names.length ? linesByName(await ask(drowned), drowned) : first;
  return names.map((name) => seenLines(name, [...((drowned.includes(name) ? second : first).get(name) ?? [])]));
}

/**
 * Lines by the name among these that a label of theirs, their file, or they themselves have; what two labels have is of
 * neither.
 */
function linesByName(lines: readonly LogLine[], names: readonly string[]): Map<string, LogLine[]> {
  const byName = new Map<string, LogLine[]>();
  for (const line of lines) {
    const values = new Set([...Object.values(line.labels), ...Object.values(line.metadata)]);
    const ofFile = serviceOfFile(line.labels);
    const labelled = names.filter((name) => (ofFile === undefined ? values.has(name) : name === ofFile));
    const [name] = labelled.length > 0 ? labelled : names.filter((one) => one === line.reading.service);
    if (name !== undefined && labelled.length < 2) {
      byName.set(name, [...(byName.get(name) ?? []), line]);
    }
  }
  return byName;
}

function seenLines(name: string, lines: readonly LogLine[]): SeenInLogs {
  const withIds = lines.flatMap(({ time, reading: { traceId, spanId } }) =>
    traceId ? [{ traceId, spanId, time }] : []
  );
  return {
    name,
    aliases: namesBeside(
      lines.map(({ labels }) => labels),
      name
    ),
    lines: spread(withIds, LINES_OF_EACH),
  };
}

/** What resources of a service are called besides, and where they run. */
function namesOfResources(service: string, resources: readonly Attributes[]): Omit<SeenName, 'name'> {
  const values = (...names: string[]) => [
    ...new Set(resources.flatMap((one) => names.flatMap((name) => (one[name] === undefined ? [] : String(one[name]))))),
  ];
  const others = values(
    'service.instance.id',
    'k8s.deployment.name',
    'k8s.statefulset.name',
    'k8s.pod.name',
    'k8s.container.name',
    'container.name',
    'container.id',
    'host.name'
  );
  return {
    aliases: [...others, ...values('service.namespace').map((namespace) => `${namespace}/${service}`)],
    namespaces: values('service.namespace', 'k8s.namespace.name'),
    environments: values('deployment.environment.name', 'deployment.environment'),
  };
}

/** So many of a list, from all over it. */
function spread<T>(list: readonly T[], count: number): T[] {
  const every = Math.max(1, Math.ceil(list.length / Math.max(1, count)));
  return list.filter((_, i) => i % every === 0);
}
