import { countAttributes } from '../../../analysis/selection/countAttributes';
import { type AttributeCounts, type Span } from '../../../telemetry/questions/traces';
import { type SampleSpan } from '../../requests/request';
import { type SampleShop } from '../../shop';
import { type Found, drawRequests } from '../events';
import { mayMeet } from './remains';
import { type SpanTest } from './select';
import { toSpan } from './span';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Spans that are meant, and when they began. */
interface Meant {
  test: SpanTest;
  span: TimeSpan;
}

/** Requests looked at on either side. */
const MOST_COMPARED = 2000;

/**
 * Counts the attributes of selected spans and of the rest: of all, or of as many as there is time for on either side.
 */
export async function compare(
  shop: SampleShop,
  base: Meant,
  selection: Meant,
  signal?: AbortSignal
): Promise<AttributeCounts> {
  const part = { from: Math.max(base.span.from, selection.span.from), to: Math.min(base.span.to, selection.span.to) };
  const selected: Span[] = [];
  const rest: Span[] = [];
  const all = drawRequests(shop, mayMeet(shop, base.test, base.span), base.span, MOST_COMPARED, signal);
  const isWhole = all.weight === 1;
  for await (const found of all.found) {
    for (const span of found.request.spans.filter((one) => isOf(base, one, found))) {
      if (!isOf({ ...selection, span: part }, span, found)) {
        rest.push(toSpan(span, found));
      } else if (isWhole) {
        selected.push(toSpan(span, found));
      }
    }
  }
  if (!isWhole) {
    // What is selected may be rare, so it is looked for on its own.
    for await (const found of drawRequests(shop, mayMeet(shop, selection.test, part), part, MOST_COMPARED, signal)
      .found) {
      const spans = found.request.spans.filter((one) => isOf({ ...selection, span: part }, one, found));
      selected.push(...spans.map((one) => toSpan(one, found)));
    }
  }
  return { ...countAttributes(selected, rest), basis: isWhole ? 'all' : 'sample', sent: [] };
}

function isOf({ test, span: { from, to } }: Meant, span: SampleSpan, found: Found): boolean {
  return span.start >= from && span.start < to && test.meets(span, found);
}
