import { type Entry } from './entry.ts';

/** What became of a push: accepted, refused for good, or to be tried again. */
export type PushOutcome = { kind: 'accepted' } | { kind: 'refused' | 'failed'; reason: string };

/** Sends entries to Loki's push API in one request, which may take `timeoutMs`. Never throws. */
export async function pushToLoki(url: string, entries: readonly Entry[], timeoutMs: number): Promise<PushOutcome> {
  try {
    const response = await fetch(new URL('/loki/api/v1/push', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ streams: toStreams(entries) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (response.ok) {
      return { kind: 'accepted' };
    }
    const reason = `Loki answered ${response.status}: ${text.trim().slice(0, 300)}`;
    // 4xx says that these lines will never be taken, except 429: too many at once.
    return { kind: response.status < 500 && response.status !== 429 ? 'refused' : 'failed', reason };
  } catch (error) {
    return { kind: 'failed', reason: `Loki cannot be reached: ${describe(error)}` };
  }
}

interface Stream {
  stream: Record<string, string>;
  values: Array<[string, string]>;
}

/** Entries with equal labels together, each stream in the order of its lines. */
export function toStreams(entries: readonly Entry[]): Stream[] {
  const streams = new Map<string, Stream>();
  for (const { labels, timestamp, line } of entries) {
    const key = JSON.stringify(Object.entries(labels).sort());
    let stream = streams.get(key);
    if (!stream) {
      stream = { stream: labels, values: [] };
      streams.set(key, stream);
    }
    stream.values.push([String(timestamp), line]);
  }
  return [...streams.values()];
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // fetch hides the reason, such as ECONNREFUSED, one level down.
  return error.cause instanceof Error ? error.cause.message : error.message;
}
