import { type DataQueryRequest } from '@grafana/data';
import { baselineName, comparedTimeSpan, type ComparedTimeSpan, isComparisonPeriod } from '../analysis/comparison';
import { type DetectionMoment } from './metricDetections';
import { type QuestionQuery } from './question';

/** A query whose strings are interpolated and whose names are resolved. */
export interface ResolvedQuery extends QuestionQuery {
  /** The environments to keep; empty for all. */
  environments: string[];
  compared?: ComparedTimeSpan;
}

/**
 * Interpolates a query's context and drops comparisons that are switched off.
 * @param interpolate puts the values of the page's variables into a text
 */
export function resolve(
  query: QuestionQuery,
  { range, timezone }: Pick<DataQueryRequest, 'range' | 'timezone'>,
  interpolate: (text: string) => string
): ResolvedQuery[] {
  const environments = parseList(interpolate(query.environment));
  const resolved: ResolvedQuery = { ...query, metrics: interpolate(query.metrics), environments };
  if (environments.length > 0) {
    const where = [
      ...resolved.question.where,
      { field: 'environment' as const, op: 'in' as const, values: environments },
    ];
    resolved.question = { ...resolved.question, where };
  }
  if (query.compareWith === undefined) {
    return [resolved];
  }
  const comparison = interpolate(query.compareWith).replace(/^baseline:(?:off)?/, (start) =>
    start === 'baseline:off' ? 'previous' : ''
  );
  const span = { from: range.from.valueOf(), to: range.to.valueOf() };
  const compared = isComparisonPeriod(comparison) ? comparedTimeSpan(span, comparison, timezone) : undefined;
  const seconds = (span.to - span.from) / 1000;
  return compared ? [{ ...resolved, compared, legend: comparedLegend(query.legend, comparison, seconds) }] : [];
}

/** The moment that all queries are about, if they are. */
export function momentOf(queries: readonly ResolvedQuery[]): DetectionMoment | undefined {
  const [first] = queries;
  if (first?.moment === undefined || queries.some(({ moment }) => moment !== first.moment)) {
    return undefined;
  }
  const services = queries.flatMap(({ question }) =>
    question.where.flatMap(({ field, op, values }) => (field === 'service' && op === 'in' ? values : []))
  );
  return { time: first.moment, services: [...new Set(services)] };
}

/** Says in the legend what a series stands for: `p95, yesterday`. */
function comparedLegend(legend: string | undefined, comparison: string, seconds: number): string {
  const when = isComparisonPeriod(comparison) ? baselineName({ comparison, seconds }) : comparison;
  return legend === undefined ? when : `${legend}, ${when}`;
}

/** The values of a multi-value variable written with `:json`; "all" and an unresolved variable are no condition. */
export function parseList(text: string): string[] {
  if (text.startsWith('${')) {
    return [];
  }
  try {
    const value: unknown = JSON.parse(text);
    const values = Array.isArray(value) ? value : [value];
    return values.filter((one): one is string => typeof one === 'string' && one !== '' && one !== '$__all');
  } catch {
    return text === '' || text === '$__all' ? [] : [text];
  }
}
