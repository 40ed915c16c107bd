import { type LatencyBound } from '../../analysis/objectives/latencyBound';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { type Measure } from '../../telemetry/measures';
import { type Condition, is, metricQuestion, type MetricQuestion, type Stat } from '../../telemetry/questions/metric';
import { type Field } from '../../telemetry/vocabulary';

/** What is asked of an objective: its events in the last so many seconds. */
export interface Wanted {
  objective: ServiceLevelObjective;
  seconds: number;
  /** Where its latency is counted; left out: not known yet, so all bounds are asked for. */
  bound?: LatencyBound;
}

/** One question that tells of several objectives. */
export interface EventQuestion {
  refId: string;
  counts: 'total' | 'bad' | 'within';
  wanted: readonly Wanted[];
  question: MetricQuestion;
}

/** What counts the events of an availability objective, and of a latency objective. */
const OF_AVAILABILITY: ReadonlyArray<readonly [EventQuestion['counts'], Measure]> = [
  ['total', 'requests'],
  ['bad', 'errors'],
];

/**
 * The questions for all that is wanted: as few as there are windows, kinds of indicators and latency bounds, however
 * many objectives there are. All of them fit into one request.
 */
export function eventQuestions(wanted: readonly Wanted[]): EventQuestion[] {
  const groups = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const { route, threshold } = one.objective;
    const key = JSON.stringify([one.seconds, route !== undefined, threshold, one.bound?.bound]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group, index) => questionsOf(group, `${index}`));
}

function questionsOf(group: readonly Wanted[], name: string): EventQuestion[] {
  const [first] = group;
  const threshold = first?.objective.threshold;
  const ask = (counts: EventQuestion['counts'], measure: Measure, stat: Stat): EventQuestion => ({
    refId: `${counts}${name}`,
    counts,
    wanted: group,
    question: metricQuestion({ measure, stat, ...scopeOf(group), shape: 'total', window: first?.seconds }),
  });
  return threshold === undefined
    ? OF_AVAILABILITY.map(([counts, measure]) => ask(counts, measure, { kind: 'count' }))
    : [ask('within', 'duration', withinStat(threshold, first?.bound))];
}

/** How many were within a threshold, counted at the bound where that is known. */
export function withinStat(threshold: number, bound?: LatencyBound): Stat {
  return { kind: 'within', seconds: threshold, ...(bound && { bounds: [bound.bound, Infinity] }) };
}

/** What tells the objectives of a group apart, and no more than they are of. */
function scopeOf(group: readonly Wanted[]): Pick<MetricQuestion, 'by' | 'where'> {
  const services = [...new Set(group.map(({ objective }) => objective.service))];
  const routes = [...new Set(group.flatMap(({ objective }) => objective.route ?? []))];
  const where: Condition[] = [{ field: 'service', op: 'in', values: services }];
  const by: Field[] = ['service'];
  return routes.length === 0
    ? { by, where }
    : { by: [...by, 'route'], where: [...where, { field: 'route', op: 'in', values: routes }] };
}

/** The conditions of one objective alone. */
export function conditionsOf({ service, route }: Pick<ServiceLevelObjective, 'service' | 'route'>): Condition[] {
  return [is('service', service), ...(route === undefined ? [] : [is('route', route)])];
}

/** Under which key answers are kept. */
export function eventsKey(objective: ServiceLevelObjective, seconds: number): string {
  return JSON.stringify([objectiveId(objective), seconds]);
}
