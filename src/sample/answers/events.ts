import { expand } from '../requests/expand';
import { pick, type RequestPosition, type Present, present, type Ranks, walk } from '../requests/places';
import { type SampleRequest } from '../requests/request';
import { type SampleShop } from '../shop';
import { type Stream } from '../streams';
import { BUCKET_MS, toBucket } from '../time';
import { pauses } from './pauses';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** How many requests are made for one answer at most; where more would be needed, so many stand for all. */
export const MOST_EXPANDED = 5000;

/** Something that each request of a stream leaves behind, at places that are the same for all of them: lines, spans. */
export interface Remains<Kind, Item> {
  kindsOf(stream: Stream): readonly Kind[];
  /** In the order of the places. */
  itemsOf(request: SampleRequest): readonly Item[];
  timeOf(item: Item): number;
}

/** One request expanded, with the stream that it is of. */
export interface Found {
  stream: Stream;
  request: SampleRequest;
}

function make(shop: SampleShop, { stream, bucket, index }: RequestPosition): Found {
  return { stream, request: expand(shop.seed, stream, { bucket, index }) };
}

/** What lies before the last scrape: what came since is not known yet. */
export function until(span: TimeSpan, now: number): TimeSpan {
  return { from: span.from, to: Math.min(span.to, toBucket(now) * BUCKET_MS) };
}

/** The buckets that a span of time touches. */
export function bucketsOf({ from, to }: TimeSpan): { from: number; to: number } {
  return { from: toBucket(from), to: Math.ceil(to / BUCKET_MS) };
}

/** Streams with something that may be meant. */
export function streamsWith<Kind, Item>(
  shop: SampleShop,
  remains: Remains<Kind, Item>,
  isMeant: (kind: Kind) => boolean
): Stream[] {
  return shop.streams.filter((stream) => remains.kindsOf(stream).some(isMeant));
}

/** Checks of a request that cost as much as making one. */
const CHECKS = 50;

/** The requests of a bucket, in no order. */
export interface InBucket {
  found: Found[];
  /** What finding them cost, in requests that are made. */
  cost: number;
}

/** Requests in their order in time, by the bucket. */
export async function* inOrder(
  shop: SampleShop,
  streams: readonly Stream[],
  span: TimeSpan,
  order: 'newest' | 'oldest',
  { isSought, signal }: { isSought?: (place: RequestPosition) => boolean; signal?: AbortSignal } = {}
): AsyncGenerator<InBucket> {
  const pause = pauses(signal);
  for (const { bucket, present: here } of walk(shop.lookups, streams, bucketsOf(span), order)) {
    const inBucket: InBucket = { found: [], cost: 0 };
    for (const { stream, count } of here) {
      for (let index = 0; index < count; index++) {
        const place = { stream, bucket, index };
        const isFound = isSought?.(place) ?? true;
        if (isFound) {
          inBucket.found.push(make(shop, place));
        }
        inBucket.cost += isFound ? 1 : 1 / CHECKS;
      }
      await pause();
    }
    yield inBucket;
  }
}

/** Requests of some streams: all, or, where those are too many, some that are spread evenly over streams and time. */
export interface DrawnRequests {
  /** Made one after another, as they are asked for. */
  found: AsyncIterable<Found>;
  /** How many requests each stands for. */
  weight: number;
}

export function drawRequests(
  shop: SampleShop,
  streams: readonly Stream[],
  span: TimeSpan,
  most = MOST_EXPANDED,
  signal?: AbortSignal
): DrawnRequests {
  const range = bucketsOf(span);
  const there = present(shop.lookups, streams, range);
  const total = there.reduce((sum, { count }) => sum + count, 0);
  const weight = Math.max(1, total / most);
  return { found: makeAll(shop, pick(shop.lookups, everyNth(there, weight), range), signal), weight };
}

/** Every so manieth request, counted through all streams. */
function everyNth(there: readonly Present[], weight: number): Ranks[] {
  let before = 0;
  // Half a step late, so that neither end has more than its share.
  let next = weight === 1 ? 0 : weight / 2;
  return there.map(({ stream, count }) => {
    const ranks: number[] = [];
    for (; next < before + count; next += weight) {
      ranks.push(Math.floor(next - before));
    }
    before += count;
    return { stream, ranks };
  });
}

async function* makeAll(
  shop: SampleShop,
  places: Iterable<RequestPosition>,
  signal?: AbortSignal
): AsyncGenerator<Found> {
  const pause = pauses(signal);
  for (const place of places) {
    yield make(shop, place);
    await pause();
  }
}

/** All of what is still to be made. */
export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}
