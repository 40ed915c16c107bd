import { type Counts } from '../counts';
import { type Stream } from '../streams';
import { LEVELS } from '../time';

/** Which request it is, without what it is. */
export interface RequestPosition {
  stream: Stream;
  bucket: number;
  /** Its number among those of the stream in the bucket. */
  index: number;
}

/** Requests of a stream, by their numbers in a range of buckets: ascending, the first is 0. */
export interface Ranks {
  stream: Stream;
  ranks: number[];
}

/** How many requests of a stream there are in a bucket, or in a longer span of time. */
export interface Present {
  stream: Stream;
  count: number;
}

/** A range is cut into at least so many parts, and those again. */
const LEAST_PARTS = 4;
/** Buckets that are told apart at once: 15 minutes. */
const MOST_BUCKETS = 60;

/**
 * The buckets of a range that hold anything of these streams, in their order or in reverse. Where there is nothing it
 * does not look further, so that what is rare is found as soon as what is frequent.
 */
export function* walk(
  counts: Counts,
  streams: readonly Stream[],
  range: { from: number; to: number },
  order: 'newest' | 'oldest'
): Generator<{ bucket: number; present: Present[] }> {
  if (streams.length === 0 || range.to <= range.from) {
    return;
  }
  const { steps, parts } = cut(range);
  const requestsOf = counts.over({ ...steps, part: range });
  const counted = streams.map((stream) => ({ stream, counts: requestsOf(stream) }));
  for (const part of order === 'newest' ? parts.reverse() : parts) {
    const present = counted.flatMap(({ stream, counts: own }) =>
      (own[part.step] ?? 0) > 0 ? [{ stream, count: own[part.step] ?? 0 }] : []
    );
    if (present.length > 0 && part.to - part.from === 1) {
      yield { bucket: part.from, present };
    } else if (present.length > 0) {
      yield* walk(
        counts,
        present.map(({ stream }) => stream),
        part,
        order
      );
    }
  }
}

/** Finds requests by their numbers in a range of buckets. Numbers that there are not are left out. */
export function* pick(
  counts: Counts,
  wanted: readonly Ranks[],
  range: { from: number; to: number }
): Generator<RequestPosition, void> {
  if (range.to - range.from === 1) {
    for (const { stream, ranks } of wanted) {
      yield* ranks.map((index) => ({ stream, bucket: range.from, index }));
    }
    return;
  }
  const { steps, parts } = cut(range);
  const requestsOf = counts.over({ ...steps, part: range });
  const left = wanted.map(({ stream, ranks }) => ({ stream, ranks, counts: requestsOf(stream), before: 0, next: 0 }));
  for (const part of parts) {
    const here: Ranks[] = [];
    for (const one of left) {
      const upTo = one.before + (one.counts[part.step] ?? 0);
      const first = one.next;
      while (one.next < one.ranks.length && (one.ranks[one.next] ?? 0) < upTo) {
        one.next++;
      }
      if (one.next > first) {
        const { before } = one;
        here.push({ stream: one.stream, ranks: one.ranks.slice(first, one.next).map((rank) => rank - before) });
      }
      one.before = upTo;
    }
    if (here.length > 0) {
      yield* pick(counts, here, part);
    }
  }
}

/** How many requests of each stream there are in a range of buckets; streams without any are left out. */
export function present(counts: Counts, streams: readonly Stream[], { from, to }: { from: number; to: number }) {
  if (to <= from) {
    return [];
  }
  const requestsOf = counts.over({ from, to, step: to - from });
  return streams.flatMap((stream): Present[] => {
    const [count = 0] = requestsOf(stream);
    return count > 0 ? [{ stream, count }] : [];
  });
}

/** Cuts a range along the tree of time, on whose spans requests are counted at little cost. */
function cut({ from, to }: { from: number; to: number }) {
  const whole = to - from;
  const length = whole <= MOST_BUCKETS ? 1 : Math.max(1, ...LEVELS.filter((one) => one * LEAST_PARTS <= whole));
  const start = Math.floor(from / length) * length;
  const parts = Array.from({ length: Math.ceil((to - start) / length) }, (_, step) => ({
    step,
    from: Math.max(from, start + step * length),
    to: Math.min(to, start + (step + 1) * length),
  }));
  return { steps: { from: start, to: start + parts.length * length, step: length }, parts };
}
