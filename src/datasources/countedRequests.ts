import { type DataFrame, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { type Observable } from 'rxjs';
import { metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { type TimeSpan } from '../telemetry/timeSpan';
import { total, totalsBy } from './answer';
import { dataRequest } from './dataRequest';
import { lastAnswer } from './lastAnswer';
import { NAMES_WITHIN_SECONDS } from './prometheus';
import { type QuestionQuery } from './question';
import { resolve, type ResolvedQuery } from './resolve';

/** Who answers questions of metrics. */
interface Asked {
  query(request: DataQueryRequest<QuestionQuery>, queries: readonly ResolvedQuery[]): Observable<DataQueryResponse>;
}

/** Which requests are counted. */
interface Counted {
  metrics: string;
  environments: readonly string[];
  where: MetricQuestion['where'];
}

/** How many requests metrics counted in a span of time; undefined where they do not tell. */
export async function countedRequests(asked: Asked, counted: Counted, span: TimeSpan): Promise<number | undefined> {
  return total(await ask(asked, counted, span, []), REF_ID);
}

/** How many requests of each service metrics counted in a span of time; none where they do not tell. */
export async function countedByService(asked: Asked, counted: Counted, span: TimeSpan): Promise<Map<string, number>> {
  return totalsBy(await ask(asked, counted, span, ['service']), REF_ID, 'service');
}

const REF_ID = 'counted';

async function ask(
  asked: Asked,
  { metrics, environments, where }: Counted,
  span: TimeSpan,
  by: MetricQuestion['by']
): Promise<DataFrame[]> {
  const query: QuestionQuery = {
    refId: REF_ID,
    question: metricQuestion({ measure: 'requests', stat: { kind: 'count' }, by, where, shape: 'total' }),
    metrics,
    environment: JSON.stringify(environments),
    // Detection looks at an hour, so it knows all who are measured in a shorter range.
    ...(span.to - span.from <= NAMES_WITHIN_SECONDS * 1000 && { moment: (span.from + span.to) / 2 }),
  };
  const request = dataRequest(`counted ${JSON.stringify([metrics, where, by])}`, [query], span, 60_000);
  const { data } = await lastAnswer(
    asked.query(
      request,
      resolve(query, request, (text) => text)
    )
  );
  return data as DataFrame[];
}
