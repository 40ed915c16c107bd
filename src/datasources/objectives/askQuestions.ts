import { type DataFrame, type DataQueryError } from '@grafana/data';
import { coverageOf } from '../../analysis/coverage';
import { metricQuestion, type MetricQuestion } from '../../telemetry/questions/metric';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { seriesOf } from '../answer';
import { type MetricsClient } from '../client/metricsClient';
import { dataRequest, uniqueRequestId } from '../dataRequest';
import { lastAnswer } from '../lastAnswer';
import { type QuestionQuery } from '../question';
import { resolve } from '../resolve';

/** Whom objectives are asked of. */
export interface ObjectivesContext {
  /** Uid of the data source; empty for the one that is preferred. */
  metrics: string;
  environments: readonly string[];
  /** Milliseconds since the epoch. */
  at: number;
}

/** A question, and the name that its answer goes by. */
export interface AskedQuestion {
  refId: string;
  question: MetricQuestion;
}

/** Points of a line over all of the time. */
const POINTS = 60;

/**
 * Asks questions of metrics, all in one request.
 * @param seconds length of the time that ends now, for those without a window of their own
 * @returns `step` in milliseconds: between the points of a line
 */
export async function askQuestions(
  client: Pick<MetricsClient, 'query'>,
  { metrics, environments, at }: ObjectivesContext,
  asked: readonly AskedQuestion[],
  seconds: number,
  signal?: AbortSignal
): Promise<{ frames: DataFrame[]; errors: readonly DataQueryError[]; span: TimeSpan; step: number }> {
  const span: TimeSpan = { from: at - seconds * 1000, to: at };
  const context = { metrics, environment: JSON.stringify(environments) };
  const queries = asked.map((one): QuestionQuery => ({ ...one, ...context }));
  const step = (seconds * 1000) / POINTS;
  const request = dataRequest(uniqueRequestId('objectives'), queries, span, step, POINTS);
  const resolved = queries.flatMap((query) => resolve(query, request, (text) => text));
  const { data, errors = [] } = await lastAnswer(client.query(request, resolved), signal);
  return { frames: data as DataFrame[], errors, span, step };
}

const MEASURED = 'measured';

/** Each moment of the line of what is measured looks back so many seconds. */
const MOMENT_SECONDS = 300;

/** Whether there is any data of services, at a few moments only: cheap, however long the time is. */
export function measured(services: readonly string[]): AskedQuestion {
  const question = metricQuestion({
    measure: 'requests',
    stat: { kind: 'rate' },
    by: ['service'],
    where: [{ field: 'service', op: 'in', values: [...new Set(services)] }],
    window: MOMENT_SECONDS,
  });
  return { refId: MEASURED, question };
}

/** Since when there is data of each service, where that is not all of the time; milliseconds since the epoch. */
export function measuredSince(frames: readonly DataFrame[], span: TimeSpan, step: number): Map<string, number> {
  const lines = seriesOf(frames, MEASURED);
  const parts = coverageOf(lines, span, step);
  return new Map(
    lines.flatMap(({ labels }, index) => {
      const since = parts[index]?.since;
      return since === undefined ? [] : [[labels.service ?? '', since] as const];
    })
  );
}
