import { BullOrderQueue, consumeOrders, type OnLost } from '../queue/bullmq.ts';
import { tellLost } from '../queue/lost.ts';
import { ORDERS, type OrderQueue } from '../queue/types.ts';
import { exceptionField } from '../telemetry/logging.ts';
import type { Telemetry } from '../telemetry/types.ts';
import { Carrier, CARRIER_HOST } from './carrier.ts';
import { NameServer } from './name-server.ts';
import { Packing } from './packing.ts';
import { processOrder } from './processing.ts';

/** How many orders are shipped at the same time. */
const CONCURRENCY = 2;

/** Fetches accepted orders from the queue and ships them. */
export class FulfilmentWorker {
  readonly packing = new Packing();
  readonly names = new NameServer();
  readonly queue: OrderQueue;
  readonly #url: string;
  readonly #telemetry: Telemetry;
  readonly #onLost: OnLost;

  /** @param url of Redis. */
  constructor(url: string, telemetry: Telemetry) {
    this.#url = url;
    this.#telemetry = telemetry;
    this.#onLost = tellLost(telemetry.logger('queue'));
    this.queue = new BullOrderQueue(url, this.#onLost);
    telemetry.messaging.watch(ORDERS, () => this.queue.state());
  }

  /** @returns how to end it: what is being shipped is shipped first. */
  async start(): Promise<() => Promise<void>> {
    const { tracing, logger } = this.#telemetry;
    const log = logger('shipping');
    this.names.add(CARRIER_HOST);
    const carrier = new Carrier(tracing, await this.names.start());
    const parts = { telemetry: this.#telemetry, packing: this.packing, carrier, log };
    const consumer = await consumeOrders(this.#url, (delivery) => processOrder(delivery, parts), {
      concurrency: CONCURRENCY,
      onLost: this.#onLost,
    });
    // Whoever starts it anew has mended what kept orders from being shipped.
    await this.queue
      .retrySetAside()
      .catch((error: unknown) => log.warn(exceptionField(error), 'Could not retry what was set aside'));
    return async () => {
      await consumer.close();
      await this.queue.close();
      this.names.stop();
    };
  }
}
