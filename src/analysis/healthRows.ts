import { relativeChange } from './comparison';
import { compareStates, judge, type Judgement, type ServiceObjective } from './state';

/** Values over the time range, for a small line; null is no data. */
export type Trend = ReadonlyArray<number | null>;

/** What the answers say of one service or route. Undefined: not measured. */
export interface HealthFacts {
  name: string;
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

/**
 * Judges the facts and puts them in relation. Rates divide by the length of the range.
 * @param when what the facts' `before` is, in words: `yesterday`
 */
export function healthRows(
  facts: readonly HealthFacts[],
  rangeSeconds: number,
  objectiveOf: (name: string) => ServiceObjective | undefined = () => undefined,
  when?: string
): HealthRow[] {
  const spent = facts.reduce((sum, { timeSpent }) => sum + (timeSpent ?? 0), 0);
  return facts.map((fact) => ({
    ...fact,
    judgement:
      fact.failure === undefined
        ? judge(fact, fact.before, objectiveOf(fact.name), when)
        : { state: 'unknown', why: fact.failure },
    rate: fact.requests === undefined ? undefined : fact.requests / rangeSeconds,
    timeShare: fact.timeSpent === undefined || spent === 0 ? undefined : fact.timeSpent / spent,
    change: {
      rate: relativeChange(fact.requests, fact.before.requests),
      errorRatio: relativeChange(fact.errorRatio, fact.before.errorRatio),
      p95: relativeChange(fact.p95, fact.before.p95),
    },
  }));
}

/** What rows can be sorted by. */
export const SORT_KEYS = ['state', 'name', 'rate', 'errors', 'duration', 'time'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Whether a text, as from a URL, names something to sort by. */
export function isSortKey(value: string): value is SortKey {
  return (SORT_KEYS as readonly string[]).includes(value);
}

/**
 * Largest first for numbers, worst first for states, A to Z for names; or the other way round. What is not measured
 * comes last either way.
 */
export function sortRows(rows: readonly HealthRow[], key: SortKey, reverse = false): HealthRow[] {
  return [...rows].sort((a, b) => byKey(a, b, key, reverse ? -1 : 1) || a.name.localeCompare(b.name));
}

type Direction = 1 | -1;

function byKey(a: HealthRow, b: HealthRow, key: SortKey, direction: Direction): number {
  switch (key) {
    case 'state':
      return (
        direction * compareStates(a.judgement.state, b.judgement.state) ||
        larger(a.errorRatio, b.errorRatio, direction) ||
        larger(a.timeSpent, b.timeSpent, direction)
      );
    case 'name':
      return direction * a.name.localeCompare(b.name);
    case 'rate':
      return larger(a.requests, b.requests, direction);
    case 'errors':
      return larger(a.errorRatio, b.errorRatio, direction);
    case 'duration':
      return larger(a.p95, b.p95, direction);
    case 'time':
      return larger(a.timeSpent, b.timeSpent, direction);
  }
}

function larger(a: number | undefined, b: number | undefined, direction: Direction): number {
  return a === undefined || b === undefined ? Number(a === undefined) - Number(b === undefined) : direction * (b - a);
}

/** Keeps the rows whose name holds every word of the text, whatever the case. */
export function filterRows(rows: readonly HealthRow[], text: string): HealthRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
