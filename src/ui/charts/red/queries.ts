import { ask, askCompared, type QuestionQuery } from '../../../datasources/question';
import { t } from '../../../i18n/t';
import { type Condition, metricQuestion, type MetricQuestion } from '../../../telemetry/questions/metric';

/** The refIds of the rate, error rate and latency panels. */
export const RED_REFS = {
  byStatus: 'byStatus',
  rate: 'rate',
  rateCompared: 'rateCompared',
  errors: 'errors5xx',
  clientErrors: 'errors4xx',
  errorsCompared: 'errorsCompared',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  mean: 'mean',
  max: 'max',
  p95Compared: 'p95Compared',
  distribution: 'distribution',
  sample: 'sample',
} as const;

/** What the legends call what has no name of its own. */
export function redLegends() {
  return {
    all: t('ui.red.legend-all', 'all'),
    errors: t('ui.red.legend-errors', 'errors (5xx)'),
    clientErrors: t('ui.red.legend-client-errors', 'client errors (4xx)'),
    mean: t('ui.red.legend-mean', 'mean'),
    max: t('ui.red.legend-max', 'max'),
  };
}

/**
 * Rate, error rate and latency of what the conditions single out, in one request (and one for the time compared with).
 */
export function redQueries(where: Condition[]): QuestionQuery[] {
  const series = (
    measure: MetricQuestion['measure'],
    stat: MetricQuestion['stat'],
    more: Partial<MetricQuestion> = {}
  ) => metricQuestion({ measure, stat, where, shape: 'series', ...more });
  const quantile = (q: number) => series('duration', { kind: 'quantile', q });
  const legends = redLegends();
  return [
    // Exemplars run only for a histogram's first query, so the one that carries them comes first.
    ask(RED_REFS.p95, { ...quantile(0.95), exemplars: true }, 'p95'),
    ask(RED_REFS.p50, quantile(0.5), 'p50'),
    ask(RED_REFS.p99, quantile(0.99), 'p99'),
    // What a summary without quantiles has.
    ask(RED_REFS.mean, series('duration', { kind: 'mean' }), legends.mean),
    ask(RED_REFS.max, series('duration', { kind: 'max' }), legends.max),
    askCompared(RED_REFS.p95Compared, quantile(0.95), 'p95'),
    ask(RED_REFS.byStatus, series('requests', { kind: 'rate' }, { by: ['status'] })),
    ask(RED_REFS.rate, series('requests', { kind: 'rate' }), legends.all),
    askCompared(RED_REFS.rateCompared, series('requests', { kind: 'rate' }), legends.all),
    ask(RED_REFS.errors, series('errors', { kind: 'ratio' }), legends.errors),
    ask(RED_REFS.clientErrors, series('clientErrors', { kind: 'ratio' }), legends.clientErrors),
    askCompared(RED_REFS.errorsCompared, series('errors', { kind: 'ratio' }), legends.errors),
    ask(RED_REFS.distribution, series('duration', { kind: 'distribution' })),
  ];
}

/** How many requests the percentiles of {@link redQueries} rest on. */
export function sampleQuery(where: Condition[]): QuestionQuery {
  return ask(RED_REFS.sample, metricQuestion({ measure: 'requests', stat: { kind: 'count' }, where, shape: 'total' }));
}
