import { type TimeSpan } from '../telemetry/timeSpan';
import { type HealthRow, urgencyValues } from './healthRows';
import { type Reason, type State } from './state';
import { stepsBeyond } from './stepsBeyond';

/** How all rows of a table are doing together. */
export interface HealthVerdict {
  total: number;
  counts: Readonly<Record<State, number>>;
  /** The one to look at first, which is also the first of the table; none where all are well or unknown. */
  worst?: HealthRow;
  /** Since when it has been so, in milliseconds since the epoch; left out where its line does not tell. */
  since?: number;
}

/**
 * Says in one look how all is, and where and since when it is worst. It costs no question: the lines of the table tell.
 * @param span the time range that the rows are of, in milliseconds since the epoch
 * @returns undefined where there are no rows
 */
export function healthVerdict(rows: readonly HealthRow[], span: TimeSpan): HealthVerdict | undefined {
  const [first, ...others] = rows;
  if (!first) {
    return undefined;
  }
  const counts: Record<State, number> = { critical: 0, warning: 0, unknown: 0, ok: 0 };
  rows.forEach(({ judgement }) => (counts[judgement.state] += 1));
  if (counts.critical + counts.warning === 0) {
    return { total: rows.length, counts };
  }
  const worst = others.reduce((most, row) => (isMoreUrgent(row, most) ? row : most), first);
  return { total: rows.length, counts, worst, since: sinceOf(worst, span) };
}

/** Of each service the row to look at first, where it has one for each environment. */
export function mostUrgentOfEach(rows: readonly HealthRow[]): HealthRow[] {
  const most = new Map<string, HealthRow>();
  for (const row of rows) {
    const known = most.get(row.name);
    most.set(row.name, known === undefined || isMoreUrgent(row, known) ? row : known);
  }
  return [...most.values()];
}

/** What is not known is less urgent; of equal ones the first stays. */
function isMoreUrgent(one: HealthRow, other: HealthRow): boolean {
  const others = urgencyValues(other);
  for (const [index, value = -Infinity] of urgencyValues(one).entries()) {
    const against = others[index] ?? -Infinity;
    if (value !== against) {
      return value > against;
    }
  }
  return false;
}

/** To within a step of its line: a value at a moment is made of what came before. */
function sinceOf({ judgement: { reason }, trend }: HealthRow, { from, to }: TimeSpan): number | undefined {
  const bound = boundOf(reason);
  if (!bound) {
    return undefined;
  }
  const values = trend[bound.measure] ?? [];
  const index = stepsBeyond(values, bound.value);
  return index === undefined ? undefined : from + (index / (values.length - 1)) * (to - from);
}

/** What the values of a line are beyond for as long as the reason holds. */
function boundOf(reason: Reason): { measure: 'errorRatio' | 'p95'; value: number } | undefined {
  switch (reason.rule) {
    case 'past':
      // The present is the mean of a time in which it may have been as before: half of the way up tells the two apart.
      return { measure: reason.measure, value: (reason.before + reason.now) / 2 };
    case 'objective':
      return { measure: reason.measure, value: reason.objective };
    case 'error-budget':
      return { measure: reason.measure, value: reason.limit };
    case 'near-objective':
      return { measure: reason.measure, value: reason.objective / 2 };
    default:
      return undefined;
  }
}
