import { type SpanField } from '../../../telemetry/questions/traces';
import { present } from '../../requests/places';
import { type SampleShop } from '../../shop';
import { instanceOf } from '../../sites';
import { type Stream } from '../../streams';
import { versionAt, versionSpans } from '../../versions';
import { bucketsOf, drawRequests } from '../events';
import { resourceOf } from './attributes';
import { kindValue, spanKindsOf } from './kinds';
import { mayMeet } from './remains';
import { isVersion, type SpanTest, valueOf } from './select';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Requests that are looked through for values that are not the same for all of a kind. */
const LOOKED_THROUGH = 400;
/** More would fill a list that nobody reads. */
const MOST_VALUES = 500;

/** Every attribute of the shop's spans and of their resources. */
export function attributeNames(shop: SampleShop): SpanField[] {
  const names = new Set<SpanField>();
  for (const kind of new Set(shop.streams.flatMap(spanKindsOf))) {
    Object.keys(kind.attributes).forEach((name) => names.add(`span.${name}`));
    Object.keys(resourceOf(kind.service, kind.site, 0)).forEach((name) => names.add(`resource.${name}`));
  }
  return [...names].sort();
}

/**
 * Values that a field has in a span of time: all that are the same for a whole kind of spans, and some of the others.
 */
export async function attributeValues(
  shop: SampleShop,
  field: SpanField,
  test: SpanTest,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<string[]> {
  const range = bucketsOf(span);
  const there = present(shop.lookups, mayMeet(shop, test, span), range).map(({ stream }) => stream);
  if (isVersion(field)) {
    return versionsOf(there, range);
  }
  const values = new Set<string>();
  const differing = there.filter((stream) => {
    const own = spanKindsOf(stream).map((kind) => kindValue(kind, field, range.from));
    own.forEach((value) => value !== undefined && values.add(value));
    return own.includes(undefined);
  });
  for await (const one of drawRequests(shop, differing, span, LOOKED_THROUGH, signal).found) {
    one.request.spans.forEach((each) => values.add(valueOf(each, one, field)));
  }
  values.delete('');
  return [...values].sort().slice(0, MOST_VALUES);
}

/** The versions that run in a range of buckets, of all services with spans. */
function versionsOf(streams: readonly Stream[], { from, to }: { from: number; to: number }): string[] {
  const instances = new Map(
    streams.flatMap(spanKindsOf).map(({ service, site }) => [instanceOf(service, site), { service, site }])
  );
  const versions = versionSpans(from, to).flatMap((part) =>
    [...instances.values()].map(({ service, site }) => versionAt(service, site, part.from))
  );
  return [...new Set(versions)].sort();
}
