import { ask, askBaseline, type QuestionQuery } from '../../../datasources/question';
import { type Condition, metricQuestion, type MetricQuestion, type Stat } from '../../../telemetry/questions/metric';
import { type Field } from '../../../telemetry/vocabulary';

/** The refIds of a health table; a page may have several tables, each with its prefix. */
export const TABLE_REFS = {
  requests: 'requests',
  errorRatio: 'errorRatio',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  mean: 'mean',
  max: 'max',
  timeSpent: 'timeSpent',
  requestsBefore: 'requestsBefore',
  errorRatioBefore: 'errorRatioBefore',
  p95Before: 'p95Before',
  requestsTrend: 'requestsTrend',
  /** Of which time there is data: for services their own rates tell, for routes those of their service. */
  measured: 'measured',
  measuredBefore: 'measuredBefore',
  errorRatioTrend: 'errorRatioTrend',
  p95Trend: 'p95Trend',
  version: 'version',
  /** Messages that wait for a service that processes them. */
  lag: 'lag',
} as const;

/**
 * Everything a table of services or routes shows, in one request (and a second for the time compared with).
 * @param perEnvironment a row for each environment that a service runs in
 */
export function healthTableQueries(by: Field, where: Condition[] = [], perEnvironment = false): QuestionQuery[] {
  const series = { by: fieldsOf(by, perEnvironment), where, shape: 'series' as const };
  return [
    ...healthFactQueries(by, where, perEnvironment),
    ...(by === 'service'
      ? []
      : [ask(TABLE_REFS.requestsTrend, metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, ...series }))]),
    ...lineQueries(by, where, perEnvironment).map((query) => (by === 'service' ? { ...query, ofFew: true } : query)),
  ];
}

/** The small lines of a table that nothing else is told from. */
export function lineQueries(by: Field, where: Condition[] = [], perEnvironment = false): QuestionQuery[] {
  const series = { by: fieldsOf(by, perEnvironment), where, shape: 'series' as const };
  return [
    ask(TABLE_REFS.errorRatioTrend, metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, ...series })),
    ask(TABLE_REFS.p95Trend, metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.95 }, ...series })),
  ];
}

function fieldsOf(by: Field, perEnvironment: boolean): Field[] {
  return perEnvironment ? [by, 'environment'] : [by];
}

/** The numbers of a health table without its small lines. */
export function healthFactQueries(by: Field, where: Condition[] = [], perEnvironment = false): QuestionQuery[] {
  const totals = { by: fieldsOf(by, perEnvironment), where, shape: 'total' as const };
  const requests = metricQuestion({ measure: 'requests', stat: { kind: 'count' }, ...totals });
  const errorRatio = metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, ...totals });
  const quantile = (q: number) => metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q }, ...totals });
  return [
    ask(TABLE_REFS.requests, requests),
    ask(TABLE_REFS.errorRatio, errorRatio),
    ask(TABLE_REFS.p50, quantile(0.5)),
    ask(TABLE_REFS.p95, quantile(0.95)),
    ask(TABLE_REFS.p99, quantile(0.99)),
    // What there is of services whose metrics have no percentiles.
    ask(TABLE_REFS.mean, metricQuestion({ measure: 'duration', stat: { kind: 'mean' }, ...totals })),
    ask(TABLE_REFS.max, metricQuestion({ measure: 'duration', stat: { kind: 'max' }, ...totals })),
    ask(TABLE_REFS.timeSpent, metricQuestion({ measure: 'duration', stat: { kind: 'timeSpent' }, ...totals })),
    askBaseline(TABLE_REFS.requestsBefore, requests),
    askBaseline(TABLE_REFS.errorRatioBefore, errorRatio),
    askBaseline(TABLE_REFS.p95Before, quantile(0.95)),
    ...measuredQueries(by, where, perEnvironment),
  ];
}

/** The ref of the lines that tell of which time there is data. */
export function measuredRef(by: Field): string {
  return by === 'service' ? TABLE_REFS.requestsTrend : TABLE_REFS.measured;
}

/** A route that was asked for the first time within the range was there before: only its service tells. */
function measuredQueries(by: Field, where: Condition[], perEnvironment: boolean): QuestionQuery[] {
  const ofServices = where.filter(({ field }) => field === 'service');
  const of = { by: fieldsOf('service', perEnvironment), where: ofServices };
  const rates = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, ...of });
  return [ask(measuredRef(by), rates), askBaseline(TABLE_REFS.measuredBefore, rates)];
}

/** The refs of what a proxy before a service counts of it. */
export const EDGE_REFS = {
  requests: 'edgeRequests',
  errorRatio: 'edgeErrorRatio',
  p95: 'edgeP95',
  /** Of which time the proxy has data. */
  measured: 'edgeMeasured',
} as const;

/** One service as the proxy before it counts it; where there is none, nothing is sent. */
export function edgeQueries(where: Condition[]): QuestionQuery[] {
  const atEdge = (measure: 'requests' | 'errors' | 'duration', stat: Stat, shape: MetricQuestion['shape'] = 'total') =>
    metricQuestion({ measure, stat, where, shape, seenFrom: 'proxy' });
  return [
    ask(EDGE_REFS.requests, atEdge('requests', { kind: 'count' })),
    ask(EDGE_REFS.errorRatio, atEdge('errors', { kind: 'ratio' })),
    ask(EDGE_REFS.p95, atEdge('duration', { kind: 'quantile', q: 0.95 })),
    ask(EDGE_REFS.measured, atEdge('requests', { kind: 'rate' }, 'series')),
  ];
}

/** What only services have besides: the versions that run, and messages that wait for them. */
export function serviceQueries(where: Condition[] = []): QuestionQuery[] {
  const value = { stat: { kind: 'value' as const }, shape: 'total' as const };
  return [
    ask(TABLE_REFS.version, metricQuestion({ measure: 'build', by: ['service', 'version'], ...value })),
    ask(TABLE_REFS.lag, metricQuestion({ measure: 'consumerLag', by: ['service'], where, ...value })),
  ];
}
