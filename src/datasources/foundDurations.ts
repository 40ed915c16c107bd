import { spanDistribution } from '../analysis/spanDistribution';
import { isFailed } from '../telemetry/conventions/spans';
import {
  type FoundTrace,
  type SpanExemplar,
  type SpanSelection,
  type SpanSeries,
  type TraceSource,
} from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';

/** A search returns the latest: parts of the time are looked into each for itself, so that none is left out. */
const PARTS = 6;
const FOUND_IN_PART = 100;

/** A request calls on others, each of them served by a span that is counted as well. */
const SPANS_OF_EACH = 20;

/** How many of those that were found are points of the picture. */
const EXEMPLARS = 40;

/** Durations of requests that were found, over time. */
export interface FoundDurations {
  series: SpanSeries[];
  failed: SpanSeries[];
  exemplars: SpanExemplar[];
  /** There were more than those, nobody knows how many. */
  isCut: boolean;
}

/**
 * Finds spans and counts them, for a source that does not count by itself: of each sixth of the time those that meet
 * the conditions in its latest hundred traces.
 * @param step milliseconds
 */
export async function findDurations(
  source: Pick<TraceSource, 'search'>,
  base: SpanSelection,
  span: TimeSpan,
  step: number,
  signal?: AbortSignal
): Promise<FoundDurations> {
  const answers = await Promise.all(
    partsOf(span).map((part) =>
      source.search({ about: 'traces', ...base, limit: FOUND_IN_PART, spansOfEach: SPANS_OF_EACH }, part, signal)
    )
  );
  // A trace that goes on from one part into the next is found in both.
  const traces = new Map(answers.flatMap(({ traces: found }) => found.map((one) => [one.traceId, one] as const)));
  const requests = [...traces.values()]
    .flatMap(requestsOf)
    .filter(({ start }) => start >= span.from && start < span.to);
  const every = Math.max(1, Math.ceil(requests.length / EXEMPLARS));
  return {
    series: spanDistribution(requests, span, step),
    failed: spanDistribution(
      requests.filter((one) => one.isFailed),
      span,
      step
    ),
    exemplars: requests
      .filter((_, i) => i % every === 0)
      .map(({ traceId, start, duration }) => ({ traceId, time: start, duration: duration / 1000, labels: {} })),
    isCut: answers.some(({ isCut }) => isCut),
  };
}

function partsOf({ from, to }: TimeSpan): TimeSpan[] {
  const length = (to - from) / PARTS;
  return Array.from({ length: PARTS }, (_, i) => ({ from: from + i * length, to: from + (i + 1) * length }));
}

/** Milliseconds; without a span that was matched, the trace stands for it. */
function requestsOf({ traceId, matched, matches, start, duration, errorCount = 0 }: FoundTrace) {
  const found = matches ?? (matched ? [matched] : []);
  return found.length > 0
    ? found.map((span) => ({ traceId, start: span.start, duration: span.duration, isFailed: isFailed(span) }))
    : [{ traceId, start, duration, isFailed: errorCount > 0 }];
}
