import { type DataQuery } from '@grafana/schema';
import { type MetricQuestion } from '../telemetry/questions/metric';

/** The uid of our data source, the only one that scenes name. */
export const TELEMETRY_UID = 'tillwatch-telemetry';
export const TELEMETRY_PLUGIN_ID = 'tillwatch-telemetry-datasource';

/** A question as scenes carry it. The strings are interpolated by scenes, so a panel asks again when they change. */
export interface QuestionQuery extends DataQuery {
  question: MetricQuestion;
  /** What the legend calls a series that nothing else tells apart. */
  legend?: string;
  /** Uid of the data source for metrics; empty for the one that set-up or Grafana prefers. */
  metrics: string;
  /** Environments to keep, as scenes write a variable's values with `:json`. */
  environment: string;
  /** A comparison by name; `off` asks nothing. Left out for the present. */
  compareWith?: string;
  /** Asked only where there are few services; of many the page asks for those in sight. */
  ofFew?: boolean;
  /** Asked only where there are very many services, in place of what is asked of few. */
  ofMany?: boolean;
  /**
   * What a page shows first: the other questions of the request do not hold it up, and where there are very many
   * services are asked when it is answered.
   */
  isFirst?: boolean;
  /**
   * The moment that is meant, milliseconds since the epoch, where the range is only what is around it: who is measured
   * at that moment is asked for.
   */
  moment?: number;
}

const SHARED = { metrics: '${metrics}', environment: '${environment:json}' } as const;

/** A question as a query of a panel, in the context that all pages share. */
export function ask(refId: string, question: MetricQuestion, legend?: string): QuestionQuery {
  return { refId, question, legend, ...SHARED };
}

/**
 * What change is measured against: the chosen comparison, or the period before where none is chosen. Its answer is
 * there always, for numbers that say how they changed.
 */
export function askBaseline(refId: string, question: MetricQuestion): QuestionQuery {
  return { ...ask(refId, question), compareWith: 'baseline:${compare}' };
}

/** The same question about the time range that the user compares with; asked only when a comparison is chosen. */
export function askCompared(
  refId: string,
  question: MetricQuestion,
  legend?: string,
  compareWith = '${compare}'
): QuestionQuery {
  return { ...ask(refId, question, legend), compareWith };
}
