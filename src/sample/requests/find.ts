import { type Condition } from '../../telemetry/questions/metric';
import { meets, needs } from '../answers/fields';
import { Counts } from '../counts';
import { type ScenarioName } from '../scenarios/scenario';
import { type Stream } from '../streams';
import { toBucket } from '../time';
import { versionSpans } from '../versions';
import { expand } from './expand';
import { type SampleRequest } from './request';
import { readTraceId } from './traceId';

export interface RequestFilter {
  /** Milliseconds since the epoch; both go to the bucket that they are in, as for metrics. */
  from: number;
  to: number;
  /** What one and the same request served within a request has to meet. */
  where?: readonly Condition[];
  /** Only what was hit by this incident. */
  hitBy?: ScenarioName;
  /** At most so many, the latest ones. */
  limit: number;
}

export interface FoundRequests {
  /** All that there are, found by counting. */
  total: number;
  /** The latest first. */
  requests: SampleRequest[];
}

/** Expands requests from the numbers that metrics are made of. */
export class Requests {
  /** Looking for single requests goes through ranges of its own, which must not push out those of metrics. */
  private counts = new Counts();

  constructor(
    private seed: number,
    private streams: readonly Stream[]
  ) {}

  find({ from, to, where = [], hitBy, limit }: RequestFilter): FoundRequests {
    const range = { from: toBucket(from), to: toBucket(to) };
    // Versions change within a range; between two changes each instance has just one.
    const parts = needs('version', [], where) ? versionSpans(range.from, range.to) : [range];
    const found: FoundRequests = { total: 0, requests: [] };
    for (const part of parts.filter((one) => one.to > one.from).reverse()) {
      const streams = this.streams.filter(
        (stream) =>
          (hitBy === undefined || stream.scenario === hitBy) &&
          stream.served.some(({ ...served }) => meets({ ...served, site: stream.site }, where, part.from))
      );
      const requestsOf = this.counts.over({ ...part, step: part.to - part.from });
      found.total += streams.reduce((sum, stream) => sum + (requestsOf(stream)[0] ?? 0), 0);
      found.requests = found.requests.concat(this.latest(streams, part, limit - found.requests.length));
    }
    return found;
  }

  /** The request with a trace id, if this shop ever had or will have one; a request that is not yet is not found. */
  byTraceId(traceId: string, now: number): SampleRequest | undefined {
    const key = readTraceId(this.seed, traceId);
    const stream = key && this.streams[key.stream];
    if (!stream || key.bucket >= toBucket(now)) {
      return undefined;
    }
    const [count = 0] = this.counts.over({ from: key.bucket, to: key.bucket + 1, step: 1 })(stream);
    return key.index < count ? expand(this.seed, stream, key) : undefined;
  }

  /**
   * The `rank`th request of a stream in a range of buckets, the first being 0.
   * @throws RangeError where there are not so many
   */
  nth(stream: Stream, from: number, to: number, rank: number): SampleRequest {
    if (to - from === 1) {
      return expand(this.seed, stream, { bucket: from, index: rank });
    }
    const step = Math.ceil((to - from) / NARROWED);
    const counts = this.counts.over({ from, to, step })(stream);
    let before = 0;
    for (const [i, count] of counts.entries()) {
      if (rank < before + count) {
        const start = from + i * step;
        return this.nth(stream, start, Math.min(start + step, to), rank - before);
      }
      before += count;
    }
    throw new RangeError(`There are ${before} requests, none is number ${rank}`);
  }

  /** Goes back in time, in strides that grow while little is found. */
  private latest(
    streams: readonly Stream[],
    { from, to }: { from: number; to: number },
    limit: number
  ): SampleRequest[] {
    const found: SampleRequest[] = [];
    for (let end = to, stride = 1; end > from && found.length < limit; stride = Math.min(stride * 2, MOST_AT_ONCE)) {
      const start = Math.max(from, end - stride);
      const requestsOf = this.counts.over({ from: start, to: end, step: 1 });
      const counted = streams.map((stream) => ({ stream, counts: requestsOf(stream) }));
      for (let bucket = end - 1; bucket >= start && found.length < limit; bucket--) {
        const inBucket = counted.flatMap(({ stream, counts }) =>
          Array.from({ length: counts[bucket - start] ?? 0 }, (_, index) =>
            expand(this.seed, stream, { bucket, index })
          )
        );
        found.push(...inBucket.sort((a, b) => b.start - a.start).slice(0, limit - found.length));
      }
      end = start;
    }
    return found;
  }
}

/** Parts that a range is cut into to find one request. */
const NARROWED = 24;

/** Buckets that are looked through at once: an hour. */
const MOST_AT_ONCE = 240;
