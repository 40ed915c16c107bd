import { type DataFrame } from '@grafana/data';
import { type ComparisonPeriod } from '../analysis/comparison';
import { coverageOf } from '../analysis/coverage';
import { type HealthFacts } from '../analysis/healthRows';
import { metricQuestion, type MetricQuestion, type Stat } from '../telemetry/questions/metric';
import { type TimeSpan } from '../telemetry/timeSpan';
import { seriesOf, totalsBy } from './answer';
import { type MetricsClient } from './client/metricsClient';
import { dataRequest } from './dataRequest';
import { lastAnswer } from './lastAnswer';
import { type QuestionQuery } from './question';
import { resolve } from './resolve';

/** Of which services, and what they are compared with. */
interface HealthContext {
  metrics: string;
  environments: readonly string[];
  comparison: ComparisonPeriod;
  timeZone: string;
}

/** The refIds of the present; of the time compared with, they have more behind them. */
type Ref = 'requests' | 'errorRatio' | 'p95' | 'measured';
const BEFORE = 'Before';

/** Points of the lines that tell of which time there is data, and how close together they are at least. */
const POINTS = 60;
const SHORTEST_STEP_MS = 15_000;

/**
 * What the state of each service rests on, asked as the health page asks it: one request for the present and one for
 * the time compared with. Only services that had requests are told of; none where metrics do not answer.
 */
export async function serviceHealth(
  metricsClient: Pick<MetricsClient, 'query'>,
  { metrics, environments, comparison, timeZone }: HealthContext,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<HealthFacts[]> {
  const context = { metrics, environment: JSON.stringify(environments) };
  const queries = Object.entries(questions()).flatMap(([refId, question]): QuestionQuery[] => [
    { refId, question, ...context },
    { refId: refId + BEFORE, question, ...context, compareWith: `baseline:${comparison}` },
  ]);
  const request = {
    ...dataRequest(`health ${JSON.stringify([context, comparison])}`, queries, span, stepOf(span), POINTS),
    timezone: timeZone,
  };
  const { data } = await lastAnswer(
    metricsClient.query(
      request,
      queries.flatMap((query) => resolve(query, request, (text) => text))
    ),
    signal
  );
  return factsOf(data as DataFrame[], span);
}

function stepOf({ from, to }: TimeSpan): number {
  return Math.max(SHORTEST_STEP_MS, Math.ceil((to - from) / POINTS / 1000) * 1000);
}

function questions(): Record<Ref, MetricQuestion> {
  const of = (measure: 'requests' | 'errors' | 'duration', stat: Stat) =>
    metricQuestion({ measure, stat, by: ['service'], where: [], shape: 'total' });
  return {
    requests: of('requests', { kind: 'count' }),
    errorRatio: of('errors', { kind: 'ratio' }),
    p95: of('duration', { kind: 'quantile', q: 0.95 }),
    measured: { ...of('requests', { kind: 'rate' }), shape: 'series' },
  };
}

function factsOf(frames: readonly DataFrame[], span: TimeSpan): HealthFacts[] {
  const totals = (refId: string) => totalsBy(frames, refId, 'service');
  const measured = (suffix = '') => {
    const [requests, errorRatio, p95] = [
      totals(`requests${suffix}`),
      totals(`errorRatio${suffix}`),
      totals(`p95${suffix}`),
    ];
    const lines = seriesOf(frames, `measured${suffix}`);
    const coverage = coverageOf(lines, span);
    const covered = new Map(lines.map(({ labels }, index) => [labels.service ?? '', coverage[index]]));
    return {
      names: [...requests.keys()],
      of: (name: string) => ({
        requests: requests.get(name),
        errorRatio: errorRatio.get(name),
        p95: p95.get(name),
        coverage: covered.get(name),
      }),
    };
  };
  const [now, before] = [measured(), measured(BEFORE)];
  return [...new Set([...now.names, ...before.names])]
    .filter((name) => name !== '')
    .map((name) => ({ name, ...now.of(name), before: before.of(name), trend: {} }));
}
