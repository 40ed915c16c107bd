import { type CaseSpan, type CaseSymptom, type ChangeCase } from './case';
import { candidatesOf, type Candidate, type Known, waitingOf } from './candidates';
import { type Cause, type WhatChanged } from './cause';
import { type Change, type Changes } from './change';
import { entityKey, measuredOf } from './entities';
import { timeOfTrouble, TROUBLES, type Trouble, troubleOf } from './excess';
import { findChanges, symptomOf, withCalled } from './findChanges';
import { moment } from './moment';
import { attributesOf, carrierOf, outsideOf, spansOf, strainedInstance } from './narrow';
import { reachableFrom, reaching, serviceMapOf, type ServiceMap } from './serviceMap';
import { type Steps, stepsOf } from './steps';
import { LIKELY, scoreOf, sureOf } from './sureness';

/** So much of the best one's score a cause must have to be told. */
const LEAST_PART = 0.1;
/** A service is a victim of whom it calls where less of its trouble than this is its own. */
const MOSTLY = 0.5;

const NO_CHANGES = { series: [], edges: [], patterns: [] } as const satisfies Omit<Changes, 'looked'>;

/**
 * What changed between two times, and which causes it may have, the likeliest first. The order of what is in the case
 * makes no difference.
 */
export function whatChanged(whole: ChangeCase): WhatChanged {
  const steps = stepsOf(whole);
  if (!hasPast(whole, steps)) {
    return { verdict: 'no-past', causes: [], changes: { ...NO_CHANGES, looked: 0 } };
  }
  const map = serviceMapOf(whole);
  const all = measuredOf(whole.series);
  const symptom = whole.about && symptomOf(whole.about, all, steps);
  if (symptom && !symptom.change) {
    return { verdict: 'nothing', causes: [], changes: { ...NO_CHANGES, looked: symptom.looked } };
  }
  const one = whole.about ? concerning(whole, whole.about, map) : whole;
  const measured = whole.about ? measuredOf(one.series) : all;
  const changes = withCalled(findChanges(one, measured, steps), measured, map, steps);
  const known: Known = { one, steps, measured, map, changes, time: timeOfTrouble(changes, steps, symptom?.change) };
  const causes = ranked(known);
  const isLikely = (causes[0]?.sure ?? 0) >= LIKELY;
  const verdict = isLikely ? 'causes' : causes.length > 0 || symptom ? 'unclear' : 'nothing';
  return { verdict, causes, changes: symptom?.change ? withSymptom(changes, symptom.change) : changes };
}

/** Whether anything is known of the earlier time, or nothing of either. */
function hasPast({ series, edges = [], traces, patterns = [], before }: ChangeCase, steps: Steps): boolean {
  const spans = traces?.any ?? [];
  const isEmpty = [series, edges, patterns, spans].every(({ length }) => length === 0);
  return (
    isEmpty ||
    series.some(({ values }) => steps.before.some((step) => typeof values[step] === 'number')) ||
    edges.some((edge) => edge.before !== undefined) ||
    patterns.some((pattern) => pattern.before > 0) ||
    spans.some(({ start }) => start >= before.from && start < before.to)
  );
}

/** What was asked about and is there is told, also where it is not clear enough among all that was looked at. */
function withSymptom(changes: Changes, symptom: Change): Changes {
  const key = entityKey(symptom.entity);
  const isTold = changes.series.some(({ entity, measure }) => entityKey(entity) === key && measure === symptom.measure);
  return isTold ? changes : { ...changes, series: [...changes.series, symptom] };
}

/** What a symptom may come from: whatever its service calls, directly or not, and of requests only what it is about. */
function concerning(one: ChangeCase, { service, trouble }: CaseSymptom, map: ServiceMap): ChangeCase {
  const within = reachableFrom(service, map);
  return {
    ...one,
    series: one.series.filter(
      ({ entity, measure }) => within.has(entity.service) && (troubleOf(measure) ?? trouble) === trouble
    ),
    edges: one.edges?.filter(({ from, to }) => trouble === 'failures' && within.has(from) && within.has(to)),
    patterns: one.patterns?.filter((pattern) => within.has(pattern.service)),
  };
}

function ranked(known: Known): Cause[] {
  const { map } = known;
  const scored = candidatesOf(known)
    .map((candidate) => ({ candidate, score: scoreOf(candidate.evidence) }))
    .sort((a, b) => b.score - a.score);
  const all = scored.reduce((sum, { score }) => sum + score, 0);
  const best = scored[0]?.score ?? 0;
  const spans = spansOf(known.one);
  const causes: Array<{ cause: Cause; reachedBy: ReadonlySet<string> }> = [];
  for (const { candidate, score } of scored) {
    const above = causes.find(({ reachedBy }) => reachedBy.has(candidate.service));
    if (above && !isMostlyOwn(candidate)) {
      above.cause.victims.push(candidate.service);
    } else if (score > 0 && score >= LEAST_PART * best) {
      const cause = causeOf(candidate, { score, all }, known, spans);
      causes.push({ cause, reachedBy: reaching(candidate.service, map) });
    }
  }
  return causes.map(({ cause }) => cause);
}

function isMostlyOwn({ blame }: Candidate): boolean {
  return TROUBLES.some((trouble) => {
    const { own = 0, excess = 0 } = blame[trouble] ?? {};
    const isOwn = trouble === 'failures' ? own * (1 - waitingOf(blame.seconds)) : own;
    return excess > 0 && isOwn >= MOSTLY * excess;
  });
}

function causeOf(
  { service, evidence, changes, facts }: Candidate,
  { score, all }: { score: number; all: number },
  known: Known,
  spans: readonly CaseSpan[]
): Cause {
  const { one, steps, measured, map, time } = known;
  const isOutside = isOutsideOf(service, known);
  const trouble: Trouble = (evidence.ownFailures ?? 0) >= (evidence.ownSeconds ?? 0) ? 'failures' : 'seconds';
  const calledBy = isOutside ? loudestCaller(service, known) : undefined;
  // What is outside measures nothing: what can be told of it is seen at whoever calls it.
  const seen = calledBy ?? service;
  const part = (kind: 'route' | 'instance' | 'version') => carrierOf(kind, seen, trouble, measured, steps, time);
  const own = calledBy === undefined ? changes : known.changes.series.filter(({ entity }) => entity.service === seen);
  return {
    service,
    isOutside,
    calledBy,
    route: part('route'),
    instance: part('instance') ?? strainedInstance(seen, measured, known.changes, steps),
    version: part('version'),
    outside: isOutside ? undefined : outsideOf(service, trouble, map, known.changes),
    operation: facts?.slowOperation,
    attributes: attributesOf(seen, trouble, one.during, spans),
    evidence,
    score,
    sure: sureOf(score, all),
    began: moment(own, one, steps),
    changes: own,
    victims: [],
  };
}

/**
 * Whether it is outside: measured as such, or measured by nobody and called as a database, a queue or an API of others.
 * Where there are no metrics services are measured by nobody, too: then only the calls tell them apart.
 */
function isOutsideOf(service: string, { measured, map }: Known): boolean {
  const kinds = measured.flatMap(({ entity }) => (entity.service === service ? [entity.kind] : []));
  const callers = map.callers.get(service) ?? [];
  return kinds.length > 0
    ? kinds.every((kind) => kind === 'outside')
    : callers.length > 0 && callers.every(({ kind }) => kind !== 'service');
}

/** The service whose calls to it fail most beyond what was usual. */
function loudestCaller(service: string, { changes }: Known): string | undefined {
  const calls = changes.edges.filter(({ to, excess }) => to === service && excess > 0);
  return calls.sort((a, b) => b.excess - a.excess)[0]?.from;
}
