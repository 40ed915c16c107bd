import { attributeText, fieldOf, valueOf } from '../../telemetry/conventions/spans';
import {
  type AttributeCounts,
  type Attributes,
  type Span,
  SPAN_FIELDS,
  type SpanField,
} from '../../telemetry/questions/traces';

/** A value so long is text, not a value that others share. */
const LONGEST_VALUE = 256;

/**
 * Counts every attribute of two sets of spans that were fetched.
 * @param rest those of the base that are not selected
 */
export function countAttributes(selected: readonly Span[], rest: readonly Span[]): Omit<AttributeCounts, 'sent'> {
  return {
    selection: { spans: selected.length, values: countValues(selected) },
    rest: { spans: rest.length, values: countValues(rest) },
    basis: 'sample',
    designEffect: designEffect([...selected, ...rest]),
  };
}

/**
 * Spans of one trace have much in common, so that many of them say little more than one. Kish's design effect for
 * clusters of unequal size whose members are alike, an upper bound: https://en.wikipedia.org/wiki/Design_effect
 */
export function designEffect(spans: readonly Span[]): number {
  const sizes = new Map<string, number>();
  for (const { traceId } of spans) {
    sizes.set(traceId, (sizes.get(traceId) ?? 0) + 1);
  }
  const squares = [...sizes.values()].reduce((sum, size) => sum + size * size, 0);
  return spans.length === 0 ? 1 : squares / spans.length;
}

function countValues(spans: readonly Span[]): Map<SpanField, Map<string, number>> {
  const counts = new Map<SpanField, Map<string, number>>();
  for (const span of spans) {
    for (const [field, value] of valuesOf(span)) {
      const values = counts.get(field);
      if (values) {
        values.set(value, (values.get(value) ?? 0) + 1);
      } else {
        counts.set(field, new Map([[value, 1]]));
      }
    }
  }
  return counts;
}

function* valuesOf(span: Span): Generator<[SpanField, string]> {
  for (const word of SPAN_FIELDS) {
    const value = valueOf(span, word);
    if (value !== undefined) {
      yield [word, value];
    }
  }
  yield* attributesOf(span, 'span', span.attributes);
  yield* attributesOf(span, 'resource', span.resource);
}

/** Attributes, without those that the words of the vocabulary say already. */
function* attributesOf(span: Span, scope: 'span' | 'resource', attributes: Attributes): Generator<[SpanField, string]> {
  for (const [name, value] of Object.entries(attributes)) {
    const text = attributeText(value);
    const word = fieldOf(scope, name);
    if (text.length <= LONGEST_VALUE && (word.includes('.') || valueOf(span, word) !== text)) {
      yield [`${scope}.${name}`, text];
    }
  }
}
