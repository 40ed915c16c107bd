import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, Worker } from 'bullmq';
import { z } from 'zod';
import {
  headersSchema,
  ORDERS,
  orderMessageSchema,
  type Delivery,
  type Headers,
  type OrderConsumer,
  type OrderMessage,
  type OrderQueue,
  type QueueState,
} from './types.ts';

/** Tried at once, then after 1, 2, 4, 8 and 16 s, and set aside after that. */
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 1000;

/** Redis answers within a millisecond, or not at all. */
const PATIENCE_MS = 2000;

const HOUR_S = 3600;

/** What is being processed when a worker is closed takes a second or two, less than a service has to stop. */
const CLOSE_MS = 10_000;

/** A worker that is gone is noticed within these two together, and its messages are fetched by others. */
const LOCK_MS = 6000;
const LOST_CHECK_MS = 3000;

const jobSchema = z.object({ message: orderMessageSchema, headers: headersSchema });
type Job = z.output<typeof jobSchema>;

/** Told when the connection to Redis breaks; it is made again by itself. */
export type OnLost = (error: Error) => void;

/** The queue of orders in Redis, by BullMQ. It is opened by the first call. */
export class BullOrderQueue implements OrderQueue {
  readonly #url: string;
  readonly #onLost: OnLost;
  #opened: Promise<Queue<Job>> | undefined;

  constructor(url: string, onLost: OnLost) {
    this.#url = url;
    this.#onLost = onLost;
  }

  async send(message: OrderMessage, headers: Headers): Promise<void> {
    await this.#ask((queue) =>
      queue.add(
        ORDERS,
        { message, headers },
        {
          // A job of this id is not taken twice, for as long as the first one is remembered.
          jobId: message.order_id,
          attempts: ATTEMPTS,
          backoff: { type: 'exponential', delay: FIRST_PAUSE_MS },
          removeOnComplete: { age: HOUR_S, count: 10_000 },
          removeOnFail: { age: 7 * 24 * HOUR_S },
        }
      )
    );
  }

  state(): Promise<QueueState> {
    return this.#ask(async (queue) => {
      const [jobs, [oldest]] = await Promise.all([
        queue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed'),
        queue.getJobs(['waiting'], 0, 0, true),
      ]);
      const oldestWaitingSeconds = oldest ? Math.max(0, (Date.now() - oldest.timestamp) / 1000) : 0;
      return { jobs, oldestWaitingSeconds };
    });
  }

  async retrySetAside(): Promise<void> {
    await this.#ask((queue) => queue.retryJobs({ state: 'failed' }));
  }

  async close(): Promise<void> {
    const queue = await this.#opened;
    await within(queue?.close(), PATIENCE_MS);
  }

  async #ask<T>(question: (queue: Queue<Job>) => Promise<T>): Promise<T> {
    // BullMQ waits for its connection for ever.
    const late = new AbortController();
    const answer = this.#open().then(question);
    try {
      return await Promise.race([answer, tooLate(late.signal)]);
    } finally {
      late.abort();
    }
  }

  #open(): Promise<Queue<Job>> {
    this.#opened ??= import('bullmq').then(({ Queue }) => {
      const connection = { url: this.#url, maxRetriesPerRequest: 1, enableOfflineQueue: false };
      const queue = new Queue<Job>(ORDERS, { connection });
      queue.on('error', this.#onLost);
      return queue;
    });
    return this.#opened;
  }
}

/** Waits for the work, but not for longer than this. */
async function within(work: Promise<void> | undefined, milliseconds: number): Promise<void> {
  const late = new AbortController();
  const limit = sleep(milliseconds, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([work, limit]);
  late.abort();
}

/** @throws Error after a while, unless the signal aborts. */
async function tooLate(signal: AbortSignal): Promise<never> {
  await sleep(PATIENCE_MS, undefined, { signal });
  throw new Error(`Redis did not answer within ${PATIENCE_MS} ms`);
}

/**
 * Processes orders, at most so many at once. What throws is tried again after a pause, and is set aside after the last
 * attempt; what was being processed when a process died is processed again.
 */
export async function consumeOrders(
  url: string,
  work: (delivery: Delivery) => Promise<void>,
  { concurrency, onLost }: { concurrency: number; onLost: OnLost }
): Promise<OrderConsumer> {
  const bullmq = await import('bullmq');
  const worker: Worker = new bullmq.Worker(
    ORDERS,
    async (job) => {
      const { message, headers } = jobSchema.parse(job.data);
      await work({ message, headers, attempt: job.attemptsMade + 1, attempts: job.opts.attempts ?? 1 });
    },
    {
      connection: { url, maxRetriesPerRequest: null },
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: LOST_CHECK_MS,
      // That a process died is not the order's fault.
      maxStalledCount: 1000,
    }
  );
  worker.on('error', onLost);
  // Without Redis it would wait for ever for what it cannot acknowledge; that is fetched again by whoever comes next.
  return { close: () => within(worker.close(), CLOSE_MS) };
}
