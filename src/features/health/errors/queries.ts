import { ask, type QuestionQuery } from '../../../datasources/question';
import { type Condition, metricQuestion } from '../../../telemetry/questions/metric';

export const ERROR_REFS = {
  errors: 'errorsByRoute',
  clientErrors: 'clientErrorsByRoute',
  requests: 'requestsByRoute',
  trend: 'errorsByStatus',
  clientTrend: 'clientErrorsByStatus',
} as const;

/** Failures by route and status alone, for who shows no shares of them. */
export function failureQuery(where: Condition[]): QuestionQuery {
  const stat = { kind: 'count' as const };
  return ask(
    ERROR_REFS.errors,
    metricQuestion({ measure: 'errors', stat, by: ['route', 'status'], where, shape: 'total' })
  );
}

/** Failures by route and status, and how often each route was asked. */
export function errorQueries(where: Condition[]): QuestionQuery[] {
  const count = { kind: 'count' as const };
  const rate = { kind: 'rate' as const };
  const byBoth = { by: ['route' as const, 'status' as const], where, shape: 'total' as const };
  return [
    failureQuery(where),
    ask(ERROR_REFS.clientErrors, metricQuestion({ measure: 'clientErrors', stat: count, ...byBoth })),
    ask(
      ERROR_REFS.requests,
      metricQuestion({ measure: 'requests', stat: count, by: ['route'], where, shape: 'total' })
    ),
    ask(ERROR_REFS.trend, metricQuestion({ measure: 'errors', stat: rate, by: ['status'], where })),
    ask(ERROR_REFS.clientTrend, metricQuestion({ measure: 'clientErrors', stat: rate, by: ['status'], where })),
  ];
}
