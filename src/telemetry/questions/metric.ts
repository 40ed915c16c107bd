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

/** How HTTP requests of a service are measured. */
export type HttpMeasure =
  /** Requests served. */
  | 'requests'
  /** Requests answered with a server error (5xx unless the set-up says otherwise). */
  | 'errors'
  /** Requests answered with a client error (4xx). */
  | 'clientErrors'
  /** Time from receiving a request to having answered it, in seconds. */
  | 'duration'
  /** Requests being served right now. */
  | 'inFlight';

/** What a process uses: cores and bytes, or percentages where no more is known (of its machine, at worst): see the answer's unit. */
export type ResourceMeasure = 'cpu' | 'memory';

/** The shop's own numbers; which metrics hold them is found by name or mapped on the Setup page. */
export type BusinessMeasure = 'orders' | 'revenue' | 'lowStock' | 'checkoutFailures';

/** Which version of a service runs (an info metric, one series per instance). */
export type InfoMeasure = 'build';

export type Measure = HttpMeasure | ResourceMeasure | BusinessMeasure | InfoMeasure;

/** What of a measure is asked for. */
export type Stat =
  /** Events per second. */
  | { kind: 'rate' }
  /** Events in the window, as the backend extrapolates them. */
  | { kind: 'count' }
  /** Share of all requests whose status is known, 0 to 1. Only for errors and clientErrors. */
  | { kind: 'ratio' }
  /** Quantile of durations in seconds, 0 < q < 1. */
  | { kind: 'quantile'; q: number }
  /** Mean duration in seconds. */
  | { kind: 'mean' }
  /** Seconds spent serving requests per second (the average concurrency). Only for duration. */
  | { kind: 'timeSpent' }
  /** Distribution of durations: one series per upper bound in seconds, not cumulated. */
  | { kind: 'distribution' }
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
