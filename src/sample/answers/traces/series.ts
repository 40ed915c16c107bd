import { quantileOf } from '../../../telemetry/histogram';
import {
  type SpanExemplar,
  type SpanField,
  type SpanSeries,
  type SpanSeriesAnswer,
  type SpanSeriesQuestion,
} from '../../../telemetry/questions/traces';
import { type Labels } from '../../../telemetry/vocabulary';
import { BOUNDS, histogramBucket, HISTOGRAM_BUCKETS } from '../../latency';
import { type SampleShop } from '../../shop';
import { type Stream } from '../../streams';
import { toBucket } from '../../time';
import { type Count, count, type Counted, type Counting, type Grid, gridOf, wholeOf } from '../count';
import { bucketsOf, gather, drawRequests } from '../events';
import { present } from '../../requests/places';
import { type SampleSpan } from '../../requests/request';
import { kindValue, spanKindsOf, type SpanKindOf } from './kinds';
import { mayMeet, SPANS } from './remains';
import { isVersion, type SpanTest, valueOf } from './select';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Rate, errors or durations of spans. Durations go by the bounds of the shop's histogram, as its metrics do. */
export async function series(
  shop: SampleShop,
  { measure, by, exemplars }: SpanSeriesQuestion,
  test: SpanTest,
  span: TimeSpan,
  step: number | 'whole',
  signal?: AbortSignal
): Promise<SpanSeriesAnswer> {
  const grid = step === 'whole' ? wholeOf(span) : gridOf(span, step);
  const counting = countingBy(by, test, measure.kind);
  const counted = await count(shop, SPANS, counting, span, grid, signal);
  return {
    series: read(measure, by, counted, grid, span),
    exemplars: exemplars ? await findExemplars(shop, by, test, span, signal) : [],
    ...(counted.isSampled && { note: 'sampled' }),
    sent: [],
  };
}

type Measure = SpanSeriesQuestion['measure'];

function countingBy(
  by: readonly SpanField[],
  test: SpanTest,
  measure: Measure['kind']
): Counting<SpanKindOf, SampleSpan> {
  const withDuration = measure === 'quantile' || measure === 'distribution';
  return {
    byVersion: test.byVersion || by.some(isVersion),
    kind: (kind, bucket) => {
      const verdict = test.judge(kind, bucket);
      if (verdict === 'none' || (measure === 'errors' && !kind.isError)) {
        return 'none';
      }
      const values = by.map((field) => kindValue(kind, field, bucket));
      const le = placeOf(kind.shortest);
      const isSettled = values.every((value) => value !== undefined) && (!withDuration || le === placeOf(kind.longest));
      return verdict === 'all' && isSettled ? named(by, values, withDuration ? le : undefined) : 'each';
    },
    item: (one, found) => {
      if (!test.meets(one, found) || (measure === 'errors' && !one.isError)) {
        return 'none';
      }
      const values = by.map((field) => valueOf(one, found, field));
      return named(by, values, withDuration ? placeOf(one.duration) : undefined);
    },
  };
}

/** Place in the shop's histogram, of milliseconds. */
function placeOf(ms: number): string {
  return String(histogramBucket(ms / 1000));
}

const PLACE = ' place';

function named(by: readonly SpanField[], values: ReadonlyArray<string | undefined>, place?: string): Labels {
  const labels = Object.fromEntries(by.map((field, i) => [field, values[i] ?? '']));
  return place === undefined ? labels : { ...labels, [PLACE]: place };
}

function read(measure: Measure, by: readonly SpanField[], { groups }: Count, grid: Grid, span: TimeSpan): SpanSeries[] {
  const times = Array.from({ length: grid.count }, (_, i) => grid.start + (i + 1) * grid.step);
  switch (measure.kind) {
    case 'rate':
    case 'errors': {
      // The steps at the ends may be cut short.
      const seconds = times.map((end) => (Math.min(end, span.to) - Math.max(end - grid.step, span.from)) / 1000);
      return groups.map(({ labels, values }) => ({
        labels,
        times,
        values: Array.from(values, (value, i) => value / (seconds[i] ?? 1)),
      }));
    }
    case 'distribution':
      return groups.map(({ labels, values }) => {
        const le = BOUNDS[Number(labels[PLACE])];
        return {
          labels: { ...without(labels), le: le === undefined ? '+Inf' : String(le) },
          times,
          values: [...values],
        };
      });
    case 'quantile':
      return [...histograms(by, groups)].map(([, places]) => ({
        labels: without(places[0]?.labels ?? {}),
        times,
        values: times.map((_, i) => quantile(places, i, measure.q)),
      }));
  }
}

function without({ [PLACE]: _, ...labels }: Labels): Labels {
  return labels;
}

function histograms(by: readonly SpanField[], groups: readonly Counted[]): Map<string, Counted[]> {
  const found = new Map<string, Counted[]>();
  for (const group of groups) {
    const key = JSON.stringify(by.map((field) => group.labels[field]));
    found.set(key, [...(found.get(key) ?? []), group]);
  }
  return found;
}

function quantile(places: readonly Counted[], step: number, q: number): number | null {
  const counts = new Array<number>(HISTOGRAM_BUCKETS).fill(0);
  for (const { labels, values } of places) {
    counts[Number(labels[PLACE])]! += values[step] ?? 0;
  }
  let total = 0;
  const cumulated = counts.map((one) => (total += one));
  return quantileOf([{ bounds: BOUNDS, counts: cumulated.slice(0, -1), total }], q);
}

/** Exemplars of each sort: of all spans, and of the slowest. */
const EXEMPLARS = 16;
/** Which share of the spans are the slowest. */
const SLOWEST = 0.03;

async function findExemplars(
  shop: SampleShop,
  by: readonly SpanField[],
  test: SpanTest,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<SpanExemplar[]> {
  const streams = mayMeet(shop, test, span);
  const found = [
    ...(await gather(drawRequests(shop, streams, span, EXEMPLARS, signal).found)),
    ...(await gather(drawRequests(shop, slowest(shop, streams, test, span), span, EXEMPLARS, signal).found)),
  ];
  const exemplars = found.flatMap((one): SpanExemplar[] => {
    const meant = one.request.spans.find(
      (each) => each.start >= span.from && each.start < span.to && test.meets(each, one)
    );
    return meant
      ? [
          {
            traceId: meant.traceId,
            time: meant.start,
            duration: meant.duration / 1000,
            labels: named(
              by,
              by.map((field) => valueOf(meant, one, field))
            ),
          },
        ]
      : [];
  });
  const byTrace = new Map(exemplars.map((one) => [one.traceId, one]));
  return [...byTrace.values()].sort((a, b) => a.time - b.time);
}

function slowest(shop: SampleShop, streams: readonly Stream[], test: SpanTest, span: TimeSpan): Stream[] {
  const bucket = toBucket(span.from);
  const there = present(shop.lookups, streams, bucketsOf(span)).map(({ stream, count: requests }) => ({
    stream,
    requests,
    longest: Math.max(...spanKindsOf(stream).map((kind) => (test.judge(kind, bucket) === 'none' ? 0 : kind.longest))),
  }));
  let left = SLOWEST * there.reduce((sum, { requests }) => sum + requests, 0);
  return there
    .sort((a, b) => b.longest - a.longest)
    .filter(({ requests }) => {
      const isSlow = left > 0;
      left -= requests;
      return isSlow;
    })
    .map(({ stream }) => stream);
}
