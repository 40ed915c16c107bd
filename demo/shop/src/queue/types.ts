import { z } from 'zod';
import { REGIONS } from '../payments/types.ts';

/** The queue of accepted orders (`messaging.destination.name`). */
export const ORDERS = 'orders';

/** What holds it (`messaging.system`): the conventions have no name for BullMQ. */
export const BULLMQ = 'bullmq';

/** An accepted order, as it is handed on to whoever ships it. */
export const orderMessageSchema = z.object({
  order_id: z.uuid(),
  /** The shop that sold it. */
  shop: z.string(),
  region: z.enum(REGIONS),
  /** How many different products are in it. */
  items: z.number().int().min(1),
});
export type OrderMessage = z.output<typeof orderMessageSchema>;

/** What travels beside a message: the context of the trace that it was sent in, by W3C's names. */
export const headersSchema = z.record(z.string(), z.string());
export type Headers = z.output<typeof headersSchema>;

/** A message that was fetched, for the first time or again. */
export interface Delivery {
  readonly message: OrderMessage;
  readonly headers: Headers;
  /** 1 for the first; after the last it is set aside. */
  readonly attempt: number;
  readonly attempts: number;
}

/** How a queue stands. */
export interface QueueState {
  /** Jobs by state: `waiting`, `active`, `delayed` (to be tried again), `failed` (set aside), `completed`. */
  readonly jobs: Readonly<Record<string, number>>;
  /** Seconds since the longest waiting message was sent; 0 when none waits. */
  readonly oldestWaitingSeconds: number;
}

/** A queue as those see it who send to it, or look at it. Calls fail within seconds while it cannot be reached. */
export interface OrderQueue {
  /** Takes an order in; one that was sent before is not taken a second time. */
  send(message: OrderMessage, headers: Headers): Promise<void>;
  state(): Promise<QueueState>;
  /** Lets what was set aside be tried again. */
  retrySetAside(): Promise<void>;
  close(): Promise<void>;
}

/** Somebody who processes messages until it is closed. */
export interface OrderConsumer {
  /** Fetches no more, and waits for what is being processed. */
  close(): Promise<void>;
}
