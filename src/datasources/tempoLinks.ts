import { SEARCH_BODY } from '../telemetry/dialects/traceql/bodies';
import { renderLinking } from '../telemetry/dialects/traceql/links';
import { hasMoreSpans, readSpans } from '../telemetry/dialects/traceql/read';
import { type LinkingSpansAnswer } from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';
import { normalizeTraceId } from '../telemetry/traceId';
import { secondsAround, type TempoApi } from './tempoApi';

/** More are not told apart in a list. */
const MOST_TRACES = 20;
const SPANS_PER_TRACE = 3;

/**
 * The latest spans of other traces that are linked to one; one request.
 * @returns undefined where this Tempo cannot search for links
 */
export async function linkingSpans(
  api: TempoApi,
  traceId: string,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<LinkingSpansAnswer | undefined> {
  const params = { limit: MOST_TRACES, spss: SPANS_PER_TRACE, ...secondsAround(span) };
  const isRefused = (status: number) => status === 400;
  const asked = { q: renderLinking(traceId), ...params };
  const body = await api.find('api/search', asked, SEARCH_BODY, isRefused, signal);
  if (!body) {
    return undefined;
  }
  const { traces = [] } = body;
  // A span may be linked to another one of its own trace.
  const others = { traces: traces.filter(({ traceID = '' }) => normalizeTraceId(traceID) !== traceId) };
  return { spans: readSpans(others), isCut: traces.length >= MOST_TRACES || hasMoreSpans(others) };
}
