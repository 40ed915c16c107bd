import { bareName } from '../telemetry/serviceNames';

/** A name that a backend has for a service, with what was seen of it. */
export interface SeenName {
  name: string;
  /** Other names on the same streams, series or spans: values of labels that name services. */
  aliases?: readonly string[];
}

/** A name in logs, with a sample of its lines that carry ids. */
export interface SeenInLogs extends SeenName {
  lines: ReadonlyArray<{ traceId: string; spanId?: string; time: number }>;
}

/** A span of a sampled trace: whose it is, and when it ran, in milliseconds. */
export interface SeenSpan {
  traceId: string;
  spanId: string;
  service: string;
  start: number;
  duration: number;
}

/** Why two names are taken for one service, the surest first. `alike` is only ever proposed. */
export type Evidence =
  | { kind: 'overruled' }
  /** Of so many lines with ids that were looked up, this many were written inside spans of that name. */
  | { kind: 'traces'; agree: number; of: number }
  | { kind: 'equal' }
  /** Another label of it has that name, or it has a namespace in front. */
  | { kind: 'label'; value: string }
  | { kind: 'alike' };

export interface JoinedName {
  name: string;
  evidence: Evidence;
}

/** One service and what each backend calls it. */
export interface ServiceIdentity {
  /** The name that pages use: that of metrics, else of traces, else of logs. */
  service: string;
  metrics?: JoinedName;
  logs?: JoinedName;
  traces?: JoinedName;
  /** Names that look alike but share nothing: for the user to confirm, used for nothing. */
  proposed: Array<{ signal: 'logs' | 'traces'; name: string }>;
}

/** What an admin decided: the names of one service in logs and traces; null says that it has none there. */
export interface JoinOverride {
  service: string;
  logs?: string | null;
  traces?: string | null;
}

export interface Seen {
  metrics: readonly SeenName[];
  logs: readonly SeenInLogs[];
  traces: readonly SeenName[];
  /** The spans of the traces that lines named. */
  spans: readonly SeenSpan[];
  overrides?: readonly JoinOverride[];
}

/** Fewer lines that agree may be chance. */
const LEAST_LINES = 2;
/** Lines of other services in the same moment of the same trace are a minority. */
const LEAST_SHARE = 0.6;
/** Clocks differ by some milliseconds. */
const CLOCK_SLACK = 50;

/**
 * Finds out which names in metrics, logs and traces are one service. Each name is used once. Evidence decides, in this
 * order: what an admin said, ids that are in both, equal names, equal labels. Names that merely look alike are
 * proposed, never joined: a wrong join shows the errors of another service.
 */
export function joinServices({ metrics, logs, traces, spans, overrides = [] }: Seen): ServiceIdentity[] {
  const inTraces = joinByName(metrics, traces, pick(overrides, 'traces'));
  const identities: ServiceIdentity[] = metrics.map(({ name }) => ({
    service: name,
    metrics: { name, evidence: { kind: 'equal' } },
    traces: inTraces.get(name),
    proposed: [],
  }));
  const usedTraces = new Set([...inTraces.values()].map(({ name }) => name));
  for (const { name } of traces.filter((one) => !usedTraces.has(one.name))) {
    identities.push({ service: name, traces: { name, evidence: { kind: 'equal' } }, proposed: [] });
  }
  const inLogs = joinLogs(identities, metrics, logs, spans, pick(overrides, 'logs'));
  const usedLogs = new Set([...inLogs.values()].map(({ name }) => name));
  for (const identity of identities) {
    identity.logs = inLogs.get(identity.service);
  }
  for (const { name } of logs.filter((one) => !usedLogs.has(one.name))) {
    identities.push({ service: name, logs: { name, evidence: { kind: 'equal' } }, proposed: [] });
  }
  return propose(identities, overrides);
}

type Overruled = Map<string, string | null>;

function pick(overrides: readonly JoinOverride[], signal: 'logs' | 'traces'): Overruled {
  return new Map(
    overrides.flatMap(({ service, [signal]: name }): Array<[string, string | null]> =>
      name === undefined ? [] : [[service, name]]
    )
  );
}

/** By equal names, then by other labels that have the name; nobody's name is taken by its label. */
function joinByName(
  ours: readonly SeenName[],
  theirs: readonly SeenName[],
  overruled: Overruled
): Map<string, JoinedName> {
  const joined = overruledNames(overruled, theirs);
  const isFree = (name: string) => ![...joined.values()].some((one) => one.name === name);
  const open = () => ours.filter(({ name }) => !joined.has(name) && !overruled.has(name));
  for (const { name } of open().filter((one) => theirs.some((their) => their.name === one.name))) {
    if (isFree(name)) {
      joined.set(name, { name, evidence: { kind: 'equal' } });
    }
  }
  const claims = open().flatMap((our) =>
    theirs
      .filter((their) => isFree(their.name))
      .flatMap((their) => {
        const value = sharedName(namesOf(our), namesOf(their));
        return value === undefined ? [] : [{ our: our.name, name: their.name, value }];
      })
  );
  for (const { our, name, value } of claims) {
    // Two that claim the same label are no evidence for either, on either side.
    if (claims.filter((other) => other.our === our || other.name === name).length === 1) {
      joined.set(our, { name, evidence: { kind: 'label', value } });
    }
  }
  return joined;
}

function namesOf({ name, aliases = [] }: SeenName): string[] {
  return [name, ...aliases];
}

/** A name that both have, or that one has behind a namespace. */
function sharedName(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const equal = theirs.find((name) => ours.includes(name));
  return (
    equal ??
    theirs.find((name) => ours.some((our) => bareName(our) === name)) ??
    ours.find((name) => theirs.some((their) => bareName(their) === name))
  );
}

function joinLogs(
  identities: readonly ServiceIdentity[],
  metrics: readonly SeenName[],
  logs: readonly SeenInLogs[],
  spans: readonly SeenSpan[],
  overruled: Overruled
): Map<string, JoinedName> {
  const joined = overruledNames(overruled, logs);
  const taken = new Set([...joined.values()].map(({ name }) => name));
  const byTraces = logs
    .flatMap((log) => {
      const found = whoWrote(log, spans);
      return found && !taken.has(log.name) ? [{ log: log.name, ...found }] : [];
    })
    .sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || sureness(b) - sureness(a));
  // Shared ids also speak against: whose lines are inside another's spans is not joined by its name.
  const spokenFor = new Set(byTraces.map(({ log }) => log));
  for (const { log, service, agree, of } of byTraces) {
    const owner = identities.find(({ traces }) => traces?.name === service);
    if (owner && !joined.has(owner.service) && !overruled.has(owner.service)) {
      joined.set(owner.service, { name: log, evidence: { kind: 'traces', agree, of } });
      taken.add(log);
    }
  }
  const rest = logs.filter(({ name }) => !taken.has(name) && !spokenFor.has(name));
  const open = identities
    .filter(({ service }) => !joined.has(service) && !overruled.has(service))
    .map(({ service, traces }) => ({
      name: service,
      aliases: [...(metrics.find(({ name }) => name === service)?.aliases ?? []), ...(traces ? [traces.name] : [])],
    }));
  return new Map([...joined, ...joinByName(open, rest, new Map())]);
}

/** Of several that write inside the spans of a service, the one that is called like it: others may be its proxies. */
function isNamed({ log, service }: { log: string; service: string }): boolean {
  return log === service;
}

/**
 * The share of lines that agree, to be expected of more lines: two of two say less than 19 of 20.
 * Rule of succession: https://en.wikipedia.org/wiki/Rule_of_succession
 */
function sureness({ agree, of }: { agree: number; of: number }): number {
  return (agree + 1) / (of + 2);
}

/** The service inside whose spans the lines of a name were written, if they agree. */
function whoWrote(
  { lines }: SeenInLogs,
  spans: readonly SeenSpan[]
): { service: string; agree: number; of: number } | undefined {
  const votes = new Map<string, number>();
  let of = 0;
  for (const line of lines) {
    const ofTrace = spans.filter(({ traceId }) => traceId === line.traceId);
    const service = writerOf(line, ofTrace);
    if (service !== undefined) {
      of++;
      votes.set(service, (votes.get(service) ?? 0) + 1);
    }
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  return best && best[1] >= LEAST_LINES && best[1] / of >= LEAST_SHARE
    ? { service: best[0], agree: best[1], of }
    : undefined;
}

/** The span id says it; without one the only service that was running then. */
function writerOf(line: SeenInLogs['lines'][number], spans: readonly SeenSpan[]): string | undefined {
  if (line.spanId !== undefined) {
    return spans.find(({ spanId }) => spanId === line.spanId)?.service;
  }
  const running = new Set(
    spans
      .filter(({ start, duration }) => line.time >= start - CLOCK_SLACK && line.time <= start + duration + CLOCK_SLACK)
      .map(({ service }) => service)
  );
  return running.size === 1 ? [...running][0] : undefined;
}

function overruledNames(overruled: Overruled, known: readonly SeenName[]): Map<string, JoinedName> {
  return new Map(
    [...overruled].flatMap(([service, name]): Array<[string, JoinedName]> =>
      name !== null && known.some((one) => one.name === name)
        ? [[service, { name, evidence: { kind: 'overruled' } }]]
        : []
    )
  );
}

/** Lets services that lack a signal know of names that look like theirs and are nobody else's. */
function propose(identities: ServiceIdentity[], overrides: readonly JoinOverride[]): ServiceIdentity[] {
  return identities.map((identity) => ({
    ...identity,
    proposed: (['logs', 'traces'] as const).flatMap((signal) => {
      const isDecided = overrides.some((one) => one.service === identity.service && one[signal] !== undefined);
      if (identity[signal] || isDecided) {
        return [];
      }
      return identities
        .filter(
          (other) => other !== identity && other[signal] && !other.metrics && mayBeOne(identity.service, other.service)
        )
        .map((other) => ({ signal, name: other[signal]?.name ?? other.service }));
    }),
  }));
}

function mayBeOne(one: string, other: string): boolean {
  return areAlike(one, other) || areAlike(bareName(one) ?? '', other) || areAlike(one, bareName(other) ?? '');
}

/** Parts of names that say where or what kind, not who. */
const NOISE = new Set(['app', 'service', 'svc', 'server', 'api', 'prod', 'production', 'staging', 'dev', 'demo']);

/**
 * Whether two names have the same telling words: `fastapi-app` and `fastapi_shop-1` do not, `payments-1` and
 * `payments-svc` do.
 */
export function areAlike(one: string, other: string): boolean {
  const words = (name: string) =>
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && !NOISE.has(word) && !/^\d+$/.test(word))
      .sort()
      .join(' ');
  return words(one) !== '' && words(one) === words(other);
}
