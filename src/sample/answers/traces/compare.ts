import { type TimeSpan } from '../../../telemetry/questions/logs';
import { type AttributeCounts, type SpanField } from '../../../telemetry/questions/traces';
import { type SampleSpan } from '../../requests/request';
import { type SampleShop } from '../../shop';
import { type Found, sample, type Sample } from '../events';
import { mayMeet } from './remains';
import { type SpanTest } from './select';
import { toSpan } from './span';

/** Spans that are meant, and when they began. */
interface Meant {
  test: SpanTest;
  span: TimeSpan;
}

/** Requests looked at on either side. */
const MOST_COMPARED = 2000;

/** Counts the attributes of selected spans and of the rest: of all, or of as many as there is time for on either side. */
export async function compare(
  shop: SampleShop,
  base: Meant,
  selection: Meant,
  signal?: AbortSignal
): Promise<AttributeCounts> {
  const part = { from: Math.max(base.span.from, selection.span.from), to: Math.min(base.span.to, selection.span.to) };
  const isSelected = (span: SampleSpan, found: Found) => isOf({ ...selection, span: part }, span, found);
  const all = await sample(shop, mayMeet(shop, base.test, base.span), base.span, MOST_COMPARED, signal);
  const own: Sample =
    all.weight === 1 ? all : await sample(shop, mayMeet(shop, selection.test, part), part, MOST_COMPARED, signal);
  return {
    selection: tally(own.found, isSelected),
    rest: tally(all.found, (span, found) => isOf(base, span, found) && !isSelected(span, found)),
    basis: all.weight === 1 ? 'all' : 'sample',
    sent: [],
  };
}

function isOf({ test, span: { from, to } }: Meant, span: SampleSpan, found: Found): boolean {
  return span.start >= from && span.start < to && test.meets(span, found);
}

function tally(
  found: readonly Found[],
  isMeant: (span: SampleSpan, found: Found) => boolean
): AttributeCounts['selection'] {
  const values = new Map<SpanField, Map<string, number>>();
  const add = (field: SpanField, value: unknown) => {
    const own = values.get(field) ?? new Map<string, number>();
    values.set(field, own);
    own.set(String(value), (own.get(String(value)) ?? 0) + 1);
  };
  let spans = 0;
  for (const one of found) {
    for (const meant of one.request.spans.filter((span) => isMeant(span, one))) {
      const { name, kind, attributes, resource } = toSpan(meant, one);
      spans++;
      add('name', name);
      add('kind', kind);
      Object.entries(attributes).forEach(([key, value]) => add(`span.${key}`, value));
      Object.entries(resource).forEach(([key, value]) => add(`resource.${key}`, value));
    }
  }
  return { spans, values };
}
