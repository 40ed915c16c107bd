import { hash, unit } from '../random';
import { type Stream } from '../streams';
import { BUCKET_MS } from '../time';
import { aboutRequest } from './about';
import { type SampleRequest } from './request';
import { durationOf, writeTrace } from './spans';
import { type RequestKey, traceIdOf } from './traceId';

/** A request's own hash, of which all that is drawn for it is made. */
export function hashOf({ seed }: Stream, { bucket, index }: Pick<RequestKey, 'bucket' | 'index'>): number {
  return hash(seed, 0xc0, bucket, index);
}

/** Makes one request of a stream out of its number: always the same one. */
export function expand(
  seed: number,
  stream: Stream,
  { bucket, index }: Pick<RequestKey, 'bucket' | 'index'>
): SampleRequest {
  const request = hashOf(stream, { bucket, index });
  const traceId = traceIdOf(seed, { stream: stream.id, bucket, index });
  const about = aboutRequest(stream, bucket, request);
  const duration = durationOf(stream.timed, request);
  // The whole request lies in its bucket: what counts it does so in one scrape.
  const start = Math.floor(bucket * BUCKET_MS + unit(hash(request, 0xc1)) * (BUCKET_MS - 1 - duration));
  const trace = { traceId, request, site: stream.site, bucket, about };
  const { service, method, route, status } = stream.outcome.call;
  return {
    traceId,
    start,
    duration,
    service,
    method,
    route,
    status,
    attributes: about,
    ...writeTrace(trace, stream.timed, start),
    scenario: stream.scenario,
  };
}
