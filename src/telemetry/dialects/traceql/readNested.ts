import { type Span } from '../../questions/traces';
import { normalizeSpanId, normalizeTraceId } from '../../traceId';
import { type SearchBody } from './bodies';
import { readSpans, spansOf } from './read';

/**
 * The spans that a search returned, with their parents found by the numbers that enclose those of what is below: each
 * span has a number of its own, and tells its parent's.
 */
export function readNestedSpans(body: SearchBody): Span[] {
  const spans = readSpans(body);
  const [own, above] = [numbersIn(body, 'nestedSetLeft'), numbersIn(body, 'nestedSetParent')];
  const byNumber = new Map(spans.flatMap((span) => ownEntry(span, own.get(keyOf(span)))));
  return spans.map((span) => {
    const parent = above.get(keyOf(span));
    const parentSpanId = parent === undefined ? undefined : byNumber.get(`${span.traceId} ${parent}`);
    return parentSpanId === undefined || parentSpanId === span.spanId ? span : { ...span, parentSpanId };
  });
}

function ownEntry({ traceId, spanId }: Span, number: number | undefined): Array<[string, string]> {
  // 0 is what a span has that was not numbered.
  return number === undefined || number <= 0 ? [] : [[`${traceId} ${number}`, spanId]];
}

const keyOf = ({ traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>) => `${traceId} ${spanId}`;

/** A number that a search returned of each span, by trace and span. */
function numbersIn({ traces = [] }: SearchBody, key: string): Map<string, number> {
  return new Map(
    traces.flatMap((trace) =>
      spansOf(trace).flatMap(({ spanID = '', attributes = [] }): Array<[string, number]> => {
        const [traceId, spanId] = [normalizeTraceId(trace.traceID ?? ''), normalizeSpanId(spanID)];
        const number = Number(attributes.find((attribute) => attribute.key === key)?.value?.intValue ?? NaN);
        return traceId === undefined || spanId === undefined || !Number.isFinite(number)
          ? []
          : [[keyOf({ traceId, spanId }), number]];
      })
    )
  );
}
