import { setTimeout as sleep } from 'node:timers/promises';
import { Counters } from './counters.ts';
import { type Entry } from './entry.ts';
import { type Line, type Position } from './file-tail.ts';
import { pushToLoki } from './loki.ts';
import { loadPositions, savePositions, type Positions } from './positions.ts';
import { type Source } from './sources.ts';
import { Watcher, type WatchedFile } from './watcher.ts';

/** What the shipper reads, and where it sends it. */
export interface ShipperOptions {
  lokiUrl: string;
  sources: readonly Source[];
  /** Where the positions are kept between runs; absolute. */
  positionsFile: string;
  /** Between two looks at the files, in milliseconds. */
  pollMs?: number;
  /** Lines wait at most this long for more before they are sent, in milliseconds. */
  batchWaitMs?: number;
  /** A push holds about this much at most. */
  batchBytes?: number;
  /** Reading stops while this much waits for Loki: the files keep the rest. */
  bufferBytes?: number;
  /** The longest pause between two tries of a push, in milliseconds. */
  maxBackoffMs?: number;
  /** How long a file that is gone is still looked at: its writer may not have let go yet. */
  lingerMs?: number;
  log?: (message: string) => void;
}

/** The configuration file of the shipper as a program. */
export interface ShipperConfig extends Pick<ShipperOptions, 'lokiUrl' | 'sources' | 'positionsFile'> {
  /** Where it answers /ready and /metrics. */
  port: number;
}

interface Waiting extends Entry {
  file: WatchedFile;
  /** Where to go on once this entry is shipped. It belongs to the file's content of now: a truncation outdates it. */
  position: Position;
  bytes: number;
}

/**
 * Ships log files to Loki: every line at least once, in order. While Loki is away it waits and reads no further, so
 * memory is bounded and nothing is lost that the files still hold; what they no longer hold is counted.
 */
export class Shipper {
  readonly counters = new Counters();
  private readonly options: Required<ShipperOptions>;
  private readonly queue: Waiting[] = [];
  private queuedBytes = 0;
  private oldestQueuedAt = 0;
  private readonly stopping = new AbortController();
  private positions: Positions = new Map();

  constructor(options: ShipperOptions) {
    this.options = {
      pollMs: 500,
      batchWaitMs: 1_000,
      batchBytes: 1024 * 1024,
      bufferBytes: 8 * 1024 * 1024,
      maxBackoffMs: 15_000,
      lingerMs: 3_000,
      log: () => undefined,
      ...options,
    };
  }

  /** Ships until {@link stop}, then what is left, for a few seconds. */
  async run(): Promise<void> {
    this.positions = await loadPositions(this.options.positionsFile);
    const watcher = new Watcher(this.options.sources, this.positions);
    await watcher.refresh();
    watcher.dropStalePositions();
    const sending = this.send();
    try {
      while (!this.stopping.signal.aborted) {
        await watcher.refresh();
        const more = await this.readAll(watcher);
        this.counters.set('log_shipper_files', watcher.files.size);
        await sleep(more ? 0 : this.options.pollMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
      await sending;
      await this.finish(watcher);
    } finally {
      await watcher.close();
    }
  }

  /** Asks {@link run} to come to an end. */
  stop(): void {
    this.stopping.abort();
  }

  /** Reads every file once. Returns whether there is more to read at once. */
  private async readAll(watcher: Watcher): Promise<boolean> {
    let more = false;
    for (const file of watcher.files.values()) {
      if (this.queuedBytes >= this.options.bufferBytes) {
        return false;
      }
      const reading = await file.tail.read();
      this.counters.add('log_shipper_lines_cut_total', reading.cut);
      this.counters.add('log_shipper_bytes_lost_total', reading.lost);
      this.enqueue(file, reading.lines);
      more ||= reading.more;
      if (!reading.more && Watcher.isGone(file, this.options.lingerMs)) {
        this.enqueue(file, file.tail.takePartial());
        await watcher.forget(file);
      }
    }
    return more;
  }

  private enqueue(file: WatchedFile, lines: readonly Line[]): void {
    if (lines.length > 0 && this.queue.length === 0) {
      this.oldestQueuedAt = Date.now();
    }
    for (const { text, end } of lines) {
      const bytes = Buffer.byteLength(text);
      this.queue.push({ ...file.entries.make(text, file.tail.path), file, position: file.tail.positionAt(end), bytes });
      this.queuedBytes += bytes;
    }
    this.counters.add('log_shipper_lines_read_total', lines.length);
    this.counters.set('log_shipper_buffered_bytes', this.queuedBytes);
  }

  /** Sends one batch after the other, each until Loki took or refused it. */
  private async send(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      if (!this.batchIsDue()) {
        await sleep(50, undefined, { signal }).catch(() => undefined);
        continue;
      }
      await this.sendBatch(signal, 10_000);
    }
  }

  private batchIsDue(): boolean {
    const { batchBytes, batchWaitMs } = this.options;
    const old = Date.now() - this.oldestQueuedAt >= batchWaitMs;
    return this.queue.length > 0 && (old || this.queuedBytes >= batchBytes);
  }

  /**
   * Sends one batch until Loki took or refused it, or the signal says to give up; the batch then stays in the queue.
   * A push under way is not cut short: Loki may have taken it already, and it would be sent twice.
   */
  private async sendBatch(signal: AbortSignal, timeoutMs: number): Promise<void> {
    const batch = this.nextBatch();
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await pushToLoki(this.options.lokiUrl, batch, timeoutMs);
      if (outcome.kind !== 'failed') {
        if (outcome.kind === 'refused') {
          this.options.log(`${outcome.reason}; these lines are dropped`);
        }
        const accepted = outcome.kind === 'accepted';
        this.counters.add(
          accepted ? 'log_shipper_entries_sent_total' : 'log_shipper_entries_dropped_total',
          batch.length
        );
        await this.acknowledge(batch);
        return;
      }
      if (signal.aborted) {
        return;
      }
      this.counters.add('log_shipper_push_retries_total');
      if (attempt === 0) {
        this.options.log(`${outcome.reason}; trying again`);
      }
      const pause = Math.min(250 * 2 ** attempt, this.options.maxBackoffMs);
      // Half of the pause is random, so that several shippers do not come back all at once.
      await sleep(pause * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) {
        return;
      }
    }
  }

  private nextBatch(): Waiting[] {
    let bytes = 0;
    let length = 0;
    while (length < this.queue.length && bytes < this.options.batchBytes) {
      bytes += this.queue[length]?.bytes ?? 0;
      length += 1;
    }
    return this.queue.slice(0, length);
  }

  /** Takes the batch out of the queue and notes how far each file is shipped. */
  private async acknowledge(batch: readonly Waiting[]): Promise<void> {
    this.queue.splice(0, batch.length);
    this.oldestQueuedAt = Date.now();
    for (const { file, position, bytes } of batch) {
      this.queuedBytes -= bytes;
      if (!file.forgotten) {
        this.positions.set(file.id, position);
      }
    }
    this.counters.set('log_shipper_buffered_bytes', this.queuedBytes);
    try {
      await savePositions(this.options.positionsFile, this.positions);
    } catch (error) {
      // A full disk costs a repetition after the next restart, not the shipping.
      this.options.log(`The positions could not be saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Reads what the stopping programs wrote last and sends it, as far as that goes in five seconds. */
  private async finish(watcher: Watcher): Promise<void> {
    const deadline = AbortSignal.timeout(5_000);
    await watcher.refresh();
    let more = true;
    while (more && !deadline.aborted) {
      more = await this.readAll(watcher);
      while (this.queue.length > 0 && !deadline.aborted) {
        await this.sendBatch(deadline, 3_000);
      }
    }
  }
}
