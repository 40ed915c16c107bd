import { type DataFrame } from '@grafana/data';
import { type ChangeCase } from '../../analysis/causes/case';
import { seriesOf } from '../answer';
import { type MetricsClient } from '../client/metricsClient';
import { type SourceContext } from '../client/sourceContext';
import { dataRequest, uniqueRequestId } from '../dataRequest';
import { TelemetryError } from '../failure';
import { lastAnswer } from '../lastAnswer';
import { failureOfError } from '../queryErrors';
import { type QuestionQuery } from '../question';
import { resolve, type ResolvedQuery } from '../resolve';
import { caseMetricQuestions, PARTS_OF_ALL } from './metricQuestions';
import { type ChangesQuestion } from './question';
import { type MetricsOfCase, readCaseMetrics } from './readMetrics';
import { doMeet, stepFor, together } from './steps';

/**
 * What metrics tell of two times: one request for both where they meet, and one for each where they do not.
 * @throws TelemetryError where nothing was answered at all
 */
export async function askCaseMetrics(
  client: Pick<MetricsClient, 'query' | 'services'>,
  { metrics, environments }: Pick<SourceContext, 'metrics' | 'environments'>,
  { before, during, service, about }: ChangesQuestion,
  signal?: AbortSignal
): Promise<MetricsOfCase> {
  const at = Math.max(before.to, during.to);
  // Who there is was found out, or is found out by the request itself: nothing is asked in addition.
  const known = await client.services({ metrics, environments, at }).catch(() => []);
  signal?.throwIfAborted();
  const one = service ?? about?.service;
  const questions = caseMetricQuestions(
    known.length <= PARTS_OF_ALL ? 'all' : one === undefined ? 'none' : { service: one }
  );
  const step = stepFor(before, during);
  const isOne = doMeet(before, during);
  const span = isOne ? together(before, during) : during;
  const context = { metrics, environment: JSON.stringify(environments) };
  const queries = questions.map(({ refId, question }): QuestionQuery => ({ refId, question, ...context }));
  // A point tells of the step before it.
  const points = Math.ceil((span.to - span.from) / step);
  const request = dataRequest(
    uniqueRequestId('changes'),
    queries,
    { from: span.from + step, to: span.to },
    step,
    points
  );
  const resolved = queries.flatMap((query) => resolve(query, request, (text) => text));
  const earlier = isOne ? [] : resolved.map((query) => of(query, { from: before.from + step, to: before.to }));
  const { data, errors = [] } = await lastAnswer(client.query(request, [...resolved, ...earlier]), signal);
  const frames = data as DataFrame[];
  const read = readCaseMetrics(questions, (refId) => seriesOf(frames, refId), { before, during }, step);
  const [error] = errors;
  if (error && read.series.length === 0) {
    throw new TelemetryError(failureOfError(error));
  }
  return read;
}

/** The same question about another time, whose points stay where they are. */
function of(query: ResolvedQuery, span: ChangeCase['before']): ResolvedQuery {
  return { ...query, compared: { ...span, toPresent: (time) => time } };
}
