import { bareName } from '../telemetry/serviceNames';
import { movingPairs } from './movingTogether';
import { withProposals } from './proposedNames';
import { type SeenInLogs, type SeenInMetrics, type SeenName, type SeenSpan } from './seenNames';
import { type Placed, sureness, whoServed, whoWrote } from './sharedIds';

/** Why two names are taken for one service, the surest first. */
export type Evidence =
  | { kind: 'overruled' }
  /** Of so many lines with ids that were looked up, this many were written inside spans of that name. */
  | { kind: 'traces'; agree: number; of: number }
  /** Of so many exemplars that were looked up, this many stand for spans of that name. */
  | { kind: 'exemplars'; agree: number; of: number }
  | { kind: 'equal' }
  /** Another label of it has that name, or it has a namespace in front. */
  | { kind: 'label'; value: string }
  /** Both count the same requests on so many routes. */
  | { kind: 'requests'; routes: number; requests: number };

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
  metrics: readonly SeenInMetrics[];
  logs: readonly SeenInLogs[];
  traces: readonly SeenName[];
  /** The spans of the traces that lines and exemplars named. */
  spans: readonly SeenSpan[];
  overrides?: readonly JoinOverride[];
}

/**
 * Finds out which names in metrics, logs and traces are one service. Each name is used once. Evidence decides, in this
 * order: what an admin said, ids that are in both, equal names, equal labels, requests that both count. Names that
 * merely look alike are proposed, never joined: a wrong join shows the errors of another service.
 */
export function joinServices({ metrics, logs, traces, spans, overrides = [] }: Seen): ServiceIdentity[] {
  const inTraces = joinTraces(metrics, traces, spans, pick(overrides, 'traces'));
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
  const known: Known = { metrics, traces };
  const inLogs = joinLogs(identities, known, logs, spans, pick(overrides, 'logs'));
  const usedLogs = new Set([...inLogs.values()].map(({ name }) => name));
  for (const identity of identities) {
    identity.logs = inLogs.get(identity.service);
  }
  for (const { name } of logs.filter((one) => !usedLogs.has(one.name))) {
    identities.push({ service: name, logs: { name, evidence: { kind: 'equal' } }, proposed: [] });
  }
  return withProposals(identities, overrides);
}

type Known = Pick<Seen, 'metrics' | 'traces'>;
type Overruled = Map<string, string | null>;
/** What ours are called elsewhere, by our name. */
type Joined = Map<string, JoinedName>;

function pick(overrides: readonly JoinOverride[], signal: 'logs' | 'traces'): Overruled {
  return new Map(
    overrides.flatMap(({ service, [signal]: name }): Array<[string, string | null]> =>
      name === undefined ? [] : [[service, name]]
    )
  );
}

function joinTraces(
  metrics: readonly SeenInMetrics[],
  traces: readonly SeenName[],
  spans: readonly SeenSpan[],
  overruled: Overruled
): Joined {
  const joined = overruledNames(overruled, traces);
  const placed = metrics.flatMap((metric) => {
    const served = whoServed(metric, spans);
    return served && traces.some(({ name }) => name === served.service) ? [{ name: metric.name, ...served }] : [];
  });
  for (const { name, service, agree, of } of placed.sort(surestFirst)) {
    if (!joined.has(name) && !overruled.has(name) && isFree(service, joined)) {
      joined.set(name, { name: service, evidence: { kind: 'exemplars', agree, of } });
    }
  }
  // Shared ids also speak against: whose exemplars are another's requests is not joined by its name.
  const spokenFor = new Set(placed.map(({ name }) => name));
  return joinRest(
    metrics.filter(({ name }) => !spokenFor.has(name) && !overruled.has(name)),
    traces,
    joined
  );
}

function joinLogs(
  identities: readonly ServiceIdentity[],
  known: Known,
  logs: readonly SeenInLogs[],
  spans: readonly SeenSpan[],
  overruled: Overruled
): Joined {
  const joined = overruledNames(overruled, logs);
  const placed = logs
    .flatMap((log) => {
      const found = whoWrote(log, spans);
      return found && isFree(log.name, joined) ? [{ name: log.name, ...found }] : [];
    })
    .sort(surestFirst);
  // Shared ids also speak against: whose lines are inside another's spans is not joined by its name.
  const spokenFor = new Set(placed.map(({ name }) => name));
  for (const { name, service, agree, of } of placed) {
    const owner = identities.find(({ traces }) => traces?.name === service);
    if (owner && !joined.has(owner.service) && !overruled.has(owner.service)) {
      joined.set(owner.service, { name, evidence: { kind: 'traces', agree, of } });
    }
  }
  return joinRest(
    identities.filter(({ service }) => !overruled.has(service)).map((identity) => seenAs(identity, known)),
    logs.filter(({ name }) => !spokenFor.has(name)),
    joined
  );
}

/** All that is known of a service, under the name that pages use. */
function seenAs({ service, metrics, traces }: ServiceIdentity, known: Known): SeenName {
  const inMetrics = known.metrics.find(({ name }) => name === metrics?.name);
  const inTraces = known.traces.find(({ name }) => name === traces?.name);
  const all = [inMetrics, inTraces].filter((one) => one !== undefined);
  return {
    name: service,
    aliases: all.flatMap((one) => [...(one === inMetrics ? [] : [one.name]), ...(one.aliases ?? [])]),
    environments: all.flatMap(({ environments = [] }) => environments),
    namespaces: all.flatMap(({ namespaces = [] }) => namespaces),
    // Metrics count every request.
    counts: inMetrics?.counts ?? inTraces?.counts,
  };
}

/** By equal names, then by other labels that have the name, then by requests; nobody's name is taken by its label. */
function joinRest(ours: readonly SeenName[], theirs: readonly SeenName[], before: Joined): Joined {
  const joined = new Map(before);
  const open = () => ours.filter(({ name }) => !joined.has(name));
  const free = () => theirs.filter(({ name }) => isFree(name, joined));
  for (const { name } of open().filter((one) => free().some((their) => their.name === one.name))) {
    joined.set(name, { name, evidence: { kind: 'equal' } });
  }
  for (const { our, their, value } of labelPairs(open(), free())) {
    joined.set(our, { name: their, evidence: { kind: 'label', value } });
  }
  for (const { our, their, routes, requests } of movingPairs(open(), free())) {
    joined.set(our, { name: their, evidence: { kind: 'requests', routes, requests } });
  }
  return joined;
}

/**
 * By what only one name on each side has: a node or a tag that several share tells none of them. Two that claim the
 * same are no evidence for either, on either side.
 */
function labelPairs(ours: readonly SeenName[], theirs: readonly SeenName[]) {
  const [isOurs, isTheirs] = [ownedBy(ours), ownedBy(theirs)];
  const claims = ours.flatMap((our) =>
    theirs.flatMap((their) => {
      const value = sharedName(namesOf(our).filter(isOurs), namesOf(their).filter(isTheirs));
      return value === undefined ? [] : [{ our: our.name, their: their.name, value }];
    })
  );
  return claims.filter(({ our, their }) => claims.filter((one) => one.our === our || one.their === their).length === 1);
}

/** Whether a value is the name of one, or stands beside one name only. */
function ownedBy(names: readonly SeenName[]): (value: string) => boolean {
  const beside = names.flatMap(({ aliases = [] }) => [...new Set(aliases)]);
  const shared = new Set(beside.filter((value, at) => beside.indexOf(value) !== at));
  const own = new Set(names.map(({ name }) => name));
  return (value) => own.has(value) || !shared.has(value);
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

type PlacedName = Placed & { name: string };

/** Of several within the spans of a service the one that is called like it comes first: others may be its proxies. */
function surestFirst(a: PlacedName, b: PlacedName): number {
  return Number(b.name === b.service) - Number(a.name === a.service) || sureness(b) - sureness(a);
}

function isFree(name: string, joined: Joined): boolean {
  return ![...joined.values()].some((one) => one.name === name);
}

function overruledNames(overruled: Overruled, known: readonly SeenName[]): Joined {
  return new Map(
    [...overruled].flatMap(([service, name]): Array<[string, JoinedName]> =>
      name !== null && known.some((one) => one.name === name)
        ? [[service, { name, evidence: { kind: 'overruled' } }]]
        : []
    )
  );
}
