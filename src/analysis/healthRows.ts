import { relativeChange } from './comparison';
import { countedAlike, type Coverage, secondsOf } from './coverage';
import { judge, type Judgement, type ServiceObjective, urgencyOf } from './state';

/** Values over the time range, for a small line; null is no data. */
export type Trend = ReadonlyArray<number | null>;

/** What the answers say of one service or route. Undefined: not measured. */
export interface HealthFacts {
  name: string;
  /** What it counts as requests are messages that it processed. */
  countsMessages?: boolean;
  /** Where there is a row for each environment: which one; empty where none is known. */
  environment?: string;
  /** Requests in the time range, as extrapolated by the backend. */
  requests?: number;
  /** Of which part of the range there is data; left out where of all of it. Numbers are of this part. */
  coverage?: Coverage;
  errorRatio?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  /** Mean and longest latency, seconds: of a summary without quantiles all that there is. */
  mean?: number;
  max?: number;
  /** Seconds spent serving requests, per second. */
  timeSpent?: number;
  before: { requests?: number; errorRatio?: number; p95?: number; coverage?: Coverage };
  trend: { requests?: Trend; errorRatio?: Trend; p95?: Trend };
  version?: string;
  /** Messages that wait for it. */
  lag?: number;
  /** Why the requests could not be asked for. Without the present, the past says nothing about the state. */
  failure?: string;
}

/** One row of a table of services or routes. */
export interface HealthRow extends HealthFacts {
  judgement: Judgement;
  /** Requests per second, of the time that there is data of. */
  rate?: number;
  /** Share of all the time spent, 0 to 1: the row's impact. */
  timeShare?: number;
  change: { rate?: number; errorRatio?: number; p95?: number };
}

/**
 * Judges the facts and puts them in relation, from A to Z. Rates divide by the length of the range, or of the part of
 * it that there is data of.
 */
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
    rate: fact.requests === undefined ? undefined : fact.requests / secondsOf(fact.coverage, rangeSeconds),
    timeShare: fact.timeSpent === undefined || spent === 0 ? undefined : fact.timeSpent / spent,
    change: {
      rate: relativeChange(
        fact.requests,
        countedAlike(fact.before.requests, fact.before.coverage, fact.coverage, rangeSeconds)
      ),
      errorRatio: relativeChange(fact.errorRatio, fact.before.errorRatio),
      p95: relativeChange(fact.p95, fact.before.p95),
    },
  }));
  return rows.sort((a, b) => a.name.localeCompare(b.name) || (a.environment ?? '').localeCompare(b.environment ?? ''));
}

/** Rows of one range begin within so much of it where one cause holds for all: that their server was started then. */
const SAME_BEGINNING = 1 / 20;

/**
 * Since when there is data of all rows, where that is one moment: then it is told once.
 * @param rangeSeconds length of the time range
 */
export function commonBeginning(rows: readonly HealthRow[], rangeSeconds: number): number | undefined {
  const measured = rows.filter(({ requests }) => requests !== undefined);
  const begun = measured.flatMap(({ coverage }) => coverage?.since ?? []);
  const [first, last] = [Math.min(...begun), Math.max(...begun)];
  const isOne = measured.length > 1 && begun.length === measured.length;
  return isOne && last - first <= SAME_BEGINNING * rangeSeconds * 1000 ? first : undefined;
}

/** Whether all that is known of a row's latency is its mean: its metrics have no percentiles. */
export function isMeanOnly({ p50, p95, p99, mean }: HealthFacts): boolean {
  return mean !== undefined && p50 === undefined && p95 === undefined && p99 === undefined;
}

/** What decides how soon a row is looked at: its state, then how much of it fails, then how much time it takes. */
export function urgencyValues({ judgement, errorRatio, timeSpent }: HealthRow): Array<number | undefined> {
  return [urgencyOf(judgement.state), errorRatio, timeSpent];
}
