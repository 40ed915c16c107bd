import { t } from '../../../i18n/t';
import { measureName } from '../../measureNames';
import { type AnswerUnit, isMappable, type Measure } from '../../measures';
import { type MetricQuestion, type Stat } from '../../questions/metric';
import { type Field } from '../../vocabulary';
import { type NotSupported } from '../../questions/notSupported';
import { promDuration } from './promDuration';

/** How the answer to a rendered query becomes the question's answer. */
export type Reading =
  | { kind: 'series' }
  /**
   * Cumulated buckets of several services: merge those of all queries and take the quantile. `le` times scale is
   * seconds.
   */
  | { kind: 'merged-quantile'; q: number; scale: number }
  /** One series per bucket; `le` times scale is seconds. */
  | { kind: 'distribution'; scale: number }
  /** Cumulated buckets as they are; `le` times scale is seconds. */
  | { kind: 'within'; scale: number };

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
  /** What tells it from the parts before it, where one of them is of the same service. */
  apart?: string;
}

/** The window of a rate: the question's own, else Grafana's macro for a series, the whole range for a total. */
export function windowOf(question: MetricQuestion, context: RenderContext): string {
  if (question.window !== undefined) {
    return promDuration(question.window);
  }
  return question.shape === 'series' ? '$__rate_interval' : `${Math.max(1, Math.round(context.rangeSeconds))}s`;
}

/**
 * The answer where a measure knows no such statistic.
 * @param by the field by which it cannot be had, where it can be had otherwise
 */
export function statNotSupported(measure: Measure, stat: Stat, by?: Field): NotSupported {
  const about = { stat: stat.kind, measure: measureName(measure) };
  return {
    notSupported: by
      ? t('ui.measure.no-stat-by', 'No {{stat}} of {{measure}} by {{field}}', { ...about, field: by })
      : t('ui.measure.no-stat', 'No {{stat}} of {{measure}}', about),
  };
}

/** The answer where no metric holds a measure at all. */
export function noMetricFor(measure: Measure): NotSupported {
  const about = { measure: measureName(measure) };
  return isMappable(measure)
    ? {
        isUndetected: true,
        notSupported: t(
          'ui.measure.none-to-map',
          'No metric found for {{measure}}. An admin can map one on the Setup page',
          about
        ),
      }
    : { notSupported: t('ui.measure.none', 'No metric found for {{measure}}', about) };
}

/** The answer where metrics hold a measure, and not of the service that is asked for. */
export function notReported(metrics: readonly string[], measure: Measure, service: string | undefined): NotSupported {
  const about = { metrics: metrics.join(', '), measure: measureName(measure), service };
  return {
    notSupported: service
      ? t('ui.measure.not-reported', '{{metrics}}: no {{measure}} reported for {{service}}', about)
      : t('ui.measure.not-reported-at-all', '{{metrics}}: no {{measure}} reported for the shop', about),
  };
}

/** The answer where a metric lacks labels. */
export function noLabelFor(metric: string, fields: readonly Field[], family?: string): NotSupported {
  const about = { metric, fields: fields.join(', '), family };
  return {
    notSupported: family
      ? t('ui.measure.no-label-in-family', '{{family}}: {{metric}} has no label for {{fields}}', about)
      : t('ui.measure.no-label', '{{metric}} has no label for {{fields}}', about),
  };
}
