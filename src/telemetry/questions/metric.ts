import { type Measure } from '../measures';
import { type Field } from '../vocabulary';

/**
 * A condition on one field. `in` and `notIn` compare whole values, never patterns: whatever a value holds, it is
 * taken literally.
 */
export interface Condition {
  field: Field;
  op: 'in' | 'notIn';
  values: string[];
}

/** What of a measure is asked for; which of these a measure has stands in its row of `MEASURE_KINDS`. */
export type Stat =
  /** Events per second. */
  | { kind: 'rate' }
  /** Events in the window, as the backend extrapolates them. */
  | { kind: 'count' }
  /**
   * Of how long there is data, in seconds until the end of the time range and to within a step: of those of whom that
   * is notably less than all of it, and of no others. Only as a total.
   */
  | { kind: 'age' }
  /** Share of all requests whose status is known, 0 to 1. Only for errors and clientErrors. */
  | { kind: 'ratio' }
  /** Quantile of durations in seconds, 0 < q < 1. */
  | { kind: 'quantile'; q: number }
  /** Mean duration in seconds. */
  | { kind: 'mean' }
  /** The longest duration of late in seconds, where the instrumentation keeps it. */
  | { kind: 'max' }
  /** Seconds spent serving requests per second (the average concurrency). Only for duration. */
  | { kind: 'timeSpent' }
  /** Distribution of durations: one series per upper bound in seconds, not cumulated. */
  | { kind: 'distribution' }
  /**
   * How many took no longer than each bound of a histogram: one series per bound in seconds, the whole number at
   * infinity. A histogram without fixed bounds answers for `seconds` itself.
   * @param bounds only these; left out: all that there are
   */
  | { kind: 'within'; seconds: number; bounds?: readonly number[] }
  /** A gauge as it stands. */
  | { kind: 'value' };

/** A question about metrics. It knows nothing of a backend: no metric name, no label name, no query language. */
export interface MetricQuestion {
  about: 'metric';
  measure: Measure;
  stat: Stat;
  /** Answer one series or number for each combination of these fields. */
  by: Field[];
  where: Condition[];
  /** `series`: a value per step. `total`: one value for the whole time range. */
  shape: 'series' | 'total';
  /** Seconds that a number looks back, where that is neither the whole time range nor a step. */
  window?: number;
  /** As a proxy before the service counts it, where the service counts its requests itself too. Of one service. */
  seenFrom?: 'proxy';
  /** Ask for exemplars too (traces that stand for a point). Only for durations as a series. */
  exemplars?: boolean;
}

/** Builds a question with the defaults that most callers want. */
export function metricQuestion(
  question: Pick<MetricQuestion, 'measure' | 'stat'> & Partial<Omit<MetricQuestion, 'about'>>
): MetricQuestion {
  return { about: 'metric', by: [], where: [], shape: 'series', ...question };
}

/** `field` is exactly `value`. */
export function is(field: Field, value: string): Condition {
  return { field, op: 'in', values: [value] };
}

/** The single value that the conditions allow for a field, if there is just one. */
export function onlyValue(where: readonly Condition[], field: Field): string | undefined {
  const allowed = where.filter((condition) => condition.field === field && condition.op === 'in');
  const values = allowed[0]?.values ?? [];
  return allowed.length === 1 && values.length === 1 ? values[0] : undefined;
}
