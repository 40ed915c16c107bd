import { type Labels } from '../../telemetry/vocabulary';
import { type SampleShop } from '../shop';
import { type Stream } from '../streams';
import { BUCKET_MS, type Steps } from '../time';
import { versionSpans } from '../versions';
import { bucketsOf, type Found, type Remains, drawRequests } from './events';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** How remains are counted. */
export interface Counting<Kind, Item> {
  /** Under which labels those of a kind are counted; `each` where that has to be told of every single one. */
  kind(kind: Kind, bucket: number): Labels | 'none' | 'each';
  /** Under which labels one is counted. */
  item(item: Item, found: Found): Labels | 'none';
  /** Whether what a kind is counted under changes with the versions that run. */
  byVersion: boolean;
}

/** Steps of the same length. */
export interface Grid {
  /** Milliseconds since the epoch, at which the first step begins. */
  start: number;
  /** Milliseconds. */
  step: number;
  count: number;
}

export interface Counted {
  labels: Labels;
  /** For each step. */
  values: Float64Array;
}

export interface Count {
  groups: Counted[];
  /** Too many had to be looked at one by one, so that some stand for all. */
  isSampled: boolean;
}

/** Buckets up to which steps may be shorter than a bucket: requests have to be made to tell when they were. */
const FINE_UP_TO = 4;

/** Steps of about this length that cover a span of time. */
export function gridOf({ from, to }: TimeSpan, step: number): Grid {
  const isFine = step < BUCKET_MS && to - from <= FINE_UP_TO * BUCKET_MS;
  const length = isFine ? Math.max(1, Math.round(step)) : Math.max(1, Math.ceil(step / BUCKET_MS)) * BUCKET_MS;
  const start = Math.floor(from / length) * length;
  return { start, step: length, count: Math.max(0, Math.ceil((to - start) / length)) };
}

/** One step for all. */
export function wholeOf({ from, to }: TimeSpan): Grid {
  return { start: from, step: to - from, count: 1 };
}

/**
 * Counts what requests leave behind in a span of time. What can be told of whole kinds is counted without making a
 * request; the rest is looked at one by one, up to a limit.
 */
export async function count<Kind extends object, Item>(
  shop: SampleShop,
  remains: Remains<Kind, Item>,
  counting: Counting<Kind, Item>,
  span: TimeSpan,
  grid: Grid,
  signal?: AbortSignal
): Promise<Count> {
  const groups = new Groups(grid);
  const touched = bucketsOf(span);
  if (span.to <= span.from || grid.count === 0) {
    return { groups: [], isSampled: false };
  }
  const isFine = grid.count > 1 && grid.step % BUCKET_MS !== 0;
  let isSampled = false;
  // Versions change within a range; between two changes each instance has just one.
  const parts = counting.byVersion ? versionSpans(touched.from, touched.to) : [touched];
  for (const part of parts) {
    const clipped = { from: Math.max(span.from, part.from * BUCKET_MS), to: Math.min(span.to, part.to * BUCKET_MS) };
    const { whole, edges } = wholeBuckets(clipped);
    const judged = judge(shop, remains, counting, part.from, isFine);
    if (whole.to > whole.from) {
      addKinds(shop, judged, whole, grid, groups);
    }
    for (const edge of edges) {
      const { found } = drawRequests(shop, streamsOf(judged, 'counted'), edge, Infinity, signal);
      await addItems(remains, counting, judged, 'counted', found, 1, edge, groups);
    }
    const { found, weight } = drawRequests(shop, streamsOf(judged, 'each'), clipped, undefined, signal);
    await addItems(remains, counting, judged, 'each', found, weight, clipped, groups);
    isSampled ||= weight > 1;
  }
  return { groups: groups.filled(), isSampled };
}

/** For each place of a stream's requests, how what is left behind there is counted. */
type Judged = Map<Stream, Array<Labels | 'none' | 'each'>>;

function judge<Kind extends object, Item>(
  shop: SampleShop,
  remains: Remains<Kind, Item>,
  counting: Counting<Kind, Item>,
  bucket: number,
  isFine: boolean
): Judged {
  const known = new Map<Kind, Labels | 'none' | 'each'>();
  const judged: Judged = new Map();
  for (const stream of shop.streams) {
    const places = remains.kindsOf(stream).map((kind) => {
      const told = known.get(kind) ?? counting.kind(kind, bucket);
      known.set(kind, told);
      return isFine && told !== 'none' ? 'each' : told;
    });
    if (places.some((place) => place !== 'none')) {
      judged.set(stream, places);
    }
  }
  return judged;
}

type Way = 'counted' | 'each';

function isOf(way: Way, place: Labels | 'none' | 'each' | undefined): boolean {
  return way === 'each' ? place === 'each' : typeof place === 'object';
}

function streamsOf(judged: Judged, way: Way): Stream[] {
  return [...judged].filter(([, places]) => places.some((place) => isOf(way, place))).map(([stream]) => stream);
}

function addKinds(
  shop: SampleShop,
  judged: Judged,
  whole: { from: number; to: number },
  grid: Grid,
  groups: Groups
): void {
  const steps: Steps =
    grid.count === 1
      ? { ...whole, step: whole.to - whole.from }
      : {
          from: grid.start / BUCKET_MS,
          to: (grid.start + grid.count * grid.step) / BUCKET_MS,
          step: grid.step / BUCKET_MS,
          part: whole,
        };
  const requestsOf = shop.lookups.over(steps);
  for (const [stream, places] of judged) {
    for (const place of places) {
      if (typeof place === 'object') {
        const { values } = groups.of(place);
        requestsOf(stream).forEach((count, step) => (values[step]! += count));
      }
    }
  }
}

async function addItems<Kind, Item>(
  remains: Remains<Kind, Item>,
  counting: Counting<Kind, Item>,
  judged: Judged,
  way: Way,
  found: AsyncIterable<Found>,
  weight: number,
  { from, to }: TimeSpan,
  groups: Groups
): Promise<void> {
  for await (const one of found) {
    const places = judged.get(one.stream);
    remains.itemsOf(one.request).forEach((item, place) => {
      const time = remains.timeOf(item);
      const labels = isOf(way, places?.[place]) && time >= from && time < to ? counting.item(item, one) : 'none';
      if (labels !== 'none') {
        groups.add(labels, time, weight);
      }
    });
  }
}

/** The buckets that lie in a span of time as a whole, and what is left at its ends. */
function wholeBuckets({ from, to }: TimeSpan): { whole: { from: number; to: number }; edges: TimeSpan[] } {
  const whole = { from: Math.ceil(from / BUCKET_MS), to: Math.floor(to / BUCKET_MS) };
  if (whole.to < whole.from) {
    return { whole: { from: 0, to: 0 }, edges: [{ from, to }] };
  }
  const edges = [
    { from, to: whole.from * BUCKET_MS },
    { from: whole.to * BUCKET_MS, to },
  ];
  return { whole, edges: edges.filter((edge) => edge.to > edge.from) };
}

/** Numbers by their labels, for each step. */
export class Groups {
  private groups = new Map<string, Counted>();
  private known = new Map<Labels, Counted>();

  constructor(private grid: Grid) {}

  of(labels: Labels): Counted {
    const found = this.known.get(labels);
    if (found) {
      return found;
    }
    const key = JSON.stringify(Object.values(labels));
    const group = this.groups.get(key) ?? { labels, values: new Float64Array(this.grid.count) };
    this.groups.set(key, group);
    this.known.set(labels, group);
    return group;
  }

  add(labels: Labels, time: number, weight: number): void {
    const step = Math.min(this.grid.count - 1, Math.floor((time - this.grid.start) / this.grid.step));
    this.of(labels).values[step]! += weight;
  }

  /** Groups with anything in them. */
  filled(): Counted[] {
    return [...this.groups.values()].filter(({ values }) => values.some((value) => value !== 0));
  }
}
