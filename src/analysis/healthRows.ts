import { relativeChange } from './comparison';
import { judge, type Judgement, type ServiceObjective, urgencyOf } from './state';

/** Values over the time range, for a small line; null is no data. */
export type Trend = ReadonlyArray<number | null>;

/** What the answers say of one service or route. Undefined: not measured. */
export interface HealthFacts {
  name: string;
  /** What it counts as requests are messages that it processed. */
  countsMessages?: boolean;
  /** Requests in the time range, as extrapolated by the backend. */
  requests?: number;
  errorRatio?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  /** Seconds spent serving requests, per second. */
  timeSpent?: number;
  before: { requests?: number; errorRatio?: number; p95?: number };
  trend: { requests?: Trend; errorRatio?: Trend; p95?: Trend };
  version?: string;
  /** Why the requests could not be asked for. Without the present, the past says nothing about the state. */
  failure?: string;
}

/** One row of a table of services or routes. */
export interface HealthRow extends HealthFacts {
  judgement: Judgement;
  /** Requests per second. */
  rate?: number;
  /** Share of all the time spent, 0 to 1: the row's impact. */
  timeShare?: number;
  change: { rate?: number; errorRatio?: number; p95?: number };
}

/** Judges the facts and puts them in relation, from A to Z. Rates divide by the length of the range. */
export function healthRows(
  facts: readonly HealthFacts[],
  rangeSeconds: number,
  objectiveOf: (name: string) => ServiceObjective | undefined = () => undefined
): HealthRow[] {
  const spent = facts.reduce((sum, { timeSpent }) => sum + (timeSpent ?? 0), 0);
  const rows = facts.map((fact): HealthRow => ({
    ...fact,
    judgement:
      fact.failure === undefined
        ? judge(fact, fact.before, objectiveOf(fact.name))
        : { state: 'unknown', reason: { rule: 'failed', message: fact.failure } },
    rate: fact.requests === undefined ? undefined : fact.requests / rangeSeconds,
    timeShare: fact.timeSpent === undefined || spent === 0 ? undefined : fact.timeSpent / spent,
    change: {
      rate: relativeChange(fact.requests, fact.before.requests),
      errorRatio: relativeChange(fact.errorRatio, fact.before.errorRatio),
      p95: relativeChange(fact.p95, fact.before.p95),
    },
  }));
  return rows.sort((a, b) => a.name.localeCompare(b.name));
}

/** What decides how soon a row is looked at: its state, then how much of it fails, then how much time it takes. */
export function urgencyValues({ judgement, errorRatio, timeSpent }: HealthRow): Array<number | undefined> {
  return [urgencyOf(judgement.state), errorRatio, timeSpent];
}
