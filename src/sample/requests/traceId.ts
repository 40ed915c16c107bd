import { hash, mix } from '../random';

/** Which request it is: the stream it belongs to, the bucket of time, and its number among those of both. */
export interface RequestKey {
  stream: number;
  bucket: number;
  index: number;
}

const SALTS = { check: 0x1d, more: 0x2e, bucket: 0x3f, place: 0x4a };

/** Requests of one stream in a bucket, and streams, that an id has room for. */
const ROOM = 0x10000;

/**
 * A request's trace id (32 hex digits). It looks random, but says which request it is, so that the trace is found again
 * without looking for it.
 */
export function traceIdOf(seed: number, { stream, bucket, index }: RequestKey): string {
  const check = hash(seed, SALTS.check, stream, bucket, index);
  const more = hash(seed, SALTS.more, stream, bucket, index);
  const hiddenBucket = bucket ^ hash(seed, SALTS.bucket, check);
  const hiddenPlace = (stream * ROOM + index) ^ hash(seed, SALTS.place, more);
  return [check, more, hiddenBucket, hiddenPlace].map(hex).join('');
}

/** Reads {@link traceIdOf} back; undefined for what is no trace id of this shop. */
export function readTraceId(seed: number, traceId: string): RequestKey | undefined {
  if (!/^[0-9a-f]{32}$/.test(traceId)) {
    return undefined;
  }
  const [check = 0, more = 0, hiddenBucket = 0, hiddenPlace = 0] = [0, 8, 16, 24].map(
    (start) => parseInt(traceId.slice(start, start + 8), 16) | 0
  );
  const place = (hiddenPlace ^ hash(seed, SALTS.place, more)) >>> 0;
  const key = {
    stream: Math.floor(place / ROOM),
    bucket: (hiddenBucket ^ hash(seed, SALTS.bucket, check)) >>> 0,
    index: place % ROOM,
  };
  return traceIdOf(seed, key) === traceId ? key : undefined;
}

/** A span's id (16 hex digits): its place in the tree of its trace. */
export function spanIdOf(request: number, place: number): string {
  const one = mix(request, place + 1);
  return hex(one) + hex(mix(one, request));
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
