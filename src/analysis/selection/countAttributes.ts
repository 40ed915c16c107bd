import { attributeText, fieldOf, valueOf } from '../../telemetry/conventions/spans';
import {
  type AttributeCounts,
  type Attributes,
  type Span,
  SPAN_FIELDS,
  type SpanField,
} from '../../telemetry/questions/traces';

/** What of a span is counted, and what it is counted by. */
type CountedSpan = Omit<Span, 'events' | 'links'>;

/** A value so long is text, not a value that others share. */
const LONGEST_VALUE = 256;

/**
 * Counts every attribute of two sets of spans that were fetched.
 * @param rest those of the base that are not selected
 */
export function countAttributes(
  selected: readonly CountedSpan[],
  rest: readonly CountedSpan[]
): Omit<AttributeCounts, 'sent'> {
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
export function designEffect(spans: readonly CountedSpan[]): number {
  const sizes = new Map<string, number>();
  for (const { traceId } of spans) {
    sizes.set(traceId, (sizes.get(traceId) ?? 0) + 1);
  }
  const squares = [...sizes.values()].reduce((sum, size) => sum + size * size, 0);
  return spans.length === 0 ? 1 : squares / spans.length;
}

function countValues(spans: readonly CountedSpan[]): Map<SpanField, Map<string, number>> {
  const counts = new Map<SpanField, Map<string, number>>();
  const countOne = (field: SpanField, value: string) => {
    const values = counts.get(field);
    if (values) {
      values.set(value, (values.get(value) ?? 0) + 1);
    } else {
      counts.set(field, new Map([[value, 1]]));
    }
  };
  const [ofSpan, ofResource] = [new Map<string, Attribute>(), new Map<string, Attribute>()];
  for (const span of spans) {
    for (const word of SPAN_FIELDS) {
      const value = valueOf(span, word);
      if (value !== undefined) {
        countOne(word, value);
      }
    }
    countOwn(span, 'span', ofSpan, countOne);
    countOwn(span, 'resource', ofResource, countOne);
  }
  return counts;
}

/** An attribute by its name, which is looked up once for all spans. */
interface Attribute {
  field: SpanField;
  /** The word of the vocabulary that it stands for, where it does. */
  word?: SpanField;
}

/** Counts attributes, without those that the words of the vocabulary say already. */
function countOwn(
  span: CountedSpan,
  scope: 'span' | 'resource',
  known: Map<string, Attribute>,
  countOne: (field: SpanField, value: string) => void
): void {
  const attributes: Attributes = scope === 'span' ? span.attributes : span.resource;
  for (const name of Object.keys(attributes)) {
    let attribute = known.get(name);
    if (!attribute) {
      const word = fieldOf(scope, name);
      attribute = { field: `${scope}.${name}`, ...(!word.includes('.') && { word }) };
      known.set(name, attribute);
    }
    const text = attributeText(attributes[name] ?? '');
    const { field, word } = attribute;
    if (text.length <= LONGEST_VALUE && (word === undefined || valueOf(span, word) !== text)) {
      countOne(field, text);
    }
  }
}
