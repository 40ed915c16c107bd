import { type ChangeCase } from './case';
import { blameOf, type Blame, troubles } from './blame';
import { type Evidence } from './cause';
import { type Change, type Changes } from './change';
import { demandOf } from './demand';
import { entityKey, type Measured } from './entities';
import { TROUBLES, type Trouble, troubleOf } from './excess';
import { moment } from './moment';
import { isResource, tellsOfFailures } from './notable';
import { type ServiceMap } from './serviceMap';
import { type Segment, type Steps } from './steps';
import { type TraceFacts, traceFactsOf } from './traceFacts';

/** A service that something got worse at, and what speaks for its being the cause. */
export interface Candidate {
  service: string;
  evidence: Evidence;
  /** What of it changed, in its requests and what it uses. */
  changes: Change[];
  blame: Partial<Record<Trouble, Blame>>;
  facts?: TraceFacts;
}

/** Shares of failed traces that differ by less say nothing: few traces are looked at. */
const CLEAR_ORIGINS = 0.1;

/** What is known of a case by now. */
export interface Known {
  one: ChangeCase;
  steps: Steps;
  measured: readonly Measured[];
  map: ServiceMap;
  changes: Changes;
  /** When the trouble was. */
  time: Segment;
}

/** Everyone that something got worse at, in the order of their names. */
export function candidatesOf({ one, steps, measured, map, changes, time }: Known): Candidate[] {
  const changed = byService(changes);
  const traces = traceFactsOf(one);
  const candidates = new Map(
    [...changed].map(([service, own]): [string, Candidate] => [
      service,
      { service, evidence: {}, changes: own, blame: {}, facts: traces.get(service) },
    ])
  );
  const clearest = Math.max(...TROUBLES.map((trouble) => clarityOf(trouble, changes)));
  for (const trouble of TROUBLES) {
    const weight = clearest > 0 ? clarityOf(trouble, changes) / clearest : 1;
    const concerned = [...candidates.values()].filter((candidate) => has(trouble, candidate, changes));
    const names = concerned.map(({ service }) => service);
    const asked = new Set([...names, ...names.flatMap((name) => (map.calls.get(name) ?? []).map(({ to }) => to))]);
    const blames = blameOf(trouble, troubles(trouble, measured, changes, steps, time, asked), map);
    const all = concerned.reduce((sum, { service }) => sum + (blames.get(service)?.own ?? 0), 0);
    const slow = concerned.reduce((sum, { facts }) => sum + (facts?.selfSeconds ?? 0), 0);
    for (const { service, evidence, blame, facts } of concerned) {
      const own = blames.get(service);
      blame[trouble] = own;
      const part = own && all > 0 ? (weight * own.own) / all : 0;
      if (trouble === 'failures') {
        evidence.ownFailures = part;
        evidence.origins = facts && facts.origins >= CLEAR_ORIGINS ? facts.origins : 0;
      } else {
        evidence.ownSeconds = part;
        evidence.selfTime = facts && slow > 0 ? facts.selfSeconds / slow : 0;
      }
    }
  }
  candidates.forEach(({ evidence, blame }) => {
    // Who waits for others fails for want of their answers.
    evidence.ownFailures = (evidence.ownFailures ?? 0) * (1 - waitingOf(blame.seconds));
  });
  const demand = demandOf(changes, map);
  for (const { service, evidence, changes: own } of candidates.values()) {
    const strained = own.filter(({ measure, isWorse }) => isWorse && isResource(measure));
    evidence.resources = strained.some((change) => !isForRequests(change, own)) ? 1 : 0;
    evidence.version = beganToRun(service, own, one, steps) ? 1 : 0;
    evidence.demand = demand.get(service) ?? 0;
  }
  addFirst([...candidates.values()]);
  return [...candidates.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
}

/** Which part of the time that requests of a service take too long is spent waiting for those that it calls. */
export function waitingOf(seconds: Blame | undefined): number {
  return seconds && seconds.excess > 0 ? 1 - seconds.own / seconds.excess : 0;
}

/** Services at which anything got worse, also for whoever calls them, or that are asked for more often. */
function byService({ series, edges, patterns }: Changes): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  const of = (service: string) => {
    const own = found.get(service) ?? [];
    found.set(service, own);
    return own;
  };
  series
    .filter(({ isWorse, measure, before, during }) => isWorse || (measure === 'requests' && during > before))
    .forEach((change) => of(change.entity.service).push(change));
  edges.filter(({ excess }) => excess > 0).forEach(({ to }) => of(to));
  patterns.filter(tellsOfFailures).forEach(({ service }) => of(service));
  return found;
}

/** How far out the clearest change of a trouble is: one that is hardly seen counts less than one that nobody misses. */
function clarityOf(trouble: Trouble, { series }: Changes): number {
  const own = series.filter(({ measure, isWorse }) => isWorse && troubleOf(measure) === trouble);
  return Math.max(0, ...own.map(({ z }) => Math.abs(z)));
}

function has(trouble: Trouble, { service, changes }: Candidate, { edges, patterns }: Changes): boolean {
  return (
    changes.some(({ measure, isWorse }) => isWorse && troubleOf(measure) === trouble) ||
    (trouble === 'failures' &&
      (edges.some(({ to, excess }) => to === service && excess > 0) ||
        patterns.some((pattern) => pattern.service === service && tellsOfFailures(pattern))))
  );
}

/** Whether CPU is used for no more than what is asked for in addition, of the very instance or of all. */
function isForRequests({ entity, measure, before, during }: Change, own: readonly Change[]): boolean {
  const requests = own.find((one) => one.measure === 'requests' && entityKey(one.entity) === entityKey(entity));
  return measure === 'cpu' && requests !== undefined && during * requests.before <= requests.during * before;
}

/** Whether a version of it began to run when it changed, or shortly before. */
function beganToRun(service: string, changes: readonly Change[], one: ChangeCase, steps: Steps): boolean {
  const began = moment(changes, one, steps);
  return (
    began !== undefined &&
    (one.versions ?? []).some(
      ({ service: of, ran }) =>
        of === service && ran.from > one.before.from && ran.from >= began.from && ran.from <= began.to
    )
  );
}

/** Who changed before all others did. Where several may have been the first, each is so by its part. */
function addFirst(candidates: readonly Candidate[]): void {
  const onsets = candidates.flatMap(({ evidence, changes }) => {
    const worse = changes.filter(({ isWorse }) => isWorse).map(({ onset }) => onset);
    return worse.length === 0
      ? []
      : [
          {
            evidence,
            earliest: Math.min(...worse.map(({ earliest }) => earliest)),
            latest: Math.min(...worse.map(({ latest }) => latest)),
          },
        ];
  });
  const end = Math.min(...onsets.map(({ latest }) => latest));
  const possible = onsets.filter(({ earliest }) => earliest <= end);
  possible.forEach(({ evidence }) => (evidence.first = 1 / possible.length));
}
