import { type SampleSpan } from '../../requests/request';
import { type SampleShop } from '../../shop';
import { type Stream } from '../../streams';
import { versionSpans } from '../../versions';
import { bucketsOf, type Remains, streamsWith } from '../events';
import { spanKindsOf, type SpanKindOf } from './kinds';
import { type SpanTest } from './select';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** The spans that requests consist of. */
export const SPANS: Remains<SpanKindOf, SampleSpan> = {
  kindsOf: spanKindsOf,
  itemsOf: ({ spans }) => spans,
  timeOf: ({ start }) => start,
};

/** Streams with spans that may be meant at some moment of a span of time. */
export function mayMeet(shop: SampleShop, test: SpanTest, span: TimeSpan): Stream[] {
  const { from, to } = bucketsOf(span);
  const moments = test.byVersion ? versionSpans(from, to).map((part) => part.from) : [from];
  return streamsWith(shop, SPANS, (kind) => moments.some((bucket) => test.judge(kind, bucket) !== 'none'));
}
