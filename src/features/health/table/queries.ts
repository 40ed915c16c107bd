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
  /** Of how long there is data of those of whom it is not all of the time. */
  age: 'age',
  ageBefore: 'ageBefore',
} as const;

const REFS = TABLE_REFS;

/** Everything a table of routes shows, in one request (and a second for the time compared with). */
export function routeTableQueries(where: Condition[]): QuestionQuery[] {
  return [...healthFactQueries('route', where), ...lineQueries({ by: ['route'], where })];
}

/**
 * Everything a table of services shows: what is shown first, and the rest of it. Of very many services what only rows
 * in sight need is left to {@link seenQueries}, and in place of all their rates it is asked who was not there all the
 * time.
 * @param perEnvironment a row for each environment that a service runs in
 */
export function serviceTableQueries(perEnvironment = false): QuestionQuery[] {
  const of = { by: fieldsOf('service', perEnvironment), where: [] };
  const age = metricQuestion({ measure: 'requests', stat: { kind: 'age' }, ...of, shape: 'total' });
  const ofFew = new Set<string>([...seenQueries([], perEnvironment).map(({ refId }) => refId), REFS.measuredBefore]);
  return [
    ...healthFactQueries('service', [], perEnvironment),
    ...lineQueries(of).filter(({ refId }) => refId !== REFS.requestsTrend),
    ...serviceQueries(),
    { ...ask(REFS.age, age), ofMany: true },
    { ...askBaseline(REFS.ageBefore, age), ofMany: true },
  ].map((query) => ({
    ...query,
    ...(ofFew.has(query.refId) && { ofFew: true }),
    ...(SHOWN_FIRST.has(query.refId) && { isFirst: true }),
  }));
}

/** What no row of a table of services is shown without: it is cheap, and that by which all are sorted at first. */
const SHOWN_FIRST: ReadonlySet<string> = new Set([
  REFS.requests,
  REFS.errorRatio,
  REFS.requestsTrend,
  REFS.age,
  REFS.version,
  REFS.lag,
]);

/** What services are neither sorted nor judged by, of some of them. */
export function seenQueries(where: Condition[], perEnvironment = false): QuestionQuery[] {
  return [
    ...percentileQueries('service', where, perEnvironment),
    ...lineQueries({ by: fieldsOf('service', perEnvironment), where }),
  ];
}

/** Percentiles beside the one that services are judged by. */
export function percentileQueries(by: Field, where: Condition[] = [], perEnvironment = false): QuestionQuery[] {
  const of = { by: fieldsOf(by, perEnvironment), where, shape: 'total' as const };
  return (
    [
      [REFS.p50, 0.5],
      [REFS.p99, 0.99],
    ] as const
  ).map(([ref, q]) => ask(ref, latency(q, of)));
}

type Grouping = Pick<MetricQuestion, 'by' | 'where'> & Partial<Pick<MetricQuestion, 'shape'>>;

function latency(q: number, of: Grouping): MetricQuestion {
  return metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q }, ...of });
}

/** The small lines. */
function lineQueries(of: Grouping): QuestionQuery[] {
  return [
    ask(REFS.requestsTrend, metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, ...of })),
    ask(REFS.errorRatioTrend, metricQuestion({ measure: 'errors', stat: { kind: 'ratio' }, ...of })),
    ask(REFS.p95Trend, latency(0.95, of)),
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
  return [
    ask(REFS.requests, requests),
    ask(REFS.errorRatio, errorRatio),
    ask(REFS.p95, latency(0.95, totals)),
    ...percentileQueries(by, where, perEnvironment),
    // What there is of services whose metrics have no percentiles.
    ask(REFS.mean, metricQuestion({ measure: 'duration', stat: { kind: 'mean' }, ...totals })),
    ask(REFS.max, metricQuestion({ measure: 'duration', stat: { kind: 'max' }, ...totals })),
    ask(REFS.timeSpent, metricQuestion({ measure: 'duration', stat: { kind: 'timeSpent' }, ...totals })),
    askBaseline(REFS.requestsBefore, requests),
    askBaseline(REFS.errorRatioBefore, errorRatio),
    askBaseline(REFS.p95Before, latency(0.95, totals)),
    ...measuredQueries(by, where, perEnvironment),
  ];
}

/** The ref of the lines that tell of which time there is data. */
export function measuredRef(by: Field): string {
  return by === 'service' ? REFS.requestsTrend : REFS.measured;
}

/** A route that was asked for the first time within the range was there before: only its service tells. */
function measuredQueries(by: Field, where: Condition[], perEnvironment: boolean): QuestionQuery[] {
  const ofServices = where.filter(({ field }) => field === 'service');
  const of = { by: fieldsOf('service', perEnvironment), where: ofServices };
  const rates = metricQuestion({ measure: 'requests', stat: { kind: 'rate' }, ...of });
  return [ask(measuredRef(by), rates), askBaseline(REFS.measuredBefore, rates)];
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
    ask(REFS.version, metricQuestion({ measure: 'build', by: ['service', 'version'], ...value })),
    ask(REFS.lag, metricQuestion({ measure: 'consumerLag', by: ['service'], where, ...value })),
  ];
}
