import { type AnswerUnit } from '../../measures';
import { type MetricQuestion, type Stat } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { type NotSupported } from '../../questions/notSupported';

/** How the answer to a rendered query becomes the question's answer. */
export type Reading =
  | { kind: 'series' }
  /**
   * Cumulated buckets of several services: merge those of all queries and take the quantile. `le` times scale is
   * seconds.
   */
  | { kind: 'merged-quantile'; q: number; scale: number }
  /** One series per bucket; `le` times scale is seconds. */
  | { kind: 'distribution'; scale: number };

/** A query, and how its answer is read. */
export interface RenderedQuery {
  expr: string;
  /** Prometheus' label -> our field, for the labels that the answer carries. */
  fields: Readonly<Record<string, Field>>;
  reading: Reading;
}

/** A question as queries. */
export interface Rendered {
  /** Alternatives for different families of one question; the answers are put together. */
  queries: RenderedQuery[];
  unit: AnswerUnit;
  /** What this answer leaves out, and why, in words for the user. */
  notices: string[];
}

/** What rendering needs to know besides the question. */
export interface RenderContext {
  /** Length of the time range; the window of a `total`. */
  rangeSeconds: number;
  /**
   * Which status codes are errors, as a PromQL regular expression, where the set-up says otherwise than the measure.
   */
  errorStatus?: string;
}

/** One family's or signal's part of an answer; the parts of a question are united. */
export interface Part {
  expr: string;
  /** Field -> the labels that hold it in this part's result. */
  labels: Partial<Record<Field, string[]>>;
}

/** The window of a rate: Grafana's macro for a series, the whole range for a total. */
export function windowOf(question: MetricQuestion, context: RenderContext): string {
  return question.shape === 'series' ? '$__rate_interval' : `${Math.max(1, Math.round(context.rangeSeconds))}s`;
}

/** The answer where a measure knows no such statistic. */
export function statNotSupported(measure: string, stat: Stat): NotSupported {
  return { notSupported: `${measure} has no ${stat.kind}` };
}
