import type { LokiLine } from './line.ts';
import type { AskLines, Window } from './loki.ts';

/** Lines of a piece of time, all of them: up to `readTo` nothing is left to read. */
export interface Page {
  readonly lines: readonly LokiLine[];
  /** Nanoseconds since 1970. */
  readonly readTo: bigint;
}

/** What Loki gives at most where its limits are as they come (`max_entries_limit_per_query`). */
const MOST_LINES = 5000;

/** A question over a longer time is cut in pieces: Loki refuses months, and reads a quiet day quickly. */
const LONGEST_NS = 24n * 3600n * 1_000_000_000n;

/**
 * Reads a piece of time in pages that are each complete. A full page ends before its last nanosecond, of which Loki may
 * have kept lines back; that nanosecond begins the next page. One that is fuller than a page is read by itself.
 * @throws Error when one nanosecond has more lines than Loki gives at once
 */
export async function* readPages(ask: AskLines, { from, to }: Window, pageLines: number): AsyncGenerator<Page> {
  let start = from;
  while (start < to) {
    const end = start + LONGEST_NS < to ? start + LONGEST_NS : to;
    const page = await readPage(ask, { from: start, to: end }, pageLines);
    yield page;
    start = page.readTo;
  }
}

async function readPage(ask: AskLines, window: Window, pageLines: number): Promise<Page> {
  const lines = await ask(window, pageLines);
  const last = lines.at(-1)?.ns;
  if (last === undefined || lines.length < pageLines) {
    return { lines, readTo: window.to };
  }
  const before = lines.filter(({ ns }) => ns < last);
  if (before.length > 0) {
    return { lines: before, readTo: last };
  }
  const together = await ask({ from: last, to: last + 1n }, MOST_LINES);
  if (together.length >= MOST_LINES) {
    throw new Error(
      `${MOST_LINES} or more usage lines have the same time (${last} ns), and Loki gives no more of them at once: ` +
        'narrow SELECTOR down'
    );
  }
  return { lines: together, readTo: last + 1n };
}
