import { countAttributes } from '../analysis/selection/countAttributes';
import { isSelected } from '../telemetry/conventions/spans';
import { METRICS_BODY } from '../telemetry/dialects/traceql/bodies';
import { readCompare } from '../telemetry/dialects/traceql/readMetrics';
import { renderCompare } from '../telemetry/dialects/traceql/render';
import {
  type AttributeCounts,
  type Span,
  type SpanCondition,
  type SpanSelection,
  type TraceSource,
} from '../telemetry/questions/traces';
import { secondsAround, type TempoApi } from './tempoApi';
import { type TimeSpan } from '../telemetry/timeSpan';

/** How many spans of each side stand for it where Tempo does not count itself. */
const SAMPLED = 300;

/**
 * Counts attributes of selected spans and of the rest: Tempo does it over all of them where it knows `compare()` and is
 * not overcome by it, else samples of both sides are counted here.
 */
export async function compareSpans(
  api: TempoApi,
  source: Pick<TraceSource, 'sample'>,
  base: SpanSelection,
  selection: { where: SpanCondition[]; span: TimeSpan },
  span: TimeSpan,
  signal?: AbortSignal
): Promise<AttributeCounts> {
  const text = renderCompare(base, selection);
  // Asked for the whole span at once: a value for each step would be megabytes.
  const body = await api.find(
    'api/metrics/query',
    { q: text, ...secondsAround(span) },
    METRICS_BODY,
    isRefused,
    signal
  );
  return body && body.status !== 'PARTIAL'
    ? { ...readCompare(body), basis: 'all', sent: api.sent(text) }
    : compareSamples(source, base, selection, span, signal);
}

/** Tempo before 2.6 does not know the function, and any may find the question too large. */
const isRefused = (status: number) => [400, 404, 422, 429, 500, 501].includes(status);

async function compareSamples(
  source: Pick<TraceSource, 'sample'>,
  base: SpanSelection,
  selection: { where: SpanCondition[]; span: TimeSpan },
  span: TimeSpan,
  signal?: AbortSignal
): Promise<AttributeCounts> {
  const meant = { ...base, where: [...base.where, ...selection.where] };
  const [ofSelection, ofBase] = await Promise.all([
    source.sample({ about: 'spans', ...meant, limit: SAMPLED }, selection.span, signal),
    source.sample({ about: 'spans', ...base, limit: SAMPLED }, span, signal),
  ]);
  const isIn = (one: Span) =>
    one.start >= selection.span.from && one.start <= selection.span.to && isSelected(one, meant);
  const selected = ofSelection.spans.filter(isIn);
  const rest = ofBase.spans.filter((one) => !isIn(one));
  return { ...countAttributes(selected, rest), sent: [...ofSelection.sent, ...ofBase.sent] };
}
