import type { LokiLine } from './line.ts';

/** A piece of time, in nanoseconds since 1970: from `from`, before `to`. */
export interface Window {
  readonly from: bigint;
  readonly to: bigint;
}

/** Asks for lines, the oldest first. */
export type AskLines = (window: Window, limit: number) => Promise<LokiLine[]>;

/** Longer than Loki takes for any page; then something is wrong with it. */
const TIMEOUT_MS = 30_000;

/**
 * The question that finds usage events in every dialect: `usage=true` in a text, `"usage":true` in JSON. Written so
 * that the question itself, which Loki and others log, is none of its answers.
 */
export function usageQuery(selector: string): string {
  return `${selector} |~ \`\\busage"?[=:] ?"?(?:true)\``;
}

interface Answer {
  readonly data: {
    readonly result: ReadonlyArray<{
      readonly stream: Record<string, string>;
      readonly values: ReadonlyArray<[string, string, { structuredMetadata?: Record<string, string> }?]>;
    }>;
  };
}

/**
 * Asks one Loki.
 * @param stopping ends questions that are under way
 * @throws Error what Loki said, or that it cannot be reached
 */
export function askLoki(url: string, selector: string, stopping: AbortSignal): AskLines {
  const query = usageQuery(selector);
  return async ({ from, to }, limit) => {
    const address = new URL('/loki/api/v1/query_range', url);
    const parameters = { query, start: String(from), end: String(to), limit: String(limit), direction: 'forward' };
    address.search = new URLSearchParams(parameters).toString();
    const response = await fetch(address, {
      // Structured metadata apart: it is no part of a stream's identity.
      headers: { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' },
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), stopping]),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`Loki answered ${response.status}: ${text.trim().slice(0, 300)}`);
    }
    return linesOf(JSON.parse(text) as Answer);
  };
}

/** Lines of an answer, the oldest first: Loki puts them in order within a stream only. */
function linesOf({ data }: Answer): LokiLine[] {
  const lines = data.result.flatMap(({ stream, values }) =>
    values.map(([ns, line, categories]) => ({
      stream,
      ns: BigInt(ns),
      line,
      metadata: categories?.structuredMetadata ?? {},
    }))
  );
  return lines.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
}
