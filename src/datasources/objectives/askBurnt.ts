import { type DataFrame } from '@grafana/data';
import { groupBy } from '../../analysis/groupBy';
import { type Events } from '../../analysis/objectives/burnRate';
import { type LatencyBound } from '../../analysis/objectives/latencyBound';
import { type ServiceLevelObjective, windowSeconds } from '../../analysis/objectives/objective';
import { type Difference } from '../../analysis/selection/difference';
import { whatIsDifferent } from '../../analysis/selection/whatIsDifferent';
import { metricQuestion, type Stat } from '../../telemetry/questions/metric';
import { seriesOf } from '../answer';
import { type MetricsClient } from '../client/metricsClient';
import { type AskedQuestion, askQuestions, type ObjectivesContext } from './askQuestions';
import { conditionsOf, withinStat } from './eventQuestions';
import { latency, sum } from './readEvents';

/** What metrics tell requests apart by. */
export const BURNT_FIELDS = ['route', 'method', 'version', 'instance'] as const;
export type BurntField = (typeof BURNT_FIELDS)[number];

/** What sets bad requests apart from good ones, over the window of an objective. */
export interface Burnt {
  bad: number;
  good: number;
  /** The largest first. */
  differences: Array<Difference & { field: BurntField }>;
  /** Values that were looked at. */
  tested: number;
}

/**
 * What burnt the budget of an objective: bad requests against good ones, by each of what metrics tell apart; one
 * request.
 * @returns undefined where metrics tell nothing apart
 * @throws where they could not be counted
 */
export async function askBurnt(
  client: Pick<MetricsClient, 'query'>,
  context: ObjectivesContext,
  objective: ServiceLevelObjective,
  bound: LatencyBound | undefined,
  signal?: AbortSignal
): Promise<Burnt | undefined> {
  const seconds = windowSeconds(objective);
  const fields = BURNT_FIELDS.filter((field) => field !== 'route' || objective.route === undefined);
  const ask = (kind: string, field: BurntField, measure: 'requests' | 'errors' | 'duration', stat: Stat) => ({
    refId: `${kind}_${field}`,
    question: metricQuestion({
      measure,
      stat,
      by: [field],
      where: conditionsOf(objective),
      shape: 'total',
      window: seconds,
    }),
  });
  const asked = fields.flatMap((field): AskedQuestion[] =>
    objective.threshold === undefined
      ? [ask('total', field, 'requests', { kind: 'count' }), ask('bad', field, 'errors', { kind: 'count' })]
      : [ask('within', field, 'duration', withinStat(objective.threshold, bound))]
  );
  const { frames, errors } = await askQuestions(client, context, asked, seconds, signal);
  const byField = fields.map((field) => ({
    field,
    events: eventsBy(frames, field, objective.threshold),
  }));
  const isUntold = byField.every(({ events }) => events.size === 0);
  if (isUntold && errors[0]) {
    throw new Error(errors[0].message);
  }
  return isUntold ? undefined : burntOf(byField);
}

/** What is different about bad requests, of how many there are of each value. */
export function burntOf(byField: ReadonlyArray<{ field: BurntField; events: ReadonlyMap<string, Events> }>): Burnt {
  // A field that some requests do not have counts less than all.
  const all = (count: (events: Events) => number) =>
    Math.max(
      0,
      ...byField.map(({ events }) => [...events.values()].reduce((sum, one) => sum + Math.round(count(one)), 0))
    );
  const goodOf = ({ total, bad }: Events) => Math.max(0, total - bad);
  const [bad, good] = [all((one) => one.bad), all(goodOf)];
  const valuesOf = (count: (events: Events) => number) =>
    new Map(
      byField.map(({ field, events }) => [
        field,
        new Map([...events].map(([value, one]): [string, number] => [value, Math.round(count(one))])),
      ])
    );
  const { differences, tested } = whatIsDifferent({
    selection: { spans: bad, values: valuesOf((one) => one.bad) },
    rest: { spans: good, values: valuesOf(goodOf) },
    basis: 'all',
    designEffect: 1,
    sent: [],
  });
  return { bad, good, differences: differences as Burnt['differences'], tested };
}

function eventsBy(frames: readonly DataFrame[], field: BurntField, threshold: number | undefined): Map<string, Events> {
  const byValue = (kind: string) => {
    const named = seriesOf(frames, `${kind}_${field}`).filter(({ labels }) => labels[field]);
    return [...groupBy(named, ({ labels }) => labels[field] ?? '')];
  };
  if (threshold !== undefined) {
    return new Map(
      byValue('within').flatMap(([value, own]): Array<[string, Events]> => {
        const told = latency(own, threshold);
        return 'events' in told ? [[value, told.events]] : [];
      })
    );
  }
  const bad = new Map(byValue('bad'));
  return new Map(byValue('total').map(([value, own]) => [value, { total: sum(own), bad: sum(bad.get(value) ?? []) }]));
}
