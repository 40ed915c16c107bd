import { SEARCH_BODY } from '../telemetry/dialects/traceql/bodies';
import { hasMoreSpans, readSpans } from '../telemetry/dialects/traceql/read';
import { readNestedSpans } from '../telemetry/dialects/traceql/readNested';
import { renderWholeTraces } from '../telemetry/dialects/traceql/render';
import { type SpanCondition, type WholeTracesAnswer, type WholeTracesQuestion } from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';
import { secondsAround, type TempoApi } from './tempoApi';

/** Spans of one trace at most: what Tempo hands out unless it is told otherwise. */
const SPANS_PER_TRACE = 100;

/**
 * The latest traces with their spans, by one search for all of them; by a second one where Tempo does not tell the
 * parents of spans in a search.
 * @param kept conditions that every span has to meet
 */
export async function wholeTraces(
  api: TempoApi,
  question: WholeTracesQuestion,
  kept: SpanCondition[],
  span: TimeSpan,
  signal?: AbortSignal
): Promise<WholeTracesAnswer> {
  const { limit } = question;
  const params = { limit, spss: SPANS_PER_TRACE, ...secondsAround(span) };
  let text = renderWholeTraces(question, kept, 'parents');
  const body = await api.find('api/search', { q: text, ...params }, SEARCH_BODY, (status) => status === 400, signal);
  if (body) {
    return { spans: readSpans(body), isCut: isCut(body, limit), sent: api.sent(text) };
  }
  text = renderWholeTraces(question, kept, 'nested-sets');
  const nested = await api.get('api/search', { q: text, ...params }, SEARCH_BODY, signal);
  return { spans: readNestedSpans(nested), isCut: isCut(nested, limit), sent: api.sent(text) };
}

function isCut(body: Parameters<typeof hasMoreSpans>[0], limit: number): boolean {
  return (body.traces ?? []).length >= limit || hasMoreSpans(body);
}
