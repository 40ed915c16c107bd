import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isMalformed, readEvent } from './event.ts';
import type { AskLines, Window } from './loki.ts';
import type { Metrics } from './metrics.ts';
import { readPages } from './pages.ts';
import type { Settings } from './settings.ts';
import type { Reading, Store } from './store.ts';

/** What the collector works with. */
export interface CollectorParts {
  readonly ask: AskLines;
  readonly store: Omit<Store, 'close'>;
  readonly metrics: Metrics;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly settings: Omit<Settings, 'lokiUrl' | 'databaseUrl' | 'host' | 'port' | 'selector'>;
  /** Milliseconds since 1970; the machine's clock where left out. */
  readonly now?: () => number;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Keeps the usage events: polls Loki from where the database says that it was read to, and a little before. A page is
 * stored together with the note that it was read, and an event has one key however often it is read: so none is lost
 * and none is there twice, whoever dies at whatever moment.
 */
export class Collector {
  /** When the last poll went well; milliseconds since 1970. */
  lastSuccess: number | undefined;
  readonly #parts: CollectorParts;
  readonly #now: () => number;
  #readTo = 0n;

  constructor(parts: CollectorParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
  }

  /** Polls until it is told to stop; a page that is being stored is stored first. */
  async run(stopping: AbortSignal): Promise<void> {
    const { log, metrics, settings } = this.#parts;
    for (let failures = 0; !stopping.aborted;) {
      try {
        await this.poll(stopping);
        if (failures > 0) {
          log.info({ failures }, 'Polling works again');
        }
        failures = 0;
        metrics.polls.inc({ outcome: 'ok' });
      } catch (error) {
        if (stopping.aborted) {
          return;
        }
        failures += 1;
        metrics.polls.inc({ outcome: 'failed' });
        log.error({ failures }, `Polling failed: ${reasonOf(error)}`);
      }
      const pause = failures === 0 ? settings.pollMs : pauseAfter(failures, settings.pollMs);
      await sleep(pause, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  /** Reads what is new, and now and then looks back further and deletes what is too old. */
  async poll(stopping?: AbortSignal): Promise<void> {
    const { store, settings, metrics, log } = this.#parts;
    await store.migrate();
    const now = this.#now();
    const { readTo, sweptAt, gap } = await store.position(nanoseconds(now - settings.firstBackMs));
    // A clock that was set back must not stop the reading.
    const read = readTo < nanoseconds(now) ? readTo : nanoseconds(now);
    const oldest = nanoseconds(now - settings.retentionMs);
    const from = read - nanoseconds(settings.lookBackMs);
    const isGap = nanoseconds(now - settings.sweepEveryMs) > read;
    if (isGap) {
      // Before anything is read: of the rest, whoever dies now would not know.
      await store.foundGap({ from, foundAt: now });
    }
    await this.#read({ from: latest(from, oldest), to: nanoseconds(now) }, stopping);
    if (now - sweptAt >= settings.sweepEveryMs && !stopping?.aborted) {
      // Who ships lines sends what waited once Loki is back, so a gap is read again as long after.
      const again = !isGap && gap && now - gap.foundAt >= settings.sweepEveryMs ? gap : undefined;
      const back = nanoseconds(now - settings.sweepBackMs);
      await this.#read({ from: latest(again && again.from < back ? again.from : back, oldest), to: from }, stopping);
      if (again && !stopping?.aborted) {
        await store.closedGap();
      }
      const deleted = await store.deleteBefore(now - settings.retentionMs);
      if (deleted > 0) {
        metrics.deleted.inc(deleted);
        log.info({ deleted }, 'Deleted what is older than the retention');
      }
      if (!stopping?.aborted) {
        await store.swept(now);
      }
    }
    this.lastSuccess = this.#now();
  }

  async #read(window: Window, stopping: AbortSignal | undefined): Promise<void> {
    const { ask, store, metrics, log, settings } = this.#parts;
    let started = performance.now();
    for await (const { lines, readTo } of readPages(ask, window, settings.pageLines)) {
      const read = lines.map(readEvent);
      const reading: Reading = {
        events: read.flatMap((one) => (isMalformed(one) ? [] : one)),
        malformed: read.filter(isMalformed),
        readTo,
      };
      const stored = await store.store(reading);
      metrics.lines.inc(lines.length);
      metrics.events.inc(stored.events);
      metrics.malformed.inc(stored.malformed);
      // A longer look back ends before what was read already.
      this.#readTo = readTo > this.#readTo ? readTo : this.#readTo;
      metrics.readTo.set(Number(this.#readTo) / 1e9);
      metrics.pageSeconds.observe((performance.now() - started) / 1000);
      started = performance.now();
      if (stored.malformed > 0) {
        log.warn({ lines: stored.malformed }, 'Lines that cannot be read are in usage_quarantine');
      }
      if (stopping?.aborted) {
        return;
      }
    }
  }
}

function latest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds)) * 1_000_000n;
}

/** Doubles with each failure; half of it is random, so that several collectors do not come back at once. */
function pauseAfter(failures: number, pollMs: number): number {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), Math.max(pollMs, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
  return longest * (0.5 + Math.random() / 2);
}

/** What went wrong: `fetch` says why in its cause, and a connection refused at two addresses has no words at all. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { code } = error as { code?: string };
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message || code || error.name}${cause}`;
}
