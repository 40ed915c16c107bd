import { quantileOf } from '../../../telemetry/histogram';
import { type ServiceEdge, type ServiceEdgesAnswer } from '../../../telemetry/questions/traces';
import { BOUNDS, histogramBucket, HISTOGRAM_BUCKETS } from '../../latency';
import { SERVICES } from '../../calls';
import { type SampleSpan } from '../../requests/request';
import { type SampleShop } from '../../shop';
import { count, type Counting, wholeOf } from '../count';
import { type SpanKindOf } from './kinds';
import { SPANS } from './remains';
import { type SpanTest } from './select';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Who calls whom, counted from every call in a span of time. Durations are those that the caller sees. */
export async function serviceEdges(
  shop: SampleShop,
  test: SpanTest,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<ServiceEdgesAnswer> {
  const counting: Counting<SpanKindOf, SampleSpan> = {
    byVersion: false,
    kind: (kind, bucket) =>
      kind.kind === 'client' && test.judge(kind, bucket) === 'all'
        ? labelsOf(kind, (kind.shortest + kind.longest) / 2)
        : 'none',
    item: (one, found) => (one.kind === 'client' && test.meets(one, found) ? labelsOf(one, one.duration) : 'none'),
  };
  const { groups } = await count(shop, SPANS, counting, span, wholeOf(span), signal);
  const edges = new Map<string, { edge: ServiceEdge; histogram: number[] }>();
  const seconds = (span.to - span.from) / 1000;
  for (const { labels, values } of groups) {
    const { from = '', to = '', kind = '', isError, place } = labels;
    const key = JSON.stringify([from, to]);
    const found = edges.get(key) ?? {
      edge: { from, to, kind: kind as ServiceEdge['kind'], rate: 0, errorRate: 0 },
      histogram: new Array<number>(HISTOGRAM_BUCKETS).fill(0),
    };
    edges.set(key, found);
    const calls = values[0] ?? 0;
    found.edge.rate += calls / seconds;
    found.edge.errorRate += isError === 'true' ? calls / seconds : 0;
    found.histogram[Number(place)]! += calls;
  }
  return {
    edges: [...edges.values()].map(({ edge, histogram }) => ({ ...edge, p95: p95(histogram) })),
    basis: 'metrics',
    sent: [],
  };
}

type Caller = Pick<SampleSpan, 'service' | 'isError' | 'attributes'>;

function labelsOf({ service, isError, attributes }: Caller, ms: number) {
  const to = attributes['server.address'] ?? '';
  const isService = (SERVICES as readonly string[]).includes(to);
  return {
    from: service,
    to,
    kind: attributes['db.system.name'] !== undefined ? 'database' : isService ? 'service' : 'external',
    isError: String(isError),
    place: String(histogramBucket(ms / 1000)),
  };
}

function p95(histogram: readonly number[]): number | undefined {
  let total = 0;
  const cumulated = histogram.map((one) => (total += one));
  return quantileOf([{ bounds: BOUNDS, counts: cumulated.slice(0, -1), total }], 0.95) ?? undefined;
}
